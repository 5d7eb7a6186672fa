// SPDX-License-Identifier: GPL-3.0-or-later
// "What if?" in the real window: inputs of one's own are typed, and training goes on below them.
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QtTest>

#include "app/composition.h"
#include "app/workspaces.h"
#include "tests/support/datasets.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "ui/workspace/workspace_view.h"

namespace {

using namespace pellucid;
using tests::kPatienceMs;
using ui::ActionId;

class OwnInputTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_program.start({});
    QTRY_VERIFY_WITH_TIMEOUT(m_program.run().moment() != nullptr, kPatienceMs);
    emit m_program.samples().datasetRequested("xor-gate");
    QTRY_VERIFY_WITH_TIMEOUT(moment().dataset->name == "xor-gate", kPatienceMs);
    QTRY_VERIFY(m_program.canvas().paintedMoments() > 0);
    m_program.samples().step(1);
    QCOMPARE(moment().input.testIndex, std::optional<engine::Index>(1));
  }

  void aTypedInputIsAnsweredAtOnce() {
    auto& canvas = m_program.canvas();
    canvas.grab();  // pointing refers to what was painted
    const QPointF first = canvas.canvasLayout().input.center(0);
    QTest::mouseDClick(&canvas, Qt::LeftButton, {}, first.toPoint());
    auto& field = *canvas.findChild<ui::ParameterEditor*>("input");
    QTest::keyClicks(&field, "0.5");
    QTest::keyClick(&field, Qt::Key_Return);
    QVERIFY(moment().input.isOwn());
    QCOMPARE(moment().input.values[0], 0.5F);
    QCOMPARE(moment().probe.trace.input(0, 0), 0.5F);
    QVERIFY(shows("Your own input\nx = 0.5, y = 0"));
    QVERIFY(!shows("right") && !shows("wrong"));
  }

  void itStaysWhileTheNetworkLearns() {
    const engine::Scalar before = moment().probe.trace.output()(0, 0);
    m_program.actions()[ActionId::Epoch].trigger();
    QTRY_VERIFY_WITH_TIMEOUT(moment().snapshot->state.step > 0 && m_program.run().isResting(), kPatienceMs);
    QVERIFY(moment().input.isOwn());
    QVERIFY(moment().probe.trace.output()(0, 0) != before);
    QVERIFY(shows("Your own input"));
  }

  /// There is no true answer to it, but one can be tried: the loss is then −ln of that output.
  void aTargetIsTriedInThePanel() {
    QComboBox* classes = nullptr;
    for (auto* box : m_program.samples().findChildren<QComboBox*>())
      if (box->accessibleName() == "Target" && box->isVisible()) classes = box;
    QVERIFY(classes);
    QCOMPARE(classes->currentText(), "none");
    QVERIFY(!moment().probe.hasGradient());
    classes->setCurrentIndex(2);
    emit classes->activated(2);
    QVERIFY(moment().probe.hasGradient());
    QCOMPARE(moment().probe.target, std::optional<std::uint8_t>(1));
    QVERIFY(shows("Target chosen by you: 1."));
    QToolButton* back = nullptr;
    for (auto* button : m_program.samples().findChildren<QToolButton*>())
      if (button->accessibleName() == "Take back the target" && button->isVisible()) back = button;
    QVERIFY(back);
    back->click();
    QVERIFY(!moment().probe.hasGradient());
    QCOMPARE(classes->currentText(), "none");
  }

  /// Without slow motion, and as training proceeds.
  void theArithmeticPanelExplainsWhatIsShown() {
    auto* panel = m_program.window().findChild<ui::ArithmeticPanel*>();
    m_program.window().workspaces().reveal(app::panel_id::kArithmetic);
    m_program.selection().setPlace(ui::Place{.layer = 0, .unit = 0, .from = std::nullopt});
    QTRY_VERIFY(panel->isVisible());
    const auto total = [&] {
      for (const ui::ArithmeticRow& row : panel->view().rows())
        if (row.text == "z") return row.value;
      return QString();
    };
    const QString before = total();
    QVERIFY(!before.isEmpty());
    bool saysWhose = false;
    for (const auto* label : panel->findChildren<QLabel*>())
      saysWhose |= label->isVisible() && label->text().startsWith("Your own input, at step ");
    QVERIFY(saysWhose);
    const auto step = moment().snapshot->state.step;
    m_program.actions()[ActionId::Epoch].trigger();
    QTRY_VERIFY_WITH_TIMEOUT(moment().snapshot->state.step > step && m_program.run().isResting(),
                             kPatienceMs);
    QVERIFY(total() != before);
  }

  void aButtonLeadsBackToTheSample() {
    QPushButton* again = nullptr;
    for (auto* button : m_program.samples().findChildren<QPushButton*>())
      if (button->text() == "Back to sample #1") again = button;
    QVERIFY(again && again->isVisible());
    again->click();
    QVERIFY(shows("Test sample #1 of 4"));
    QVERIFY(!again->isVisible());
  }

 private:
  const ui::Moment& moment() { return *m_program.run().moment(); }
  bool shows(const QString& words) {
    for (const auto* label : m_program.samples().findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains(words)) return true;
    return false;
  }

  app::Composition m_program{
      engine::DataLocations{.mnist = tests::mnistFolder(), .fashionMnist = tests::fashionMnistFolder()}};
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_own_input, OwnInputTest)
#include "tst_own_input.moc"
