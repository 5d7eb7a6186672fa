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

  void aPushIsUndoneAndRedone() {
    Document document(numbered(1));
    Listener listener(document);
    document.push("seed 2", numbered(2));
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

  void pushingWhatIsThereIsNothing() {
    Document document(numbered(1));
    Listener listener(document);
    document.push("seed 1", numbered(1));
    QCOMPARE(listener.count, 0);
    QCOMPARE(document.undoStack().count(), 0);
  }

  void aGestureIsOneStep() {
    Document document(numbered(1));
    for (std::uint64_t seed = 2; seed <= 9; ++seed) document.push(QString::number(seed), numbered(seed), 5);
    QCOMPARE(document.undoStack().count(), 1);
    QCOMPARE(document.undoStack().undoText(), "9");
    document.undoStack().undo();
    QCOMPARE(document.experiment(), numbered(1));
    document.undoStack().redo();
    QCOMPARE(document.experiment(), numbered(9));
  }

  void twoGesturesAndSingleStepsStayApart() {
    Document document(numbered(1));
    document.push("a", numbered(2), 5);
    document.push("b", numbered(3), 6);
    document.push("c", numbered(4));
    document.push("d", numbered(5));
    QCOMPARE(document.undoStack().count(), 4);
    for (std::uint64_t seed = 4; seed >= 1; --seed) {
      document.undoStack().undo();
      QCOMPARE(document.experiment(), numbered(seed));
    }
  }

  void aGestureThatReturnsLeavesNoStep() {
    Document document(numbered(1));
    document.push("a", numbered(2), 5);
    document.push("b", numbered(1), 5);
    QCOMPARE(document.experiment(), numbered(1));
    QCOMPARE(document.undoStack().count(), 0);
  }

  void replacingEndsTheUndoHistory() {
    Document document(numbered(1));
    document.push("a", numbered(2));
    Listener listener(document);
    document.replace(numbered(7));
    QCOMPARE(document.experiment(), numbered(7));
    QVERIFY(!document.undoStack().canUndo());
    QCOMPARE(listener.count, 1);
    QVERIFY(listener.before == numbered(2));
  }
};

PELLUCID_TEST(tst_document, TestDocument)
#include "tst_document.moc"
