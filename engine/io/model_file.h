// SPDX-License-Identifier: GPL-3.0-or-later
// Trained models of other programs, whatever they are written in. Any thread.
#pragma once

#include <filesystem>

#include "engine/io/onnx.h"

namespace pellucid::engine {

/// By what is in it, or else by its name.
bool isSafetensorsFile(std::span<const std::uint8_t> bytes, const std::filesystem::path& path);

/// The model in the file at `path`, whose bytes these are: safetensors, told by its beginning or by the
/// ending of a damaged one, or else ONNX, with the files beside it that it names (io/onnx_file).
Result<TrainedModel> readModelFile(std::span<const std::uint8_t> bytes, const std::filesystem::path& path,
                                   OnnxOptions options = {});

}  // namespace pellucid::engine
