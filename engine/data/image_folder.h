// SPDX-License-Identifier: GPL-3.0-or-later
// A data set from a folder of pictures, one subfolder for each class (picture_files.h). The pictures are
// decoded on all cores, and each becomes at once the bytes that the network is given, so that memory holds no
// more than these and one picture for each core.
#pragma once

#include <filesystem>

#include "engine/base/progress.h"
#include "engine/data/data_name.h"
#include "engine/data/dataset.h"
#include "engine/data/picture.h"

namespace pellucid::engine {

/// Where the folder has none for testing, the share `options.test` of each class is. Classes are those of all
/// parts, in the order of their names' bytes. Where `options` do not say them, size and colour follow the
/// first picture of each class: theirs where all have the same of at most 128×128 pixels, else 64×64; grey
/// where all of them are. Pictures that cannot be read are named in Dataset::reading, and so is what else was
/// left out. The error names the folder, the rule that it broke and what to do.
Result<Dataset> loadImageFolder(const std::filesystem::path& folder, const DataOptions& options,
                                const DecodePicture& decode, const Progress& progress = {});

}  // namespace pellucid::engine
