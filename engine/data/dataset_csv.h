// SPDX-License-Identifier: GPL-3.0-or-later
// Samples as a table that Pellucid, spreadsheets and other programs can read: for using a generated set
// elsewhere. Pure.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/data/dataset.h"

namespace pellucid::engine {

/// A header line, then one line per sample: training, validation, test. First the data's own inputs
/// (made_inputs.h can make the others again), then the class name, in a column "class" unless the data name
/// it otherwise, or the target values; all in the units of the data. Refuses images and empty data sets.
Result<std::string> datasetCsv(const Dataset& dataset);

}  // namespace pellucid::engine
