// SPDX-License-Identifier: GPL-3.0-or-later
// Samples as a table that Pellucid, spreadsheets and other programs read: a generated set taken elsewhere.
// Pure.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/data/dataset.h"

namespace pellucid::engine {

/// A line of names, then a line for each sample: training, validation, test. First the inputs that the data
/// have of their own (made_inputs.h can make the others again), then the class by its name, in a column
/// "class" unless the data call it otherwise, or the numbers of the answer; all in the units of the data.
/// Refuses images and what has no samples.
Result<std::string> datasetCsv(const Dataset& dataset);

}  // namespace pellucid::engine
