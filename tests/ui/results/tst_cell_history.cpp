// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/cell_history.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

engine::Confusion allOf(engine::Index count, engine::Index classes = 2) {
  engine::Confusion confusion;
  confusion.counts.setConstant(classes, classes, count);
  return confusion;
}

QList<qint64> stepsOf(const CellHistory& history) {
  QList<qint64> steps;
  for (const CellHistory::Point& point : history.points()) steps << point.step;
  return steps;
}

}  // namespace

class TestCellHistory : public QObject {
  Q_OBJECT

 private slots:
  void staysInOrderHoweverTimeIsGoneThrough() {
    CellHistory history;
    for (const std::int64_t step : {0, 50, 20, 50}) history.add(step, allOf(step + 1));
    QCOMPARE(stepsOf(history), (QList<qint64>{0, 20, 50}));
    history.add(20, allOf(7));
    QCOMPARE(history.points()[1].counts(0, 1), 7);
    history.forgetAfter(20);
    QCOMPARE(stepsOf(history), (QList<qint64>{0, 20}));
    history.add(30, allOf(1, 3));  // another number of classes
    QCOMPARE(stepsOf(history), (QList<qint64>{30}));
  }

  void aLongRunBecomesCoarser() {
    CellHistory history;
    for (std::int64_t step = 0; step < 10'000; step += 7) history.add(step, allOf(step));
    QVERIFY(history.points().size() <= CellHistory::kMostPoints);
    QVERIFY(history.points().size() > CellHistory::kMostPoints / 4);
    QCOMPARE(history.points().front().step, 0);
    QCOMPARE(history.points().back().step, 9996);
    for (const CellHistory::Point& point : history.points()) QCOMPARE(point.counts(1, 1), point.step);
  }
};

PELLUCID_TEST(tst_cell_history, TestCellHistory)
#include "tst_cell_history.moc"
