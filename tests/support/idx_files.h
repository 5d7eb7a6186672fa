// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a data set as the four IDX files that loadDataset() reads from a folder.
#pragma once

#include <filesystem>

#include "engine/data/dataset.h"

namespace pellucid::tests {

/// Grey images of one channel, not gzipped. The folder is made when it is not there. Throws
/// std::runtime_error when a file cannot be written.
void writeIdxFiles(const engine::Dataset& dataset, const std::filesystem::path& folder);

}  // namespace pellucid::tests
