// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules of a diagnosis ask of data, found once for each data set. Pure, any thread; MNIST takes
// about a third of a second.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.h"
#include "engine/data/dataset.h"

namespace pellucid::engine {

/// Of the training samples, as the network is given them.
struct NumberStatistics {
  std::string name = {};  ///< of the input or target; empty of images
  double mean = 0;
  double deviation = 0;  ///< of the population
  double least = 0;
  double most = 0;
  /// The root of the mean square: how large the numbers are.
  double size() const;
  /// Far from 0 for how little they vary, and not small.
  bool isFarOff() const;
  /// So large that standardising them helps.
  bool isLarge() const { return size() > 2; }
};

struct DataStatistics {
  std::string name;  ///< as DataSpec has it
  Index samples = 0;
  Index testSamples = 0;
  std::vector<NumberStatistics> inputs = {};   ///< each input; of images one for all pixels
  std::vector<NumberStatistics> targets = {};  ///< each number of an answer; empty of classes
  std::vector<std::string> classNames = {};    ///< empty where the answers are numbers
  std::vector<Index> classCounts = {};         ///< of the training samples
  bool isImages = false;
  bool isStandardised = false;
  bool testsOnTraining = false;  ///< as testsOnTraining() has it
  Index same = 0;                ///< test samples whose inputs are also those of a training sample
};
using DataStatisticsPtr = std::shared_ptr<const DataStatistics>;

/// Null when it was cancelled.
DataStatisticsPtr dataStatistics(const Dataset& dataset, const Progress& progress = {});

}  // namespace pellucid::engine
