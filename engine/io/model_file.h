// SPDX-License-Identifier: GPL-3.0-or-later
// Trained models of other programs, whatever their format. Any thread.
#pragma once

#include <filesystem>

#include "engine/io/onnx.h"

namespace pellucid::engine {

/// Judged by its content, or else by its name.
bool isSafetensorsFile(std::span<const std::uint8_t> bytes, const std::filesystem::path& path);

/// The model in the file at `path`, whose bytes these are: safetensors, recognised by its beginning or, if
/// damaged, by its ending, otherwise ONNX, with the files beside it that it names (io/onnx_file).
Result<TrainedModel> readModelFile(std::span<const std::uint8_t> bytes, const std::filesystem::path& path,
                                   OnnxOptions options = {});

}  // namespace pellucid::engine
