// SPDX-License-Identifier: GPL-3.0-or-later
// An image file as a network's input. Networks here know what MNIST shows: bright ink on dark ground, in grey
// values from 0 to 1.
#pragma once

#include <filesystem>

#include "engine/base/result.h"
#include "engine/data/dataset.h"

namespace pellucid::app {

struct ImageInput {
  engine::Vector input;     ///< Shape::size() values in [0, 1], row after row
  bool isInverted = false;  ///< the file showed dark on bright
};

/// Reads the image, lays transparent parts on white paper, takes its grey values, inverts it when its
/// outermost pixels have a mean above one half, and scales it into `shape` keeping its proportions, in the
/// middle of black ground. An image of exactly that size keeps its bytes. Errors: not readable as an image,
/// more than 4096×4096 pixels, more than one channel.
engine::Result<ImageInput> readImage(const std::filesystem::path& path, const engine::Shape& shape);

}  // namespace pellucid::app
