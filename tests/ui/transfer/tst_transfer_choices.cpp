// SPDX-License-Identifier: GPL-3.0-or-later
// The lab's fields: every preset and every design fills all of them, and is what they then ask for.
#include "ui/transfer/transfer_choices.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QtTest>

#include "engine/base/random.h"
#include "tests/support/datasets.h"
#include "tests/support/own_points.h"
#include "tests/support/transfers.h"
#include "tests/support/window_test.h"
#include "ui/transfer/arm_editor.h"
#include "ui/transfer/sample_counts.h"
#include "ui/widgets/data_changes_editor.h"
#include "ui/widgets/number_box.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

template <class T>
const T& oneOf(engine::Random& random, const std::vector<T>& values) {
  return values[random.below(values.size())];
}

/// Some of the values, in random order.
template <class T>
std::vector<T> someOf(engine::Random& random, std::vector<T> values) {
  random.shuffle(std::span(values));
  values.resize(1 + random.below(values.size()));
  return values;
}

engine::TransferDesign randomDesign(engine::Random& random) {
  engine::TransferDesign design;
  design.source = oneOf<std::string>(
      random, {"digits-mlp", "low-digits-cnn", "mnist:0-4", "fashion-mnist:7,0-2+noise0.25"});
  if (design.source.find("mnist") != std::string::npos)
    design.sourceSteps = static_cast<std::int64_t>(random.below(5000));
  design.data = oneOf<std::string>(
      random, {"mnist", "mnist:5-9", "mnist:9,3,1+invert", "fashion-mnist+noise0.125+noise2+rotate90",
               "mnist+transpose+permute", "mnist:0-3,8+shuffle-labels", "spiral,noise=0.1", "mnist+parity"});
  for (const std::string& arm : someOf<std::string>(random, {"scratch", "frozen", "half", "finetune", "thaw",
                                                             "lock:1", "lock:2", "lock:1+2", "lock:2+3"}))
    design.arms += (design.arms.empty() ? "" : ",") + arm;
  design.samples = someOf<engine::Index>(random, {1, 2, 5, 17, 20, 100, 450, 100'000});
  design.seeds = 1 + random.below(100);
  design.steps = static_cast<std::int64_t>(1 + random.below(100'000));
  design.fineTuneFactor = random.uniform();  // with more digits than a field shows
  design.training.learningRate = oneOf<double>(random, {0.001, 1e-9, 0.1, 1.0 / 3});
  design.training.optimizer = engine::kEnumNames<engine::Optimizer>[random.below(3)].value;
  design.training.settings = engine::defaultSettings(design.training.optimizer);
  design.training.batchSize = static_cast<engine::Index>(1 + random.below(1000));
  design.training.labelSmoothing = oneOf<double>(random, {0, 0.1});  // not shown in any field
  design.testSamples = static_cast<engine::Index>(1 + random.below(10'000));
  design.isHeadNew = random.below(2) == 1;
  return design;
}

/// Makes the controls write what they show, without a change by the user.
void touchAll(const TransferChoices& choices) {
  for (auto* editor : choices.findChildren<DataChangesEditor*>()) emit editor->edited();
  emit choices.findChild<ArmEditor*>()->edited();
  emit choices.findChild<SampleCounts*>()->edited();
}

QComboBox* box(const TransferChoices& choices, const QString& name) {
  for (auto* each : choices.findChildren<QComboBox*>())
    if (each->accessibleName() == name) return each;
  return nullptr;
}

}  // namespace

class TestTransferChoices : public QObject {
  Q_OBJECT

 private slots:
  void everyPresetIsWhatItsFieldsAskFor() {
    TransferChoices choices;
    QComboBox* presets = box(choices, "Preset");
    for (std::size_t i = 0; i < engine::transferPresets().size(); ++i) {
      const engine::TransferPreset& preset = engine::transferPresets()[i];
      presets->setCurrentIndex(static_cast<int>(i));
      touchAll(choices);
      const engine::TransferDesign design = choices.choice().design;
      QCOMPARE(design.source, preset.model);
      QCOMPARE(design.data, preset.data);
      QCOMPARE(design.arms, preset.arms);
      QCOMPARE(design.samples, preset.samplesPerClass);
      QCOMPARE(design.isHeadNew, preset.isHeadNew);
      QCOMPARE(presets->currentIndex(), static_cast<int>(i));
    }
  }

  void everyDesignIsWhatItsFieldsAskFor() {
    TransferChoices choices;
    engine::Random random(1, "designs");
    for (int i = 0; i < 100; ++i) {
      const engine::TransferDesign design = randomDesign(random);
      choices.restore(design);
      QVERIFY2(choices.choice().design == design, design.data.c_str());
      touchAll(choices);
      QVERIFY2(choices.choice().design == design, design.data.c_str());
      QCOMPARE(choices.choice().isFile, false);
    }
  }

  void aSavedModelIsAskedForWithItsData() {
    engine::TransferDesign design{
        .source = "small", .modelData = "mnist", .data = "mnist", .arms = "scratch"};
    design.samples = {5};
    design.model = std::make_shared<const engine::TrainedModel>(tests::smallSource());
    TransferChoices choices;
    choices.restore(design);
    QCOMPARE(choices.choice().design.model, design.model);
    QCOMPARE(choices.choice().design.modelData, design.modelData);
  }

  void theTrainingIsEdited() {
    TransferChoices choices;
    const auto* optimizers = box(choices, "Optimizer");
    box(choices, "Optimizer")->setCurrentIndex(optimizers->findText("momentum"));
    for (auto* field : choices.findChildren<NumberBox*>())
      if (field->accessibleName() == "Learning rate") field->setValue(0.05);
    for (auto* field : choices.findChildren<QSpinBox*>()) {
      if (field->accessibleName() == "Batch size") field->setValue(8);
      if (field->accessibleName() == "Test samples") field->setValue(500);
    }
    const engine::TransferDesign design = choices.choice().design;
    QVERIFY(design.training.optimizer == engine::Optimizer::Momentum);
    QVERIFY(design.training.settings == engine::defaultSettings(engine::Optimizer::Momentum));
    QCOMPARE(design.training.learningRate, 0.05);
    QCOMPARE(design.training.batchSize, 8);
    QCOMPARE(design.testSamples, 500);
    QVERIFY(choices.findChild<QPlainTextEdit*>()->toPlainText().endsWith(
        "--optimizer momentum --lr 0.05 --batch 8 --test-samples 500"));
    box(choices, "Preset")->setCurrentIndex(1);  // brings its own settings, the usual ones
    QVERIFY(choices.choice().design.training == engine::TrainingSpec());
  }

  /// Settings equal to a preset's get its name, however they came about.
  void thePresetIsTheOneThatTheFieldsAre() {
    TransferChoices choices;
    QSignalSpy changed(&choices, &TransferChoices::changed);
    QComboBox* presets = box(choices, "Preset");
    QCOMPARE(presets->currentIndex(), 0);
    const engine::TransferDesign design = choices.choice().design;
    choices.findChild<SampleCounts*>()->findChild<QSpinBox*>()->setValue(3);
    QCOMPARE(presets->currentText(), "Your own settings");
    QVERIFY(!changed.isEmpty());
    QCOMPARE(choices.title(), "digits-mlp → mnist+parity");
    choices.findChild<SampleCounts*>()->findChild<QSpinBox*>()->setValue(1);
    QCOMPARE(presets->currentIndex(), 0);
    QVERIFY(choices.choice().design == design);
  }

  void theNetworkOfTheWindowIsAskedFor() {
    TransferChoices choices;
    choices.setNetwork(tests::smallSource(), tests::syntheticDataset());
    QVERIFY(choices.choice().design.model != nullptr);
    QCOMPARE(box(choices, "Preset")->currentText(), "Your own settings");
    QVERIFY(choices.findChild<QPlainTextEdit*>()->toPlainText().contains("--source FILE "));
  }

  void theCommandSaysTheSame() {
    TransferChoices choices;
    engine::TransferDesign design{.source = "digits-mlp",
                                  .data = "/home/ada/my houses.csv+noise0.3",
                                  .arms = "scratch,lock:1+2",
                                  .samples = {3, 9},
                                  .seeds = 5,
                                  .steps = 45,
                                  .fineTuneFactor = 0.5,
                                  .isHeadNew = true};
    choices.restore(design);
    auto* command = choices.findChild<QPlainTextEdit*>();
    QVERIFY(command->isReadOnly());
    QCOMPARE(
        command->toPlainText(),
        "pellucid transfer --source digits-mlp --data '/home/ada/my houses.csv+noise0.3' --arms "
        "scratch,lock:1+2 --samples 3,9 --seeds 5 --steps 45 --every 4 --finetune-factor 0.5 --new-head");
  }

  void ownSamplesAreTakenByTheirName() {
    TransferChoices choices;
    const auto isOffered = [&](const QString& base) {
      return std::ranges::any_of(choices.findChildren<QComboBox*>(),
                                 [&](const QComboBox* each) { return each->findData(base) >= 0; });
    };
    const auto painted = tests::shared(tests::paintedPoints(9));
    choices.chooseTarget("painted", {1});
    QSignalSpy changed(&choices, &TransferChoices::changed);
    choices.setOwnSamples(painted);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(choices.choice().design.own, painted);
    choices.chooseTarget("drawn", {1});
    QVERIFY(choices.choice().design.own == nullptr);
    choices.chooseTarget("mnist", {1});
    QVERIFY(choices.choice().design.own == nullptr);
    QVERIFY(isOffered("painted"));
    const auto before = changed.size();
    choices.setOwnSamples(nullptr);
    QCOMPARE(changed.size(), before);  // they were not chosen
    QVERIFY(!isOffered("painted"));
    QCOMPARE(choices.choice().design.data, std::string("mnist"));
  }

  void theSameNumberTwiceIsRefused() {
    TransferChoices choices;
    QSignalSpy failed(&choices, &TransferChoices::failed);
    QVERIFY(choices.checkedChoice());
    choices.findChild<SampleCounts*>()->setCounts({5, 1, 5});
    QVERIFY(!choices.checkedChoice());
    QVERIFY(failed[0][0].toString().startsWith("5 samples per class are asked for twice"));
  }
};

PELLUCID_WINDOW_TEST(tst_transfer_choices, TestTransferChoices)
#include "tst_transfer_choices.moc"
