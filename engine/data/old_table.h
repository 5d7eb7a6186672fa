// SPDX-License-Identifier: GPL-3.0-or-later
// Tables by the rules of the first version: a project from that time is read and split as it was, to the bit.
// New tables are read by engine/data/table.h. A pure function of the file's text.
#pragma once

#include <string>

#include "engine/data/data_name.h"
#include "engine/data/dataset.h"
#include "engine/data/gzip.h"

namespace pellucid::engine {

/// The last column, or the columns `options.targets`, is the target; all others are inputs. A single target
/// column of whole numbers or texts is a class (at most 256, sorted); one of other numbers, or several
/// columns, are numbers. Uses options.test and .seed to choose test samples. The error names line, column,
/// cell, the rule and what to do. `file` is the name for messages; the data set's own name is left to the
/// caller. Takes the text by value, to free its memory as soon as it is read.
Result<Dataset> datasetFromOldTable(Bytes text, const std::string& file, const DataOptions& options,
                                    const Progress& progress = {});

}  // namespace pellucid::engine
