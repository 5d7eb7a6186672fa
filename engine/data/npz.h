// SPDX-License-Identifier: GPL-3.0-or-later
// NumPy archives of images, like Keras' mnist.npz: x_train, y_train, x_test and y_test (or train_images,
// train_labels, test_images and test_labels), each an array of numbers in C order.
#pragma once

#include <span>
#include <string>

#include "engine/base/result.h"
#include "engine/data/image_set.h"

namespace pellucid::engine {

/// One array (.npy, versions 1 to 3). `file` is the name for messages.
Result<FileArray> parseNpy(Bytes bytes, const std::string& file);

/// Images are (count, height, width), optionally with a trailing 1. The error names the file, the array and
/// the rule.
Result<Dataset> datasetFromNpz(std::span<const std::uint8_t> bytes, const std::string& file, int rules,
                               const Progress& progress = {});

}  // namespace pellucid::engine
