// SPDX-License-Identifier: GPL-3.0-or-later
// Every preset can be run as it stands: its model, data and arms exist and go together.
#include "engine/transfer/presets.h"

#include <QtTest>

#include "engine/model/layers_text.h"
#include "engine/transfer/arm_run.h"
#include "engine/transfer/few_samples.h"
#include "tests/engine/transfer/preset_task.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestPresets : public QObject {
  Q_OBJECT

 private slots:
  void everyPresetCanBeRun_data() { addPresetRows(); }

  void everyPresetCanBeRun() {
    QFETCH(QString, name);
    const TransferPreset preset = findPreset(name.toStdString()).value();
    if (!isInstalled(preset)) QSKIP("Fashion-MNIST is not installed");
    const TransferTask task = taskOf(preset);
    const auto arms = parseArms(preset.arms, armContext(task, 1, 200)).value();
    const auto samples =
        fewSamples(*task.target, std::ranges::max(preset.samplesPerClass), 1, task.testSamples).value();
    for (const Arm& arm : arms) {
      ArmRun run = ArmRun::create(task, arm, samples, 1).value();
      QVERIFY(std::holds_alternative<Metrics>(run.step()));
      // A model knows the task it was trained for.
      if (arm.name == "frozen") QVERIFY(*run.measure().sourceAccuracy > 0.85);
    }
  }

  /// The lab shows a model's layers before it has been read.
  void theModelsHaveTheLayersThatAreSaidOfThem() {
    for (const BundledModel& bundled : bundledModels()) {
      const auto path = std::filesystem::path(PELLUCID_SOURCE_DIR) / "resources/models" / bundled.file;
      const TrainedModel model = readOnnx(readFile(path).value(), bundled.file).value();
      QCOMPARE(formatLayers(model.shape, parseLayers(bundled.layers)->layers),
               formatLayers(model.shape, model.network.layers));
    }
  }

  void namesWhatThereIs() {
    const auto refused = findPreset("none");
    QVERIFY(!refused);
    for (const TransferPreset& preset : transferPresets())
      QVERIFY(mentions(refused.error().text(), {preset.name}));
  }
};

PELLUCID_TEST(tst_presets, TestPresets)
#include "tst_presets.moc"
