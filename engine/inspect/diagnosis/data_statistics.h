// SPDX-License-Identifier: GPL-3.0-or-later
// Facts about data needed by the rules of a diagnosis, determined once per data set. Pure, any thread; MNIST
// takes about a third of a second.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.h"
#include "engine/data/dataset.h"

namespace pellucid::engine {

/// For the training samples, as the network receives them.
struct NumberStatistics {
  std::string name = {};  ///< of the input or target; empty for images
  double mean = 0;
  double deviation = 0;  ///< of the population
  double least = 0;
  double most = 0;
  /// The root mean square: how large the values are.
  double size() const;
  /// Far from 0 compared to how little they vary, and not small.
  bool isFarOff() const;
  /// So large that standardising helps.
  bool isLarge() const { return size() > 2; }
};

struct DataStatistics {
  std::string name;  ///< as in DataSpec
  Index samples = 0;
  Index testSamples = 0;
  std::vector<NumberStatistics> inputs = {};   ///< each input; for images one for all pixels
  std::vector<NumberStatistics> targets = {};  ///< each number of a target; empty for classes
  std::vector<std::string> classNames = {};    ///< empty where the targets are numbers
  std::vector<Index> classCounts = {};         ///< of the training samples
  bool isImages = false;
  bool isStandardised = false;
  bool testsOnTraining = false;  ///< see testsOnTraining()
  Index same = 0;                ///< test samples whose inputs are also those of a training sample
};
using DataStatisticsPtr = std::shared_ptr<const DataStatistics>;

/// Null when cancelled.
DataStatisticsPtr dataStatistics(const Dataset& dataset, const Progress& progress = {});

}  // namespace pellucid::engine
