// SPDX-License-Identifier: GPL-3.0-or-later
// Ready-made transfer experiments, each with a lesson.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/numeric.h"
#include "engine/base/result.h"

namespace pellucid::engine {

struct TransferPreset {
  std::string name;   ///< "digits-to-parity"
  Message title;      ///< "Digits → even or odd, MLP"
  Message lesson;     ///< what its figures show, measured with seeds 1 to 3
  std::string model;  ///< of bundledModels()
  std::string data;   ///< the target, as for loadDataset()
  std::vector<Index> samplesPerClass;
  std::string arms;        ///< as for parseArms()
  bool isHeadNew = false;  ///< see TaskSettings
};

std::span<const TransferPreset> transferPresets();

/// The error lists all names.
Result<TransferPreset> findPreset(std::string_view name);

/// A pretrained model shipped with the program.
struct BundledModel {
  std::string name;    ///< "digits-mlp"
  std::string file;    ///< in resources/models
  std::string data;    ///< its training data
  std::string layers;  ///< as for parseLayers()
};

std::span<const BundledModel> bundledModels();
/// Nothing where the program does not ship such a model; case does not matter.
std::optional<BundledModel> findBundledModel(std::string_view name);

/// Whether a source of this name is an existing file other than a table.
bool isModelFile(const std::string& name);

/// Default layers of a source that is trained first; the output layer follows the data.
inline constexpr const char* kSourceLayers = "784,128:relu,64:relu,10:softmax";

}  // namespace pellucid::engine
