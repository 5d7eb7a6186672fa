// SPDX-License-Identifier: GPL-3.0-or-later
// The real window, driven as a user drives it: train MNIST, freeze, draw, undo, save, reopen, diverge.
#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QMenuBar>
#include <QMouseEvent>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QtTest>

#include "app/composition.h"
#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/patience.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "ui/data/sample_panel.h"
#include "ui/document/edits.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/segmented_control.h"

namespace {

using namespace pellucid;
using tests::kPatienceMs;
using ui::ActionId;

/// All of MNIST, or a fifth of it under a sanitizer, which makes everything slow.
engine::DataLocations locations() {
#ifdef PELLUCID_SANITIZED
  static const QTemporaryDir folder;
  if (QDir(folder.path()).isEmpty())
    tests::writeIdxFiles(*tests::firstDigits(12'000, 2'000), folder.path().toStdString());
  return {.mnist = folder.path().toStdString(), .fashionMnist = {}};
#else
  return {.mnist = tests::mnistFolder(), .fashionMnist = tests::fashionMnistFolder()};
#endif
}

double testAccuracy(app::Composition& program) {
  const auto* moment = program.run().moment();
  return moment != nullptr && moment->snapshot->test ? moment->snapshot->test->metrics.accuracy : 0;
}

std::int64_t step(app::Composition& program) {
  return program.run().moment()->snapshot->state.step;
}

std::int64_t stepsPerEpoch(app::Composition& program) {
  return program.run().moment()->snapshot->stepsPerEpoch;
}

engine::Matrix weight(app::Composition& program, std::size_t layer) {
  const auto& moment = *program.run().moment();
  return moment.network().weight(moment.weights(), layer);
}

void click(QWidget& widget, QPointF at) {
  QTest::mouseClick(&widget, Qt::LeftButton, {}, at.toPoint());
}

/// Waits until the run rests and its figures are those of its weights.
void waitForRest(app::Composition& program) {
  QTRY_VERIFY_WITH_TIMEOUT(!program.run().isTraining() && program.run().isResting(), kPatienceMs);
  QVERIFY(program.run().moment()->snapshot->test &&
          program.run().moment()->snapshot->test->step == step(program));
}

class WindowTest : public QObject {
  Q_OBJECT

 private slots:
  void startsAlive();
  void everyLetterMeansOneThing();
  void trainsToNinetyPercent();
  void freezesInMidTraining();
  void recognisesADrawing();
  void savesAndReopens();
  void namesADivergence();
  void keepsEverythingWhenAFileIsBroken();

 private:
  void train() { click(*m_program.window().findChild<QWidget*>("TrainButton"), {20, 10}); }

