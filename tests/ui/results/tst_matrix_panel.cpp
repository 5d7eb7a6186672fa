// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/matrix_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QToolButton>
#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/results/looked_at.h"
#include "ui/results/numbers_plot.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

QComboBox* boxCalled(const QWidget& panel, const QString& name) {
  for (auto* box : panel.findChildren<QComboBox*>())
    if (box->accessibleName() == name) return box;
  return nullptr;
}

bool says(const QWidget& panel, const QString& part) {
  return std::ranges::any_of(panel.findChildren<QLabel*>(),
                             [&](const QLabel* label) { return label->text().contains(part); });
}

}  // namespace

class TestMatrixPanel : public QObject {
  Q_OBJECT

 private slots:
  void itSaysHowManyAreRight() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    MatrixPanel panel(seen.results);
    QVERIFY(says(panel, "right and wrong"));
    QVERIFY(seen.at(run.next(12)));
    int right = 0;
    for (int c = 0; c < 3; ++c) right += tests::countIn(seen.look(), c, c);
    QVERIFY(says(panel, QString("50 test images of synthetic, step 12")));
    QVERIFY(says(panel, QString("%1 of them are right, %2").arg(right).arg(right * 2.0, 0, 'f', 2)));
  }

  void itsChoicesDoWhatTheySay() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    MatrixPanel panel(seen.results);
    QVERIFY(seen.at(run.next(12)));
    boxCalled(panel, "What the cells tell")->setCurrentIndex(3);
    QVERIFY(panel.model().index(0, 0).data().toString().contains('.'));
    boxCalled(panel, "What the cells tell")->setCurrentIndex(0);
    boxCalled(panel, "Order of the classes")->setCurrentIndex(1);
    QCOMPARE(panel.model().cellAt(panel.model().index(0, 0)).truth,
             engine::mostConfusedFirst(*seen.look().confusion)[0]);
    boxCalled(panel, "Samples")->setCurrentIndex(1);
    QCOMPARE(seen.results.source(), SampleSource::Training);
    QTRY_VERIFY_WITH_TIMEOUT(seen.results.look() != nullptr, tests::kPatienceMs);
    QVERIFY(says(panel, "200 training images"));
  }

  void aCellThatIsChosenIsEverybodys() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    MatrixPanel panel(seen.results);
    QVERIFY(seen.at(run.next(12)));
    auto* view = panel.findChild<ConfusionView*>();
    view->setCurrentIndex(panel.model().index(1, 2));
    QCOMPARE(seen.results.cell(), (std::optional<Cell>({.truth = 1, .answered = 2})));
    seen.results.setCell(Cell{.truth = 0, .answered = 0});
    QCOMPARE(view->currentIndex(), panel.model().index(0, 0));
    QVERIFY(seen.at(run.next(5)));  // it stays chosen
    QCOMPARE(view->currentIndex(), panel.model().index(0, 0));
    QSignalSpy samples(&panel, &MatrixPanel::samplesWanted);
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(samples.size(), 1);
  }

  void comparingSaysWithWhat() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    MatrixPanel panel(seen.results);
    QVERIFY(seen.at(run.next(2)));
    auto* compare = panel.findChild<QToolButton*>();
    const auto right = seen.look().confusion->right();
    compare->click();
    QVERIFY(says(panel, QString("Minus step 2, of which %1 are right: a difference of 0.").arg(right)));
    QVERIFY(seen.at(run.next(30)));
    const auto more = seen.look().confusion->right() - right;
    QVERIFY(more > 0);
    QVERIFY(says(panel, QString("a difference of +%1").arg(more)));
    tests::RunOfMoments other(run.dataset());
    QVERIFY(seen.at(other.next(1)));
    QVERIFY(compare->isChecked());
    compare->click();
    QVERIFY(!compare->isChecked() && says(panel, "Rows: what it is"));
  }

  void anotherRunCanBeSubtracted() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    MatrixPanel panel(seen.results);
    QVERIFY(seen.at(run.next(2)));
    tests::RunOfMoments other(run.dataset());
    const MomentPtr theirs = other.next(40);
    std::vector<OtherRun> others;
    panel.setOtherRuns([&] { return others; });
    auto* menu = panel.findChild<QToolButton*>()->menu();
    emit menu->aboutToShow();
    QVERIFY(!menu->actions().last()->isEnabled());  // there is none
    others = {{.title = "seed 7", .snapshot = theirs->snapshot, .dataset = theirs->dataset}};
    emit menu->aboutToShow();
    QVERIFY(menu->actions().last()->text().contains("seed 7"));
    menu->actions().last()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(seen.results.compared() != nullptr, tests::kPatienceMs);
    QVERIFY(says(panel, "Minus “seed 7” at step 40"));
    const LookPtr look = takeLook(theirs->snapshot, theirs->dataset, SampleSource::Test, {});
    for (int t = 0; t < 3; ++t)
      for (int c = 0; c < 3; ++c) {
        const int more = tests::countIn(seen.look(), t, c) - tests::countIn(*look, t, c);
        const QString shown = panel.model().index(t, c).data().toString();
        QCOMPARE(QString(shown).replace(QChar(0x2212), '-').toInt(), more);
      }
    emit menu->aboutToShow();
    menu->actions().first()->trigger();  // with the present moment
    QVERIFY(says(panel, "a difference of 0"));
  }

  void numbersHavePlotsInstead() {
    tests::LookedAt seen;
    auto run = tests::numbersRun();
    MatrixPanel panel(seen.results);
    panel.show();
    QVERIFY(seen.at(run.next(3)));
    QVERIFY(says(panel, "What is predicted"));
    QVERIFY(panel.findChild<NumbersPlot*>()->isVisible());
    QVERIFY(!boxCalled(panel, "Order of the classes")->isVisible());
  }

  void aTrainingThatDivergedIsTold() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    MatrixPanel panel(seen.results);
    auto moment = std::make_shared<Moment>(*run.next());
    auto snapshot = std::make_shared<engine::Snapshot>(*moment->snapshot);
    snapshot->state.weights.setConstant(NAN);
    moment->snapshot = snapshot;
    QVERIFY(seen.at(moment));
    QVERIFY(says(panel, "50 answers are no numbers"));
  }
};

PELLUCID_WINDOW_TEST(tst_matrix_panel, TestMatrixPanel)
#include "tst_matrix_panel.moc"
