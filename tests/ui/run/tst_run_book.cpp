// SPDX-License-Identifier: GPL-3.0-or-later
// The list of runs: who is in it, under which name, with which figures, and how they come back.
#include "ui/run/run_book.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/reference_run.h"
#include "tests/support/run_fixture.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::Reference;
using tests::RunFixture;

class TestRunBook : public QObject {
  Q_OBJECT

  QStringList titles(const RunFixture& f) {
    QStringList titles;
    for (const Run* run : f.run.book().listed()) titles << run->title();
    return titles;
  }

 private slots:
  void initTestCase() {
    m_dataset = m_folders.load(m_folders.a());
    m_experiment = tests::experimentOn(*m_dataset);
  }

  void whatWasTrainedIsListedByWhatDiffers() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    QCOMPARE(titles(f), QStringList("first run"));
    f.run.stepOnce();
    QVERIFY(f.rests());
    QVERIFY(edit::setUnits(f.document, 0, 7));
    QVERIFY(f.rests());
    QCOMPARE(titles(f), QStringList({"first run", "5 → 7 units"}));
    QVERIFY(edit::setSeed(f.document, 5));  // the previous run was not trained
    QVERIFY(f.rests());
    QCOMPARE(titles(f), QStringList({"first run", "5 → 7 units and 1 more"}));
    // What takes effect at once belongs to the same run.
    QVERIFY(edit::setLearningRate(f.document, 0.5));
    QVERIFY(f.rests());
    QCOMPARE(titles(f), QStringList({"first run", "5 → 7 units and 2 more"}));
    f.run.stepOnce();
    QVERIFY(f.rests());
    for (int i = 0; i < 2; ++i) {
      f.run.reset();
      f.run.stepOnce();
      QVERIFY(f.rests());
    }
    QCOMPARE(titles(f),
             QStringList({"first run", "5 → 7 units and 2 more", "the same again", "the same again (2)"}));
    QSet<int> colours;
    for (const Run* run : f.run.book().listed()) colours << run->colour;
    QCOMPARE(colours.size(), 4);
    f.run.open(m_experiment, m_dataset);
    QVERIFY(f.rests());
    QCOMPARE(titles(f), QStringList("first run"));
  }

  /// It was never seen, so others may have taken its colour and its name.
  void whatComesBackWithoutAStepHasAColourAndANameOfItsOwn() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.stepOnce();
    QVERIFY(f.rests());
    f.run.reset();  // the same again, without a step
    QVERIFY(f.rests());
    QVERIFY(edit::setSeed(f.document, 5));
    QVERIFY(f.rests());
    f.run.stepOnce();
    QVERIFY(f.rests());
    f.run.reset();
    QVERIFY(f.rests());
    f.run.stepOnce();
    QVERIFY(f.rests());
    while (f.document.undoStack().index() > 1) f.document.undoStack().undo();
    QVERIFY(f.rests());
    QSet<int> colours;
    QSet<QString> names;
    for (const Run* run : f.run.book().listed()) {
      colours << run->colour;
      names << run->title();
    }
    QCOMPARE(f.run.book().listed().size(), 4U);
    QCOMPARE(colours.size(), 4);
    QCOMPARE(names.size(), 4);
  }

  void figuresAreThoseOfTheCurves() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    const auto& history = f.run.history().test;
    const RunFigures& figures = f.run.book().shown()->figures;
    QCOMPARE(figures.steps, 8);
    QVERIFY(figures.last == history.back());
    double best = -1;
    for (const auto& point : history) best = std::max(best, point.metrics.accuracy);
    QCOMPARE(figures.best->metrics.accuracy, best);
    f.run.goTo(0, 3);  // looked at, without going back
    QVERIFY(f.rests());
    QCOMPARE(f.run.book().shown()->figures.steps, 8);
    QVERIFY(edit::setSeed(f.document, 5));
    QVERIFY(f.rests());
    const Run* left = f.run.book().listed().front();
    QCOMPARE(left->figures.steps, 8);
    QVERIFY(left->figures.seconds >= 0);
    QVERIFY(*left->history == Reference(m_experiment, m_dataset).stepTo(8).history);
  }

  /// As an undo step, where it was.
  void aRunIsShownAgain() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    for (int i = 0; i < 3; ++i) f.run.stepOnce();
    QVERIFY(f.rests());
    const std::uint64_t first = f.run.run();
    const engine::RunState trained = f.state();
    for (const std::uint64_t seed : {5, 6}) {
      QVERIFY(edit::setSeed(f.document, seed));
      f.run.stepOnce();
      QVERIFY(f.rests());
    }
    const std::uint64_t third = f.run.run();
    QVERIFY(f.run.show(first));
    QVERIFY(f.rests());
    QCOMPARE(f.run.run(), first);
    QVERIFY(f.state() == trained);
    QCOMPARE(f.document.experiment(), m_experiment);
    QCOMPARE(f.document.undoStack().undoText(), "show run first run");
    QCOMPARE(f.run.book().listed().size(), 3U);
    QCOMPARE(f.run.newest()->timeline.lanes[0].end, 3);  // with its past
    f.run.stepBack(2);
    QVERIFY(f.rests());
    QVERIFY(f.state() == Reference(m_experiment, m_dataset).stepTo(1).trainer.state());
    f.run.goTo(0, 3);
    QVERIFY(f.run.show(first));  // it already is
    QVERIFY(f.rests());
    f.document.undoStack().undo();
    QVERIFY(f.rests());
    QCOMPARE(f.run.run(), third);
    QCOMPARE(f.state().step, 1);
    f.document.undoStack().redo();
    QVERIFY(f.rests());
    QVERIFY(f.state() == trained);
    f.run.trainEpoch();
    QVERIFY(f.rests());
    QVERIFY(f.state() == Reference(m_experiment, m_dataset).stepTo(8).trainer.state());
    // The whole way back, too.
    for (int i = 0; i < 3; ++i) f.document.undoStack().undo();
    QVERIFY(f.rests());
    QCOMPARE(f.run.run(), first);
    QCOMPARE(f.state().step, 8);
  }

  /// On other data, together with those data.
  void aRunOnOtherDataIsShownAgain() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.stepOnce();
    QVERIFY(f.rests());
    const std::uint64_t first = f.run.run();
    QVERIFY(edit::setData(f.document, m_folders.load(m_folders.b())));
    QVERIFY(f.rests());
    QVERIFY(f.run.show(first));
    QVERIFY(f.rests());
    QCOMPARE(f.document.dataset()->inputs(), 6);
    QVERIFY(f.state() == Reference(m_experiment, m_dataset).stepTo(1).trainer.state());
  }

  void whatWasLetGoKeepsItsFactsAndCanBeginAgain() {
    RunFixture f(m_experiment, 1);
    QVERIFY(f.load());
    QSignalSpy forgotten(&f.run.book(), &RunBook::forgotten);
    f.run.trainEpoch();
    QVERIFY(f.rests());
    const engine::RunState trained = f.state();
    const std::uint64_t first = f.run.run();
    QVERIFY(!f.run.book().find(first)->changes);
    for (const std::uint64_t seed : {5, 6}) {
      QVERIFY(edit::setSeed(f.document, seed));
      f.run.stepOnce();
      QVERIFY(f.rests());
    }
    QCOMPARE(forgotten.count(), 1);
    const Run* run = f.run.book().find(first);
    QVERIFY(run->isForgotten && !run->snapshot);
    QVERIFY(run->changes && run->changes->empty());  // the changes along the way are still known
    QCOMPARE(run->figures.steps, 8);
    QVERIFY(*run->history == Reference(m_experiment, m_dataset).stepTo(8).history);
    QVERIFY(!f.run.show(first));
    QVERIFY(f.run.beginAgain(first));
    f.run.trainEpoch();
    QVERIFY(f.rests());
    QVERIFY(f.state() == trained);
    QVERIFY(f.run.run() != first);
  }

  void namesStarsAndDeletions() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.stepOnce();
    QVERIFY(f.rests());
    const std::uint64_t first = f.run.run();
    QVERIFY(edit::setSeed(f.document, 5));
    QVERIFY(f.rests());
    RunBook& book = f.run.book();
    QSignalSpy changed(&book, &RunBook::runChanged);
    book.rename(first, "mine");
    book.setStarred(first, true);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(titles(f), QStringList({"mine", "seed 5"}));
    QVERIFY(book.find(first)->isStarred);
    book.rename(first, {});
    QCOMPARE(titles(f).front(), "first run");
    book.setDeleted(f.run.run(), true);  // it is shown
    QCOMPARE(titles(f).size(), 2);
    book.setDeleted(first, true);
    QCOMPARE(titles(f), QStringList("seed 5"));
    QVERIFY(!f.run.show(first));
    book.setDeleted(first, false);
    QVERIFY(f.run.show(first));
    QVERIFY(f.rests());
    QCOMPARE(f.state().step, 1);
  }

  /// The intermediate values of a drag are not separate runs.
  void aDragThatGoesOnListsOneRun() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    for (const engine::Index units : {7, 9, 8}) {
      QVERIFY(edit::setUnits(f.document, 0, units, 1));
      QVERIFY(f.rests());
    }
    QCOMPARE(titles(f), QStringList({"first run", "5 → 8 units"}));
  }

 private:
  tests::DataFolders m_folders;
  engine::DatasetPtr m_dataset;
  engine::Experiment m_experiment;
};

PELLUCID_WINDOW_TEST(tst_run_book, TestRunBook)
#include "tst_run_book.moc"
