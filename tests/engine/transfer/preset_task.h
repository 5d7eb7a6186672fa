// SPDX-License-Identifier: GPL-3.0-or-later
// The presets as tasks, with the models and data that come with the program.
#pragma once

#include <QtTest>
#include <algorithm>
#include <map>

#include "engine/data/catalogue.h"
#include "engine/io/onnx.h"
#include "engine/transfer/presets.h"
#include "engine/transfer/task.h"
#include "tests/support/datasets.h"

namespace pellucid::tests {

inline const engine::BundledModel& modelOf(const engine::TransferPreset& preset) {
  return *std::ranges::find(engine::bundledModels(), preset.model, &engine::BundledModel::name);
}

/// Data by name, read once: unpacking takes longer than most tests.
inline engine::DatasetPtr namedData(const std::string& name) {
  static std::map<std::string, engine::DatasetPtr> known;
  engine::DatasetPtr& data = known[name];
  if (data == nullptr)
    data = engine::loadDataset(name, {.mnist = mnistFolder(), .fashionMnist = fashionMnistFolder()}).value();
  return data;
}

/// Whether its data are on this machine.
inline bool isInstalled(const engine::TransferPreset& preset) {
  return modelOf(preset).data != "fashion-mnist" || std::filesystem::exists(fashionMnistFolder());
}

inline engine::TransferTask taskOf(const engine::TransferPreset& preset,
                                   engine::Index testSamples = engine::TaskSettings{}.testSamples) {
  const engine::BundledModel& bundled = modelOf(preset);
  const auto path = std::filesystem::path(PELLUCID_SOURCE_DIR) / "resources/models" / bundled.file;
  engine::TrainedModel model = engine::readOnnx(engine::readFile(path).value(), bundled.file).value();
  model.name = bundled.name;
  return engine::makeTask(std::move(model), namedData(bundled.data), namedData(preset.data),
                          {.isHeadNew = preset.isHeadNew, .testSamples = testSamples})
      .value();
}

/// One row for each of them, with its name.
inline void addPresetRows() {
  QTest::addColumn<QString>("name");
  for (const engine::TransferPreset& preset : engine::transferPresets())
    QTest::newRow(preset.name.c_str()) << QString::fromStdString(preset.name);
}

}  // namespace pellucid::tests
