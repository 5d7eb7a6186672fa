// SPDX-License-Identifier: GPL-3.0-or-later
// The table of runs: what stands in it, in which order, and what is ticked.
#include "ui/runs/runs_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

Design designOf(std::uint64_t id, engine::Index units) {
  Design design{
      .experiment = tests::smallExperiment(), .dataset = tests::syntheticDataset(), .id = id, .run = id};
  design.experiment.network.layers[0].units = units;
  return design;
}

std::shared_ptr<const engine::Snapshot> someSnapshot() {
  return std::make_shared<engine::Snapshot>();
}

engine::History tested(std::initializer_list<double> accuracies) {
  engine::History history;
  for (const double accuracy : accuracies)
    history.test.push_back({static_cast<std::int64_t>(history.test.size()), {1 - accuracy, accuracy}});
  return history;
}

/// Three runs; the last is shown. Their best tests are 0.9, 0.7 and none.
void fill(RunBook& book) {
  book.begin(1, designOf(1, 5));
  book.setSteps(1200);
  book.addSeconds(65);
  book.observe(tested({0.5, 0.9, 0.25}), true);
  book.leave(designOf(1, 5), someSnapshot(), tested({0.5, 0.9, 0.25}));
  book.begin(2, designOf(2, 7));
  book.setSteps(30);
  book.observe(tested({0.7}), true);
  book.leave(designOf(2, 7), someSnapshot(), tested({0.7}));
  book.begin(3, designOf(3, 9));
}

QString textAt(const RunsModel& model, int row, int column) {
  return model.index(row, column).data().toString();
}

}  // namespace

class TestRunsModel : public QObject {
  Q_OBJECT

 private slots:
  void saysWhatThereIs() {
    RunBook book(1 << 20);
    fill(book);
    RunsModel model(book);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 3);
    QStringList first;
    for (int column = 0; column < RunsModel::ColumnCount; ++column) first << textAt(model, 0, column);
    // 6·5 + 5 weights and biases, and 5·3 + 3.
    first.removeAt(RunsModel::Data);  // the synthetic data have the usual name
    QCOMPARE(first,
             QStringList({"first run", "☆", "53", "1,200", "1:05 min", "25.00\u202f%", "90.00\u202f%"}));
    QCOMPARE(textAt(model, 1, RunsModel::Name), "5 → 7 units");
    QCOMPARE(textAt(model, 2, RunsModel::Last), "–");
    QVERIFY(!model.index(2, 0).data(Qt::CheckStateRole).isValid());  // it is drawn anyway
    book.observe(tested({0.5}), false);
    QSignalSpy changed(&model, &RunsModel::dataChanged);
    book.tellNews();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(textAt(model, 2, RunsModel::Last), "50.00\u202f%");
  }

  void isSorted() {
    RunBook book(1 << 20);
    fill(book);
    RunsModel model(book);
    const auto runs = [&] { return std::vector{model.runAt(0), model.runAt(1), model.runAt(2)}; };
    model.sort(RunsModel::Best, Qt::AscendingOrder);
    QVERIFY(runs() == (std::vector<std::uint64_t>{3, 2, 1}));
    const QPersistentModelIndex second = model.index(model.rowOf(2), 0);
    model.sort(RunsModel::Steps, Qt::DescendingOrder);
    QVERIFY(runs() == (std::vector<std::uint64_t>{1, 2, 3}));
    model.sort(RunsModel::Parameters, Qt::DescendingOrder);
    QVERIFY(runs() == (std::vector<std::uint64_t>{3, 2, 1}));
    QCOMPARE(second.row(), 1);
    book.setStarred(1, true);
    model.sort(RunsModel::Star, Qt::DescendingOrder);
    QCOMPARE(model.runAt(0), 1U);
    model.sort(-1, Qt::AscendingOrder);
    QVERIFY(runs() == (std::vector<std::uint64_t>{1, 2, 3}));
  }

  void ticksAskForCurves() {
    RunBook book(1 << 20);
    fill(book);
    RunsModel model(book);
    QSignalSpy ticked(&model, &RunsModel::tickedChanged);
    QVERIFY(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(ticked.count(), 1);
    QVERIFY(model.ticked() == std::vector<std::uint64_t>{1});
    QCOMPARE(model.index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    // While it is shown itself it is not drawn twice.
    QVERIFY(book.take(1).has_value());
    book.leave(designOf(3, 9), someSnapshot(), {});
    book.begin(1, designOf(1, 5));
    QVERIFY(model.ticked().empty());
    QVERIFY(book.take(3).has_value());
    book.leave(designOf(1, 5), someSnapshot(), {});
    book.begin(3, designOf(3, 9));
    QVERIFY(model.ticked() == std::vector<std::uint64_t>{1});
  }

  void aNameIsAskedFor() {
    RunBook book(1 << 20);
    fill(book);
    RunsModel model(book);
    QSignalSpy renamed(&model, &RunsModel::renamed);
    QVERIFY(model.setData(model.index(1, 0), "5 → 7 units", Qt::EditRole));
    QCOMPARE(renamed.count(), 0);
    QVERIFY(model.setData(model.index(1, 0), "  my   run ", Qt::EditRole));
    QCOMPARE(renamed[0][1].toString(), "my run");
  }

  void timesAreRead() {
    QCOMPARE(trainingTimeText(0.54), "0.5 s");
    QCOMPARE(trainingTimeText(59.9), "59 s");
    QCOMPARE(trainingTimeText(605), "10:05 min");
    QCOMPARE(trainingTimeText(3727), "1:02:07 h");
  }
};

PELLUCID_WINDOW_TEST(tst_runs_model, TestRunsModel)
#include "tst_runs_model.moc"
