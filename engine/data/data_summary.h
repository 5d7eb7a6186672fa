// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to know about data before anything is learned from them: how many samples of which class, how
// the numbers lie, and what stands in the training as well as in the test samples. Pure functions of const
// values, any thread; MNIST takes about a third of a second.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.h"
#include "engine/data/dataset.h"

namespace pellucid::engine {

/// The training samples in one column, or in one input where there is no table; in the units of the table.
struct ColumnSummary {
  DataColumn column;
  // Of numbers, yes and no (1 and 0); 0 where the column is none, or left out.
  double least = 0;
  double most = 0;
  double mean = 0;
  double deviation = 0;  ///< of the population
  /// How many samples lie in each of kColumnBins equal parts from `least` to `most`, or in one part where all
  /// are equal; of words and classes, how many have each. Empty of a column that is left out.
  std::vector<Index> bins = {};
  std::vector<std::string> words = {};  ///< one for each bin; empty of numbers
};
inline constexpr Index kColumnBins = 20;

/// A test sample that has the same inputs as a training sample, to the bit.
struct SameSample {
  Index test = 0;
  Index train = 0;  ///< the first one of these
  friend bool operator==(const SameSample&, const SameSample&) = default;
};

struct DataSummary {
  struct ClassCounts {
    Index train = 0;
    Index validation = 0;
    Index test = 0;
    friend bool operator==(const ClassCounts&, const ClassCounts&) = default;
  };
  std::vector<ClassCounts> classes = {};  ///< empty where the answers are numbers
  std::optional<std::size_t> smallest =
      {};  ///< the class with the fewest training samples, the first of these
  std::vector<ColumnSummary> columns = {};  ///< empty of images
  double least = 0;  ///< of all inputs of the training samples, as the network is given them
  double most = 0;
  std::vector<SameSample> same = {};  ///< by the number of the test sample
  Index otherAnswers = 0;             ///< of these, how many have another answer than the training sample
};

/// Nothing when it was cancelled.
std::optional<DataSummary> summarise(const Dataset& dataset, const Progress& progress = {});

/// Of each input, over samples as the network is given them.
struct MeanAndSpread {
  Vector mean;
  Vector deviation;   ///< of the population
  Index samples = 0;  ///< where there are none, both vectors are empty
};

/// Of the training samples of this class, or of all. Nothing when it was cancelled.
std::optional<MeanAndSpread> meanAndSpread(const Dataset& dataset, std::optional<std::size_t> label,
                                           const Progress& progress = {});

}  // namespace pellucid::engine
