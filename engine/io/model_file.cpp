// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/model_file.h"

#include "engine/io/onnx_file.h"
#include "engine/io/safetensors.h"
#include "engine/io/safetensors_model.h"

namespace pellucid::engine {

bool isSafetensorsFile(std::span<const std::uint8_t> bytes, const std::filesystem::path& path) {
  return isSafetensors(bytes) || path.extension() == ".safetensors";
}

Result<TrainedModel> readModelFile(std::span<const std::uint8_t> bytes, const std::filesystem::path& path,
                                   OnnxOptions options) {
  if (isSafetensorsFile(bytes, path)) return readSafetensorsModel(bytes, path.string(), options);
  return readOnnxFile(bytes, path, std::move(options));
}

}  // namespace pellucid::engine
