// SPDX-License-Identifier: GPL-3.0-or-later
// A data set from a folder of pictures, one subfolder per class (picture_files.h). The pictures are decoded
// on all cores and immediately converted to the bytes of samples, so that memory holds only these and one
// picture per core.
#pragma once

#include <filesystem>

#include "engine/base/progress.h"
#include "engine/data/data_name.h"
#include "engine/data/dataset.h"
#include "engine/data/picture.h"

namespace pellucid::engine {

/// Where the folder has no part for testing, the share `options.test` of each class is used. Classes are
/// those of all parts, in byte order of their names. Unless given in `options`, size and colour follow the
/// first picture of each class: their size if it is the same for all and at most 128×128 pixels, otherwise
/// 64×64; grey if all of them are. Unreadable pictures are named in Dataset::reading, as is anything else
/// left out. The error names the folder, the rule it breaks and what to do.
Result<Dataset> loadImageFolder(const std::filesystem::path& folder, const DataOptions& options,
                                const DecodePicture& decode, const Progress& progress = {});

}  // namespace pellucid::engine
