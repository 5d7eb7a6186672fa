// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfer_tasks.h"

#include <QtTest>

#include "app/command_line/transfer_options.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"
#include "ui/transfer/transfer_text.h"

using namespace pellucid;

namespace {

engine::Result<engine::TransferTask> taskOf(
    const char* source, const char* data, const engine::SourceListener& trained = [](auto) {}) {
  ui::TransferChoice choice;
  choice.design.source = source;
  choice.design.sourceSteps = 50;
  choice.design.data = data;
  return app::openTransferTask(choice)({}, trained);
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
    const auto task = app::openTransferTask(choice)({}, [](auto) {});
    QVERIFY2(task.has_value(), task ? "" : task.error().text().c_str());
    QVERIFY(task->training == choice.design.training);
    QCOMPARE(task->testSamples, engine::Index{300});
  }

  /// As `pellucid transfer` does: a network that learned from standardised data is given the target's so,
  /// too.
  void theTargetIsScaledAsTheWindowsModelWants() {
    const auto bundled = taskOf("digits-mlp", "mnist+parity");
    QVERIFY(bundled.has_value());
    auto model = std::make_shared<engine::TrainedModel>(bundled->source);
    model->scaling.inputs = {.mean = engine::Vector::Constant(784, 0.25F),
                             .deviation = engine::Vector::Constant(784, 0.5F)};
    ui::TransferChoice choice;
    choice.design = {.source = "", .model = model, .modelData = "mnist", .data = "mnist+parity"};
    const auto task = app::openTransferTask(choice)({}, [](auto) {});
    QVERIFY2(task.has_value(), task ? "" : task.error().text().c_str());
    QVERIFY(task->target->scaling.inputs == model->scaling.inputs);
    const engine::Vector plain = engine::sample(bundled->target->train, 784, 0);
    const engine::Vector scaled = engine::sample(task->target->train, 784, 0);
    QVERIFY(((plain.array() - 0.25F) / 0.5F - scaled.array()).abs().maxCoeff() < 1e-5F);
    // And so are the data that it was trained with, on which it is asked what it has forgotten.
    const engine::Vector old = engine::sample(bundled->sourceTest, 784, 0);
    const engine::Vector asked = engine::sample(task->sourceTest, 784, 0);
    QVERIFY(((old.array() - 0.25F) / 0.5F - asked.array()).abs().maxCoeff() < 1e-5F);
  }

  void theTargetIsScaledAsTheTrainedSourcesDataWere() {
    const auto plain = taskOf("gauss", "circle");
    const auto task = taskOf("gauss+standardise", "circle");
    QVERIFY2(task.has_value(), task ? "" : task.error().text().c_str());
    const engine::Standard& inputs = task->source.scaling.inputs;
    QCOMPARE(inputs.mean.size(), engine::Index{2});
    QVERIFY(plain.has_value() && plain->source.scaling.isEmpty());
    const engine::Vector before = engine::sample(plain->target->train, 2, 5);
    const engine::Vector after = engine::sample(task->target->train, 2, 5);
    for (engine::Index i = 0; i < 2; ++i)
      QVERIFY(std::abs((before[i] - inputs.mean[i]) / inputs.deviation[i] - after[i]) < 1e-5F);
  }

  /// The command that the lab offers for copying asks the command line for the same.
  void theCommandIsUnderstood() {
    engine::TransferDesign design{.source = "mnist:0-4", .data = "mnist:5-9+invert+noise0.3"};
    design.sourceSteps = 500;
    design.arms = "scratch,finetune,lock:1+2";
    design.samples = {3, 20};
    design.seeds = 5;
    design.steps = 45;
    design.fineTuneFactor = 0.25;
    design.isHeadNew = true;
    design.training.optimizer = engine::Optimizer::Momentum;
    design.training.learningRate = 0.05;
    design.training.batchSize = 8;
    design.testSamples = 300;
    app::TransferOptions options;
    CLI::App program;
    app::addTransferOptions(*program.add_subcommand("transfer"), options);
    program.parse(ui::commandText(design).toStdString(), true);
    QCOMPARE(*options.source, design.source);
    QCOMPARE(*options.data, design.data);
    QCOMPARE(*options.arms, design.arms);
    QCOMPARE(*options.samples, design.samples);
    QCOMPARE(*options.seeds, design.seeds);
    QCOMPARE(*options.steps, design.steps);
    QCOMPARE(*options.every, engine::measuredEvery(design.steps));
    QCOMPARE(*options.sourceSteps, design.sourceSteps);
    QCOMPARE(*options.fineTuneFactor, design.fineTuneFactor);
    QVERIFY(options.isHeadNew);
    QVERIFY(*options.optimizer == design.training.optimizer);
    QCOMPARE(*options.learningRate, design.training.learningRate);
    QCOMPARE(*options.batchSize, design.training.batchSize);
    QCOMPARE(*options.testSamples, design.testSamples);
  }

  void whatIsNotThereIsNamed() {
    const auto task = taskOf("digits-mlp", "no-such-data");
    QVERIFY(!task.has_value());
    QVERIFY(tests::mentions(task.error().text(), {"no-such-data"}));
  }
};

PELLUCID_TEST(tst_transfer_tasks, TestTransferTasks)
#include "tst_transfer_tasks.moc"
