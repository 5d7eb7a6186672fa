// SPDX-License-Identifier: GPL-3.0-or-later
// Tables by the rules of the first version: what a project of that time names is read as it was, to the bit,
// and split as it was. New tables are read by engine/data/table.h. A pure function of the file's text.
#pragma once

#include <string>

#include "engine/data/data_name.h"
#include "engine/data/dataset.h"
#include "engine/data/gzip.h"

namespace pellucid::engine {

/// The last column, or the columns `options.targets`, is the answer; all others are inputs. One target column
/// of whole numbers or texts is a class (at most 256, sorted), one of other numbers and several columns are
/// numbers. Uses options.test and .seed to take samples for testing. The error names line, column, cell, the
/// rule and what to do. `file` is the name for messages; the data set's own name is left to the caller. Takes
/// the text, to give back its memory as soon as it is read.
Result<Dataset> datasetFromOldTable(Bytes text, const std::string& file, const DataOptions& options,
                                    const Progress& progress = {});

}  // namespace pellucid::engine
