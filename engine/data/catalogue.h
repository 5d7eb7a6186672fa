// SPDX-License-Identifier: GPL-3.0-or-later
// Finds and loads data sets: "mnist" (ships with the program), "fashion-mnist" (Debian's package), or a
// folder with four IDX files. Takes about a third of a second for MNIST, so call it on a worker thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/dataset.h"

namespace pellucid::engine {

/// Where the named data sets lie on this machine.
struct DataLocations {
  std::filesystem::path mnist;
  std::filesystem::path fashionMnist;
};

/// The names that are not folders.
std::vector<std::string> datasetNames();

/// A folder holds train and t10k (or test) images and labels, named like MNIST's, with `-idx3-ubyte` or
/// `.idx3-ubyte`, gzipped or not. The error names the file, the rule that it broke and the numbers.
Result<DatasetPtr> loadDataset(const std::string& name, const DataLocations& locations);

}  // namespace pellucid::engine
