// SPDX-License-Identifier: GPL-3.0-or-later
// Folders of IDX files, as MNIST and its relatives come: by the names of the four files, also below a folder
// MNIST/raw as torchvision leaves them, in folders that have the files' names, and with a set's name in
// front, as EMNIST and QMNIST have it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/data/dataset.h"
#include "engine/data/gzip.h"

namespace pellucid::engine {

/// Whether the folder, or the one below it that is meant, has images in this format.
bool holdsIdxImages(const std::filesystem::path& folder);

/// Labels count from 0, or from 1 where none is 0; `classNames` are then found, as letters where there are 26
/// or 62 of them, or are those given. By `rules` 1, labels count from 0 alone. The error names the file, the
/// rule that it broke and the numbers.
Result<Dataset> loadIdxFolder(const std::filesystem::path& folder, std::vector<std::string> classNames,
                              int rules, Streams streams, const Progress& progress);

}  // namespace pellucid::engine
