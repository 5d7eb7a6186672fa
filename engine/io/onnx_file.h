// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX models whose weights are in separate files beside them, as PyTorch writes large ones. Any thread.
#pragma once

#include <filesystem>

#include "engine/io/onnx.h"

namespace pellucid::engine {

/// readOnnx() of the file at `path`, whose bytes these are, with the files beside it that it names. Those are
/// opened only if they are plain files in the same folder, not links, and within the limit of readFile().
Result<TrainedModel> readOnnxFile(std::span<const std::uint8_t> bytes, const std::filesystem::path& path,
                                  OnnxOptions options = {});

}  // namespace pellucid::engine
