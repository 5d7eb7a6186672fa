// SPDX-License-Identifier: GPL-3.0-or-later
// Folders of IDX files, the form of MNIST and its relatives: found by the names of the four files, also below
// a folder MNIST/raw as created by torchvision, in folders that have the files' names, and with a set's name
// as a prefix, as in EMNIST and QMNIST.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/data/dataset.h"
#include "engine/data/gzip.h"

namespace pellucid::engine {

/// Whether the folder, or the intended one below it, has images in this format.
bool holdsIdxImages(const std::filesystem::path& folder);

/// Labels count from 0, or from 1 where none is 0; class names are then determined, as letters where there
/// are 26 or 62 classes, unless `classNames` are given. With `rules` 1, labels count from 0 only. The error
/// names the file, the rule it breaks and the numbers.
Result<Dataset> loadIdxFolder(const std::filesystem::path& folder, std::vector<std::string> classNames,
                              int rules, Streams streams, const Progress& progress);

}  // namespace pellucid::engine
