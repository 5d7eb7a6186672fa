// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/presets.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/base/typed_word.h"

namespace pellucid::engine {
namespace {

constexpr const char* kUsualArms = "scratch,frozen,half,finetune";

}  // namespace

std::span<const TransferPreset> transferPresets() {
  static const std::vector<TransferPreset> kPresets = {
      {.name = "digits-to-parity",
       .title = message("Digits → even or odd, MLP"),
       .lesson =
           message("Good features: freeze when data are scarce. With more data, let more layers learn."),
       .model = "digits-mlp",
       .data = "mnist+parity",
       .samplesPerClass = {1, 5, 20, 100},
       .arms = kUsualArms},
      {.name = "low-to-high-digits-cnn",
       .title = message("Digits 0–4 → 5–9, CNN"),
       .lesson = message("General layers transfer, specialised ones do not."),
       .model = "low-digits-cnn",
       .data = "mnist:5-9",
       .samplesPerClass = {1, 5, 20, 100},
       .arms = kUsualArms},
      {.name = "low-to-high-digits-mlp",
       .title = message("Digits 0–4 → 5–9, MLP"),
       .lesson = message("A frozen narrow network throws away what the new task needs."),
       .model = "low-digits-mlp",
       .data = "mnist:5-9",
       .samplesPerClass = {5, 20, 50, 100},
       .arms = kUsualArms},
      {.name = "digits-to-inverted",
       .title = message("Digits → inverted digits, MLP"),
       .lesson = message("Negative transfer: the first layer is wrong for the new input. A padlock on the "
                         "layer above it does less harm."),
       .model = "digits-mlp",
       .data = "mnist+invert",
       .samplesPerClass = {1, 5, 20, 100},
       .arms = "scratch,frozen,half,finetune,lock:2",
       .isHeadNew = true},
      {.name = "fashion-to-digits",
       .title = message("Fashion → digits, MLP"),
       .lesson = message("Far tasks: freezing harms."),
       .model = "fashion-mlp",
       .data = "mnist",
       .samplesPerClass = {1, 5, 20, 100},
       .arms = kUsualArms},
      {.name = "digits-to-noisy",
       .title = message("Digits → noisy digits, MLP"),
       .lesson = message("A near task: everything can be kept, and with more data it pays a little to let "
                         "all of it learn."),
       .model = "digits-mlp",
       .data = "mnist+noise0.3",
       .samplesPerClass = {1, 5, 20, 100},
       .arms = kUsualArms},
  };
  return kPresets;
}

Result<TransferPreset> findPreset(std::string_view name) {
  std::vector<std::string> names;
  for (const TransferPreset& preset : transferPresets()) {
    if (preset.name == name) return preset;
    names.push_back(preset.name);
  }
  return Error{message("There is no preset \"{}\". The presets are {}.", name, fmt::join(names, ", "))};
}

std::span<const BundledModel> bundledModels() {
  const std::string mlp = "784,128:relu,64:relu,";
  const std::string cnn = "28x28x1,conv8x5:relu,maxpool2,conv16x5:relu,maxpool2,flatten,64:relu,";
  static const std::vector<BundledModel> kModels = {
      {.name = "digits-mlp", .file = "digits-mlp.onnx", .data = "mnist", .layers = mlp + "10:softmax"},
      {.name = "low-digits-mlp",
       .file = "low-digits-mlp.onnx",
       .data = "mnist:0-4",
       .layers = mlp + "5:softmax"},
      {.name = "low-digits-cnn",
       .file = "low-digits-cnn.onnx",
       .data = "mnist:0-4",
       .layers = cnn + "5:softmax"},
      {.name = "fashion-mlp",
       .file = "fashion-mlp.onnx",
       .data = "fashion-mnist",
       .layers = mlp + "10:softmax"},
  };
  return kModels;
}

std::optional<BundledModel> findBundledModel(std::string_view name) {
  const auto models = bundledModels();
  const auto found = std::ranges::find(models, plainWord(name), &BundledModel::name);
  return found == models.end() ? std::nullopt : std::optional(*found);
}

bool isModelFile(const std::string& name) {
  std::error_code ignored;
  const std::string ending = std::filesystem::path(name).extension().string();
  return std::filesystem::exists(name, ignored) && !std::filesystem::is_directory(name, ignored) &&
         ending != ".csv" && ending != ".npz" && ending != ".tsv";
}

}  // namespace pellucid::engine
