// SPDX-License-Identifier: GPL-3.0-or-later
// Every preset can be run as it stands: its model, data and arms exist and go together.
#include "engine/transfer/presets.h"

#include <QtTest>

#include <algorithm>

#include "engine/data/catalogue.h"
#include "engine/io/onnx.h"
#include "engine/io/project.h"
#include "engine/transfer/arm_run.h"
#include "engine/transfer/few_samples.h"
#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

const DataLocations kLocations{.mnist = mnistFolder(), .fashionMnist = fashionMnistFolder()};

SourceModel openBundled(const BundledModel& bundled) {
  const std::filesystem::path path =
      std::filesystem::path(PELLUCID_SOURCE_DIR) / "resources/models" / bundled.file;
  const Bytes bytes = readFile(path).value();
  if (path.extension() == ".onnx") {
    Model model = readOnnx(bytes, bundled.file).value();
    return {bundled.name, model.network, model.shape, model.weights, model.classNames};
  }
  Project project = readProject(bytes, bundled.file).value();
  return {bundled.name, project.experiment.network, project.shape, project.state.weights, project.classNames};
}

}  // namespace

class TestPresets : public QObject {
  Q_OBJECT

 private slots:
  void everyPresetCanBeRun_data() {
    QTest::addColumn<QString>("name");
    for (const TransferPreset& preset : transferPresets())
      QTest::newRow(preset.name.c_str()) << QString::fromStdString(preset.name);
  }

  void everyPresetCanBeRun() {
    QFETCH(QString, name);
    const TransferPreset preset = findPreset(name.toStdString()).value();
    const auto models = bundledModels();
    const auto bundled = std::ranges::find(models, preset.model, &BundledModel::name);
    QVERIFY(bundled != models.end());
    if (bundled->data == "fashion-mnist" && !std::filesystem::exists(fashionMnistFolder()))
      QSKIP("Fashion-MNIST is not installed");
    const auto sourceData = loadDataset(bundled->data, kLocations).value();
    const auto target = loadDataset(preset.data, kLocations).value();
    const auto task =
        makeTask(openBundled(*bundled), sourceData, target, {.isHeadNew = preset.isHeadNew}).value();
    const auto arms = parseArms(preset.arms, armContext(task, 1)).value();
    const auto samples =
        fewSamples(*target, std::ranges::max(preset.samplesPerClass), 1, task.testSamples).value();
    for (const Arm& arm : arms) {
      ArmRun run = ArmRun::create(task, arm, samples, 1).value();
      QVERIFY(std::holds_alternative<Metrics>(run.step()));
      // A model that was trained for something knows it.
      if (arm.name == "frozen") QVERIFY(*run.measure().sourceAccuracy > 0.85);
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
