// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfer_tasks.h"

#include <QtTest>

#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid;

namespace {

engine::Result<engine::TransferTask> taskOf(
    const char* source, const char* data,
    const std::function<void(engine::SourceProgress)>& trained = [](auto) {}) {
  ui::TransferChoice choice;
  choice.design.source = source;
  choice.design.sourceSteps = 50;
  choice.design.data = data;
  return app::makeTransferTask(choice, {.progress = {}, .trained = trained});
}

}  // namespace

class TestTransferTasks : public QObject {
  Q_OBJECT

 private slots:
  void aBundledModelKnowsItsData() {
    const auto task = taskOf("digits-mlp", "mnist+parity");
    QVERIFY2(task.has_value(), task ? "" : task.error().text().c_str());
    QCOMPARE(task->sourceData, std::string("mnist"));
    QCOMPARE(task->target->classes(), 2);
    QCOMPARE(task->network.layers.back().units, engine::Index{2});
    QCOMPARE(task->source.classNames.size(), std::size_t{10});
  }

  void forDataASourceIsTrained() {
    std::vector<std::int64_t> told;
    const auto task = taskOf("gauss", "circle", [&](engine::SourceProgress progress) {
      QCOMPARE(progress.steps, std::int64_t{50});
      told.push_back(progress.done);
    });
    QVERIFY2(task.has_value(), task ? "" : task.error().text().c_str());
    QCOMPARE(told, (std::vector<std::int64_t>{10, 20, 30, 40, 50}));
    QCOMPARE(task->sourceData, std::string("gauss"));
  }

  void theArmsAreTrainedAsTheDesignSays() {
    ui::TransferChoice choice;
    choice.design = {.source = "digits-mlp", .data = "mnist+parity"};
    choice.design.training.learningRate = 0.02;
    choice.design.training.batchSize = 7;
    choice.design.testSamples = 300;
    const auto task = app::makeTransferTask(choice, {.progress = {}, .trained = [](auto) {}});
    QVERIFY2(task.has_value(), task ? "" : task.error().text().c_str());
    QVERIFY(task->training == choice.design.training);
    QCOMPARE(task->testSamples, engine::Index{300});
  }

  void whatIsNotThereIsNamed() {
    const auto task = taskOf("digits-mlp", "no-such-data");
    QVERIFY(!task.has_value());
    QVERIFY(tests::mentions(task.error().text(), {"no-such-data"}));
  }
};

PELLUCID_TEST(tst_transfer_tasks, TestTransferTasks)
#include "tst_transfer_tasks.moc"
