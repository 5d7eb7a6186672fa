// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/document.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Experiment;

namespace {

/// The small experiment with another seed, to tell several apart.
Experiment numbered(std::uint64_t seed) {
  Experiment experiment = tests::smallExperiment();
  experiment.seed = seed;
  return experiment;
}

/// Counts changes and remembers the last one.
struct Listener {
  explicit Listener(const Document& document) {
    QObject::connect(&document, &Document::experimentChanged,
                     [this](const Experiment& from, const Experiment& to) {
                       ++count;
                       before = from;
                       after = to;
                     });
  }
  int count = 0;
  Experiment before;
  Experiment after;
};

}  // namespace

class TestDocument : public QObject {
  Q_OBJECT

 private slots:
  void beginsWithTheSeedExperiment() {
    Document document;
    QCOMPARE(document.experiment(), engine::seedExperiment());
    QVERIFY(!document.undoStack().canUndo());
  }

  void aCommitIsUndoneAndRedone() {
    Document document(numbered(1));
    Listener listener(document);
    QVERIFY(document.commit("seed 2", numbered(2)));
    QCOMPARE(document.experiment(), numbered(2));
    QCOMPARE(document.undoStack().undoText(), "seed 2");
    QCOMPARE(listener.count, 1);
    QVERIFY(listener.before == numbered(1) && listener.after == numbered(2));
    document.undoStack().undo();
    QCOMPARE(document.experiment(), numbered(1));
    QVERIFY(listener.before == numbered(2) && listener.after == numbered(1));
    document.undoStack().redo();
    QCOMPARE(document.experiment(), numbered(2));
    QCOMPARE(listener.count, 3);
  }

  void committingWhatIsThereIsNothing() {
    Document document(numbered(1));
    Listener listener(document);
    QVERIFY(document.commit("seed 1", numbered(1)));
    QCOMPARE(listener.count, 0);
    QCOMPARE(document.undoStack().count(), 0);
  }

  void aGestureIsOneStep() {
    Document document(numbered(1));
    for (std::uint64_t seed = 2; seed <= 9; ++seed)
      QVERIFY(document.commit(QString::number(seed), numbered(seed), 5));
    QCOMPARE(document.undoStack().count(), 1);
    QCOMPARE(document.undoStack().undoText(), "9");
    document.undoStack().undo();
    QCOMPARE(document.experiment(), numbered(1));
    document.undoStack().redo();
    QCOMPARE(document.experiment(), numbered(9));
  }

  void twoGesturesAndSingleStepsStayApart() {
    Document document(numbered(1));
    QVERIFY(document.commit("a", numbered(2), 5));
    QVERIFY(document.commit("b", numbered(3), 6));
    QVERIFY(document.commit("c", numbered(4)));
    QVERIFY(document.commit("d", numbered(5)));
    QCOMPARE(document.undoStack().count(), 4);
    for (std::uint64_t seed = 4; seed >= 1; --seed) {
      document.undoStack().undo();
      QCOMPARE(document.experiment(), numbered(seed));
    }
  }

  void aGestureThatReturnsLeavesNoStep() {
    Document document(numbered(1));
    QVERIFY(document.commit("a", numbered(2), 5));
    QVERIFY(document.commit("b", numbered(1), 5));
    QCOMPARE(document.experiment(), numbered(1));
    QCOMPARE(document.undoStack().count(), 0);
  }

  void openingEndsTheUndoHistory() {
    Document document(numbered(1));
    QVERIFY(document.commit("a", numbered(2)));
    Listener listener(document);
    document.open(numbered(7), nullptr);
    QCOMPARE(document.experiment(), numbered(7));
    QVERIFY(!document.undoStack().canUndo());
    QCOMPARE(listener.count, 1);
    QVERIFY(listener.before == numbered(2));
  }

