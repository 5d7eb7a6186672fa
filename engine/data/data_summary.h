// SPDX-License-Identifier: GPL-3.0-or-later
// Facts about data before anything is learned from them: how many samples there are of each class, how the
// values are distributed, and which samples are in both the training and the test set. Pure functions of
// const values, any thread; MNIST takes about a third of a second.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.h"
#include "engine/data/dataset.h"

namespace pellucid::engine {

/// The training samples in one column, or in one input where there is no table; in the table's units.
struct ColumnSummary {
  DataColumn column;
  // For numbers, and for yes and no (1 and 0); 0 for other columns, or if left out.
  double least = 0;
  double most = 0;
  double mean = 0;
  double deviation = 0;  ///< of the population
  /// The number of samples in each of kColumnBins equal parts from `least` to `most`, or in one part where
  /// all are equal; for words and classes, the number of samples with each. Empty for a column that is left
  /// out.
  std::vector<Index> bins = {};
  std::vector<std::string> words = {};  ///< one for each bin; empty for numbers
};
inline constexpr Index kColumnBins = 20;

/// A test sample whose inputs equal those of a training sample, to the bit.
struct SameSample {
  Index test = 0;
  Index train = 0;  ///< the first of them
  friend bool operator==(const SameSample&, const SameSample&) = default;
};

struct DataSummary {
  struct ClassCounts {
    Index train = 0;
    Index validation = 0;
    Index test = 0;
    friend bool operator==(const ClassCounts&, const ClassCounts&) = default;
  };
  std::vector<ClassCounts> classes = {};  ///< empty where the targets are numbers
  std::optional<std::size_t> smallest =
      {};  ///< the class with the fewest training samples, the first among equals
  std::vector<ColumnSummary> columns = {};  ///< empty for images
  double least = 0;  ///< of all inputs of the training samples, as the network receives them
  double most = 0;
  std::vector<SameSample> same = {};  ///< by number of the test sample
  Index otherAnswers = 0;             ///< how many of these have a different target from the training sample
};

/// Nothing when cancelled.
std::optional<DataSummary> summarise(const Dataset& dataset, const Progress& progress = {});

/// For each input, over samples as the network receives them.
struct MeanAndSpread {
  Vector mean;
  Vector deviation;   ///< of the population
  Index samples = 0;  ///< if 0, both vectors are empty
};

/// Over the training samples of this class, or over all. Nothing when cancelled.
std::optional<MeanAndSpread> meanAndSpread(const Dataset& dataset, std::optional<std::size_t> label,
                                           const Progress& progress = {});

}  // namespace pellucid::engine
