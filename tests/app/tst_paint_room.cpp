// SPDX-License-Identifier: GPL-3.0-or-later
// From nothing to a trained network on painted points and on drawn digits, in the real window: with the mouse
// alone and with keys alone; and what was painted is in the project.
#include "app/paint_room.h"

#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>

#include "app/composition.h"
#include "app/workspaces.h"
#include "tests/support/patience.h"
#include "tests/support/pointer.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "ui/paint/class_row.h"
#include "ui/paint/paint_strip.h"
#include "ui/paint/sign_page.h"
#include "ui/plane/plane_view.h"
#include "ui/widgets/drawing_pad.h"
#include "ui/widgets/notifier.h"
#include "ui/workspace/workspace_view.h"

namespace {

using namespace pellucid;
using engine::SheetPlace;
using tests::kPatienceMs;
using ui::ActionId;

class PaintRoomTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { QVERIFY(m_folder.isValid()); }
  void init() {
    m_program = std::make_unique<app::Composition>(engine::DataLocations{});
    m_program->window().resize(1366, 740);
    m_program->start({});
    emit m_program->samples().datasetRequested("circle,samples=20");
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().moment() != nullptr, kPatienceMs);
  }
  void cleanup() { m_program.reset(); }

  void pointsByMouse() {
    m_program->actions()[ActionId::ShowData].trigger();
    click(*button(m_program->window(), "Paint points"));
    QTRY_VERIFY(easel().isVisible());
    QCOMPARE(m_program->window().workspaces().workspace(), app::workspace_id::kPlane);
    const QPointF before = easel().at({});
    paint(0, {.x = -2, .y = -2});
    QTRY_VERIFY_WITH_TIMEOUT(m_program->plane().view().picture().has_value(), kPatienceMs);
    QCOMPARE(easel().at({}), before);  // the sheet stays where it is
    click(*button(m_program->paint().strip(), "Brush"));
    for (const auto& [label, to] : {std::pair(0, SheetPlace{-4, -4}), {1, SheetPlace{4, 4}}}) {
      click(*classButton(label));
      tests::drag(easel(), easel().at({.x = to.x / 3, .y = to.y}), easel().at({.x = to.x, .y = to.y / 3}));
    }
    QVERIFY(m_program->paint().points().samples().points.size() > 20);
    learnTo(0.99);
    // Training continues while painting.
    const auto run = m_program->run().run();
    m_program->actions()[ActionId::Train].trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().isTraining(), kPatienceMs);
    const std::int64_t step = m_program->run().moment()->snapshot->state.step;
    click(*button(m_program->paint().strip(), "Put"));
    paint(1, {.x = 5, .y = -5});
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().moment()->snapshot->state.step > step + 20, kPatienceMs);
    QCOMPARE(m_program->run().run(), run);
    QVERIFY(m_program->run().isTraining());
    m_program->actions()[ActionId::Train].trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().isResting(), kPatienceMs);
    // After switching back to looking, a click queries the network.
    click(*button(m_program->paint().strip(), "Look"));
    QVERIFY(!easel().isVisible());
  }

  void pointsByKeys() {
    m_program->actions()[ActionId::ShowData].trigger();
    press(*button(m_program->window(), "Paint points"));
    QTRY_VERIFY(easel().hasFocus());
    const auto at = [&](int label, int right, int up) {
      QTest::keyClick(&easel(), static_cast<Qt::Key>(Qt::Key_1 + label));
      for (int i = 0; i < std::abs(right); ++i)
        QTest::keyClick(&easel(), right > 0 ? Qt::Key_Right : Qt::Key_Left, Qt::ShiftModifier);
      for (int i = 0; i < std::abs(up); ++i)
        QTest::keyClick(&easel(), up > 0 ? Qt::Key_Up : Qt::Key_Down, Qt::ShiftModifier);
      QTest::keyClick(&easel(), Qt::Key_Space);
    };
    at(0, -3, 2);
    at(0, 0, -1);
    at(0, -1, 0);
    at(1, 7, 0);
    at(1, 1, -2);
    at(1, 0, -1);
    const auto& points = m_program->paint().points().samples().points;
    QCOMPARE(points.size(), 6U);
    QVERIFY((m_program->paint().points().tally() == std::vector<int>{3, 3}));
    learnTo(0.99);
    QTest::keyClick(&easel(), Qt::Key_Escape);
    QVERIFY(!easel().isVisible());
  }

  void anEmptySheetCanBeLeft() {
    m_program->actions()[ActionId::ShowData].trigger();
    press(*button(m_program->window(), "Paint points"));
    QTRY_VERIFY(easel().hasFocus());
    QTest::keyClick(&easel(), Qt::Key_Escape);
    QVERIFY(!easel().isVisible());
    QVERIFY(!m_program->paint().points().isOpen());
    QCOMPARE(m_program->document().experiment().data.name, std::string("circle,samples=20"));
    click(*button(m_program->paint().strip(), "Paint heights…"));
    QTRY_VERIFY(easel().isVisible());
    click(*button(m_program->paint().strip(), "Look"));
    QVERIFY(!easel().isVisible());
    QVERIFY(button(m_program->paint().strip(), "Paint points…"));
  }

  void heightsAndOtherPoints() {
    m_program->actions()[ActionId::ShowPlane].trigger();
    // The shown points become the user's own.
    click(*button(m_program->paint().strip(), "Paint on these"));
    QCOMPARE(m_program->paint().points().samples().points.size(), 20U);
    QCOMPARE(m_program->document().experiment().data.name, std::string("painted"));
    m_program->document().undoStack().undo();
    QVERIFY(!m_program->paint().points().isOpen());
    click(*button(m_program->paint().strip(), "Paint heights…"));
    QTRY_VERIFY(easel().isVisible());
    QTest::mouseClick(&easel(), Qt::LeftButton, {}, easel().at({.x = 1, .y = 1}).toPoint());
    QVERIFY(!m_program->document().dataset()->hasClasses());
    QCOMPARE(m_program->document().dataset()->train.targets(0, 0), engine::Scalar(0.5));
  }

  void digitsByMouse() {
    m_program->actions()[ActionId::ShowData].trigger();
    click(*button(m_program->window(), "Make drawings"));
    QTRY_VERIFY(pad().isVisible());
    for (int digit = 0; digit < 10; ++digit) {
      const QPointF middle = pad().rect().center();
      tests::drag(pad(), middle + QPointF(-50 + 10 * digit, -60), middle + QPointF(50 - 10 * digit, 60));
      click(*button(m_program->paint().signPage(), "Add to the set"));
    }
    QVERIFY((m_program->paint().signSet().tally() == std::vector<int>(10, 1)));
    learnTo(0.99);
  }

  void digitsByKeysAreInTheProject() {
    m_program->actions()[ActionId::ShowData].trigger();
    press(*button(m_program->window(), "Make drawings"));
    QTRY_VERIFY(pad().hasFocus());
    for (int digit = 0; digit < 10; ++digit) {
      QTest::keyClick(&pad(), Qt::Key_Space);
      for (int i = 0; i < 10; ++i) QTest::keyClick(&pad(), i < digit ? Qt::Key_Right : Qt::Key_Down);
      QTest::keyClick(&pad(), Qt::Key_Return);
    }
    learnTo(0.99);
    const engine::OwnSamples drawn = m_program->paint().signSet().samples();
    QCOMPARE(drawn.drawings.size(), 10U);
    const QString file = m_folder.filePath("own.pellucid");
    QCOMPARE(tests::saveProblem(m_program->files(), file), QString());
    const engine::RunState state = m_program->run().moment()->snapshot->state;
    m_program = std::make_unique<app::Composition>(engine::DataLocations{});
    m_program->start(file);
    QTRY_VERIFY2_WITH_TIMEOUT(m_program->run().moment() != nullptr,
                              qPrintable(m_program->notifier().textAbout(ui::Notifier::Topic::File)),
                              kPatienceMs);
    QVERIFY(m_program->paint().signSet().samples() == drawn);
    QVERIFY(m_program->run().moment()->snapshot->state == state);
    QVERIFY(m_program->document().hasData());
    m_program->run().goTo(0, 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().moment()->snapshot->state.step == 0, kPatienceMs);
    QCOMPARE(m_program->paint().signSet().samples().drawings.size(), 10U);
  }

 private:
  ui::Easel& easel() const { return m_program->paint().easel(); }
  ui::DrawingPad& pad() const { return m_program->paint().signPage().pad(); }
  static QAbstractButton* button(QWidget& in, const QString& name) {
    for (QAbstractButton* each : in.findChildren<QAbstractButton*>())
      if (each->accessibleName() == name && each->isVisible()) return each;
    return nullptr;
  }
  QAbstractButton* classButton(int label) const {
    const auto* row = m_program->paint().strip().findChild<ui::ClassRow*>();
    QList<QAbstractButton*> classes;
    for (QAbstractButton* each : row->findChildren<QAbstractButton*>())
      if (each->isCheckable()) classes << each;
    return classes[label];
  }
  static void click(QAbstractButton& button) { QTest::mouseClick(&button, Qt::LeftButton); }
  static void press(QAbstractButton& button) {
    button.setFocus();
    QTest::keyClick(&button, Qt::Key_Space);
  }
  void paint(int label, SheetPlace place) {
    click(*classButton(label));
    QTest::mouseClick(&easel(), Qt::LeftButton, {}, easel().at(place).toPoint());
  }
  /// Trains until this share of training samples is answered correctly.
  void learnTo(double share) {
    const auto right = [&] {
      const ui::Moment& moment = *m_program->run().moment();
      engine::Evaluator evaluator;
      return evaluator
          .evaluate(moment.network(), moment.weights(), moment.dataset->train,
                    moment.experiment().training.loss, false, 0)
          .accuracy;
    };
    m_program->run().setSpeed(0);
    for (int epoch = 0; epoch < 400; ++epoch) {
      m_program->actions()[ActionId::Epoch].trigger();
      QTRY_VERIFY_WITH_TIMEOUT(m_program->run().isResting(), kPatienceMs);
      if (right() >= share) return;
    }
    QFAIL("it did not learn");
  }

  QTemporaryDir m_folder;
  std::unique_ptr<app::Composition> m_program;
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_paint_room, PaintRoomTest)
#include "tst_paint_room.moc"