  QTemporaryDir m_folder;
  app::Composition m_program{locations()};
};

void WindowTest::startsAlive() {
  m_program.start({});
  QTRY_VERIFY_WITH_TIMEOUT(m_program.run().moment() != nullptr, kPatienceMs);
  const auto& moment = *m_program.run().moment();
  QCOMPARE(moment.experiment(), engine::seedExperiment());
  QCOMPARE(moment.network().parameterCount(), engine::Index{50'890});
  QVERIFY(moment.input.values.maxCoeff() > 0.5F);  // a digit is shown
  QVERIFY(moment.probe.hasGradient());
  QCOMPARE(step(m_program), std::int64_t{0});
  QVERIFY(m_program.window().minimumSizeHint().width() <= 1366);
  QVERIFY(m_program.window().minimumSizeHint().height() <= 740);
}

/// Alt with a letter leads to exactly one visible thing.
void WindowTest::everyLetterMeansOneThing() {
  QStringList problems;
  const auto check = [this, &problems](std::size_t least) {
    QStringList texts;
    for (const QAction* menu : m_program.window().menuBar()->actions()) texts << menu->text();
    for (const auto* button : m_program.window().findChildren<QAbstractButton*>())
      if (button->isVisible() && button->isEnabled()) texts << button->text();
    for (const auto* label : m_program.window().findChildren<QLabel*>())
      if (label->isVisible() && label->buddy() != nullptr) texts << label->text();
    for (const auto* tabs : m_program.window().findChildren<QTabBar*>())
      for (int i = 0; tabs->isVisible() && i < tabs->count(); ++i) texts << tabs->tabText(i);
    std::map<QString, QStringList> meant;
    for (const QString& text : texts)
      if (const QKeySequence letter = QKeySequence::mnemonic(text); !letter.isEmpty())
        meant[letter.toString()] << text;
    QVERIFY(meant.size() > least);
    for (const auto& [letter, names] : meant)
      if (names.size() > 1) problems << letter + ": " + names.join(", ");
  };
  check(12);
  auto* samples = m_program.window().findChild<ui::SamplePanel*>();
  auto* modes = samples->findChild<ui::SegmentedControl*>();
  modes->setCurrentIndex(1);
  check(12);
  modes->setCurrentIndex(0);
  // Whichever panel is in front, in every workspace.
  m_program.selection().setLayer(0);
  for (const ActionId workspace : {ActionId::ShowData, ActionId::ShowTransfer, ActionId::ShowPlane,
                                   ActionId::ShowResults, ActionId::ShowInside, ActionId::ShowNetwork}) {
    m_program.actions()[workspace].trigger();
    for (auto* tabs : m_program.window().findChildren<QTabWidget*>()) {
      if (!tabs->isVisible()) continue;
      const int before = tabs->currentIndex();
      for (int i = 0; i < tabs->count(); ++i) {
        tabs->setCurrentIndex(i);
        check(5);  // the menus alone
      }
      tabs->setCurrentIndex(before);
    }
  }
  problems.removeDuplicates();
  QVERIFY2(problems.isEmpty(), qPrintable(problems.join('\n')));
}

void WindowTest::trainsToNinetyPercent() {
  const engine::Vector first = m_program.run().moment()->weights();
  train();
  QTRY_VERIFY_WITH_TIMEOUT(testAccuracy(m_program) > 0.9, kPatienceMs);
  train();
  waitForRest(m_program);
  QCOMPARE(m_program.status().accuracyText(), ui::percentText(testAccuracy(m_program), 2));
  QVERIFY(m_program.canvas().paintedMoments() > 2);

  m_program.actions()[ActionId::Reset].trigger();
  QTRY_VERIFY_WITH_TIMEOUT(step(m_program) == 0, kPatienceMs);
  QVERIFY(m_program.run().moment()->weights() == first);
  m_program.actions()[ActionId::Epoch].trigger();
  QTRY_VERIFY_WITH_TIMEOUT(step(m_program) == stepsPerEpoch(m_program), kPatienceMs);
  waitForRest(m_program);
}

void WindowTest::freezesInMidTraining() {
  train();
  QTRY_VERIFY_WITH_TIMEOUT(m_program.run().isTraining(), kPatienceMs);
  click(m_program.canvas(), m_program.canvas().canvasLayout().layers[0].padlock.center());
  QTRY_VERIFY_WITH_TIMEOUT(m_program.run().moment()->experiment().network.layers[0].frozen, kPatienceMs);
  const engine::Matrix frozen = weight(m_program, 0);
  const engine::Matrix learning = weight(m_program, 1);
  const std::int64_t begin = step(m_program);
  QTRY_VERIFY_WITH_TIMEOUT(step(m_program) > begin + 100, kPatienceMs);
  QVERIFY(weight(m_program, 0) == frozen);
  QVERIFY(weight(m_program, 1) != learning);
  m_program.actions()[ActionId::Undo].trigger();
  QTRY_VERIFY_WITH_TIMEOUT(!m_program.run().moment()->experiment().network.layers[0].frozen, kPatienceMs);
  QTRY_VERIFY_WITH_TIMEOUT(weight(m_program, 0) != frozen, kPatienceMs);
  train();
  waitForRest(m_program);
}

void WindowTest::recognisesADrawing() {
  m_program.samples().setMode(ui::SamplePanel::Mode::Draw);
  auto* pad = m_program.samples().findChild<ui::DrawingPad*>();  // not the one for the user's own drawings
  QVERIFY(pad != nullptr && pad->isVisible());
  const QRect sheet = pad->rect();
  // A one: a stroke from the top to the bottom.
  const QPoint top(sheet.center().x() + 4, sheet.top() + sheet.height() / 5);
  const QPoint bottom(sheet.center().x() - 4, sheet.bottom() - sheet.height() / 5);
  QTest::mousePress(pad, Qt::LeftButton, {}, top);
  for (int i = 1; i <= 20; ++i) QTest::mouseMove(pad, top + (bottom - top) * i / 20);
  QTest::mouseRelease(pad, Qt::LeftButton, {}, bottom);
  QTRY_VERIFY_WITH_TIMEOUT(!m_program.run().moment()->input.testIndex, kPatienceMs);
  QTRY_COMPARE_WITH_TIMEOUT(m_program.run().moment()->probe.prediction, engine::Index{1}, kPatienceMs);
  QVERIFY(!m_program.run().moment()->probe.hasGradient());
  m_program.samples().setMode(ui::SamplePanel::Mode::TestImage);
  QTRY_VERIFY_WITH_TIMEOUT(m_program.run().moment()->input.testIndex.has_value(), kPatienceMs);
}

void WindowTest::savesAndReopens() {
  const QString path = m_folder.filePath("trained.pellucid");
  QVERIFY(m_program.files().isModified());
  QCOMPARE(tests::saveProblem(m_program.files(), path), QString());
  QVERIFY(!m_program.files().isModified());
  const engine::RunState state = m_program.run().moment()->snapshot->state;

  app::Composition other(locations());
  other.start(path);
  QTRY_VERIFY_WITH_TIMEOUT(other.run().moment() != nullptr, kPatienceMs);
  QVERIFY(other.run().moment()->snapshot->state == state);
  QVERIFY(!other.files().isModified());
  QCOMPARE(other.run().history().train, m_program.run().history().train);

  // Both continue with the same bits.
  for (app::Composition* program : {&m_program, &other}) program->actions()[ActionId::Epoch].trigger();
  const std::int64_t goal = (state.step / stepsPerEpoch(other) + 1) * stepsPerEpoch(other);
  for (app::Composition* program : {&m_program, &other}) {
    QTRY_VERIFY_WITH_TIMEOUT(step(*program) == goal, kPatienceMs);
    waitForRest(*program);
  }
  QVERIFY(other.run().moment()->snapshot->state == m_program.run().moment()->snapshot->state);
}

void WindowTest::namesADivergence() {
  const engine::RunState trained = m_program.run().moment()->snapshot->state;
  QVERIFY(ui::edit::setLearningRate(m_program.document(), 1000));
  train();
  QTRY_VERIFY_WITH_TIMEOUT(std::holds_alternative<engine::Diverged>(m_program.run().phase()), kPatienceMs);
  QVERIFY(m_program.notifier().isVisible());
  QVERIFY(!m_program.actions()[ActionId::Train].isEnabled());
  QVERIFY(m_program.run().moment()->weights().allFinite());
  m_program.actions()[ActionId::Undo].trigger();
  m_program.actions()[ActionId::Reset].trigger();
  QTRY_VERIFY_WITH_TIMEOUT(m_program.actions()[ActionId::Train].isEnabled(), kPatienceMs);
  QTRY_VERIFY_WITH_TIMEOUT(step(m_program) == 0, kPatienceMs);

  // Nothing is lost: the run left by the reset is in the list, and Undo shows it as it was when it diverged.
  QCOMPARE(m_program.run().book().listed().back(), m_program.run().book().shown());
  QVERIFY(m_program.run().book().listed().size() > 1);
  m_program.actions()[ActionId::Undo].trigger();
  QTRY_VERIFY_WITH_TIMEOUT(step(m_program) >= trained.step, kPatienceMs);
  waitForRest(m_program);
}

void WindowTest::keepsEverythingWhenAFileIsBroken() {
  const QString path = m_folder.filePath("broken.pellucid");
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly) && file.write("PK\3\4 not a project") > 0);
  file.close();
  const engine::Experiment before = m_program.document().experiment();
  QVERIFY(tests::openProblem(m_program.files(), path).contains("broken.pellucid"));
  QCOMPARE(m_program.document().experiment(), before);
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_window, WindowTest)
#include "tst_window.moc"
