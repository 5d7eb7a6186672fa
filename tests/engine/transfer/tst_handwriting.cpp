// SPDX-License-Identifier: GPL-3.0-or-later
// What the gallery's example of a handwriting promises, measured: from a few signs of each class, a network
// that knows MNIST learns them much better than one that begins from scratch.
#include <QtTest>

#include "engine/base/side_by_side.h"
#include "engine/io/example.h"
#include "engine/transfer/summary.h"
#include "engine/transfer/sweep.h"
#include "tests/engine/transfer/preset_task.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestHandwriting : public QObject {
  Q_OBJECT

 private slots:
  void mnistHelps() {
    const auto file =
        std::filesystem::path(PELLUCID_SOURCE_DIR) / "resources/examples/transfer-4-handwriting.json";
    const Example example = readExample(readFile(file).value(), "handwriting").value();
    const DatasetPtr target = loadDataset(example.experiment.data, {}).value();
    QCOMPARE(target->train.size() + target->test.size(), 200);
    std::array<int, 10> ofClass = {};
    for (const std::uint8_t label : target->train.labels) ++ofClass[label];
    QVERIFY(std::ranges::min(ofClass) >= 5);
    const TransferPreset preset = findPreset(example.preset).value();
    const BundledModel& bundled = modelOf(preset);
    const auto path = std::filesystem::path(PELLUCID_SOURCE_DIR) / "resources/models" / bundled.file;
    TrainedModel model = readOnnx(readFile(path).value(), bundled.file).value();
    model.name = bundled.name;
    const TransferTask task = makeTask(std::move(model), namedData(bundled.data), target, {}).value();
    SweepSpec spec;
    spec.arms = parseArms(preset.arms, armContext(task, 1, spec.steps)).value();
    spec.samplesPerClass = {1, 5};
    spec.seeds = 3;
    std::map<Index, std::map<std::string, double>> figures;
    for (const SweepCell& cell : summarise(runSweep(task, spec, allCores()).value())) {
      figures[cell.samplesPerClass][cell.arm] = 100 * cell.median;
      qInfo("%s with %d of each: %.1f %%", cell.arm.c_str(), int(cell.samplesPerClass), 100 * cell.median);
    }
    for (const Index samples : {Index(1), Index(5)})
      QVERIFY(figures[samples]["finetune"] > figures[samples]["scratch"] + 5);
  }
};

PELLUCID_TEST(tst_handwriting, TestHandwriting)
#include "tst_handwriting.moc"