  /// Undo and redo return to the same designs, by number; every other change makes another one.
  void designsHaveNumbers() {
    Document document(numbered(1));
    document.open(numbered(1), tests::syntheticDataset());
    const std::uint64_t opened = document.design().id;
    QVERIFY(document.commit("a", numbered(2)));
    const std::uint64_t changed = document.design().id;
    QVERIFY(changed != opened);
    document.undoStack().undo();
    QCOMPARE(document.design().id, opened);
    document.undoStack().redo();
    QCOMPARE(document.design().id, changed);
    QVERIFY(document.restart("again"));
    QVERIFY(document.design().id != changed);
    QCOMPARE(document.experiment(), numbered(2));
    document.undoStack().undo();
    QCOMPARE(document.design().id, changed);
  }

  /// Nothing that does not fit the data becomes current.
  void whatDoesNotFitTheDataIsRefused() {
    Document document;
    document.open(numbered(1), tests::syntheticDataset());
    Listener listener(document);
    Experiment wrong = numbered(2);
    wrong.network.layers.back().units = 7;  // the data have three classes
    const auto refused = document.commit("wrong", wrong);
    QVERIFY(!refused.has_value());
    QVERIFY(refused.error().text().find("7 units") != std::string::npos);
    QCOMPARE(document.experiment(), numbered(1));
    QCOMPARE(document.undoStack().count(), 0);
    QCOMPARE(listener.count, 0);
  }

  /// Given weights belong to a network and a seed, however it is trained.
  void givenInitialWeightsStayWithTheirNetwork() {
    Document document;
    const auto given = std::make_shared<const engine::Vector>(engine::Vector::Ones(53));
    document.open(numbered(1), tests::syntheticDataset(), given);
    QVERIFY(document.design().initial == given);
    Experiment changed = numbered(1);
    changed.training.batchSize = 16;
    changed.network.layers[0].frozen = true;
    QVERIFY(document.commit("batches of 16", changed));
    QVERIFY(document.design().initial == given);
    QVERIFY(document.restart("again"));
    QVERIFY(document.design().initial == given);
    changed.network.layers[0].units = 4;
    QVERIFY(document.commit("four units", changed));
    QVERIFY(!document.design().initial);
    document.undoStack().undo();
    QVERIFY(document.commit("seed 2", numbered(2)));
    QVERIFY(!document.design().initial);
    document.undoStack().undo();
    QVERIFY(document.restart("drawn", nullptr));
    QVERIFY(!document.design().initial);
    document.undoStack().undo();
    QVERIFY(document.design().initial == given);
  }

  /// Views hear that what they show is outdated before the run shows something new, which may be at once.
  void viewsHearBeforeTheRun() {
    Document document(numbered(1));
    QStringList heard;
    QObject::connect(&document, &Document::designChanged, [&] { heard << "run"; });
    QObject::connect(&document, &Document::experimentChanged, [&] { heard << "views"; });
    QVERIFY(document.commit("a", numbered(2)));
    QCOMPARE(heard, (QStringList{"views", "run"}));
  }

  void aWeightSetByHandIsUndone() {
    Document document(numbered(1));
    QList<double> values;
    QObject::connect(&document, &Document::parameterChanged,
                     [&](engine::Index, double value) { values << value; });
    for (const double value : {0.5, 0.75}) QVERIFY(document.setParameter({"w", 3, 0.25, value}, 5));
    QCOMPARE(document.undoStack().count(), 1);
    QCOMPARE(document.undoStack().undoText(), "set w");
    document.undoStack().undo();
    document.undoStack().redo();
    QCOMPARE(values, (QList<double>{0.5, 0.75, 0.25, 0.75}));
    document.undoStack().undo();
    for (const double value : {0.5, 0.25}) QVERIFY(document.setParameter({"w", 3, 0.25, value}, 6));
    QCOMPARE(document.undoStack().count(), 0);  // back where it was
  }
};

PELLUCID_TEST(tst_document, TestDocument)
#include "tst_document.moc"
