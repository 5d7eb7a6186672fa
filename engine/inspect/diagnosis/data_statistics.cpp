// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/data_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/data/data_summary.h"

namespace pellucid::engine {
namespace {

NumberStatistics numberStatistics(const Eigen::Ref<const Matrix>& values) {
  NumberStatistics found;
  if (values.size() == 0) return found;
  const double count = static_cast<double>(values.size());
  found.mean = values.cast<double>().sum() / count;
  found.deviation = std::sqrt((values.cast<double>().array() - found.mean).square().sum() / count);
  found.least = static_cast<double>(values.minCoeff());
  found.most = static_cast<double>(values.maxCoeff());
  return found;
}

/// For bytes as the network receives them. Counted, so that nothing is lost and no numbers are created.
NumberStatistics pixelStatistics(const std::vector<std::uint8_t>& pixels) {
  // Most pixels of most pictures are black, and a counter has to wait for its own previous sum: hence four of
  // them.
  std::array<std::array<std::size_t, 256>, 4> each = {};
  for (std::size_t i = 0; i < pixels.size(); ++i) ++each[i % each.size()][pixels[i]];
  std::array<std::size_t, 256> counts = {};
  for (const auto& part : each)
    for (std::size_t value = 0; value < counts.size(); ++value) counts[value] += part[value];
  NumberStatistics found{.least = 1, .most = 0};
  const double all = static_cast<double>(pixels.size());
  double squares = 0;
  for (std::size_t value = 0; value < counts.size(); ++value) {
    if (counts[value] == 0) continue;
    const double x = static_cast<double>(value) / 255;
    const double share = static_cast<double>(counts[value]) / all;
    found.mean += share * x;
    squares += share * x * x;
    found.least = std::min(found.least, x);
    found.most = std::max(found.most, x);
  }
  found.deviation = std::sqrt(std::max(0.0, squares - found.mean * found.mean));
  return found;
}

std::vector<NumberStatistics> inputStatistics(const Dataset& dataset) {
  const Split& train = dataset.train;
  if (!train.pixels.empty()) return {pixelStatistics(train.pixels)};
  if (dataset.shape.isImage()) return {numberStatistics(train.numbers)};
  std::vector<NumberStatistics> found;
  for (Index row = 0; row < train.numbers.rows(); ++row) {
    found.push_back(numberStatistics(train.numbers.row(row)));
    if (row < std::ssize(dataset.inputNames))
      found.back().name = dataset.inputNames[static_cast<std::size_t>(row)];
  }
  return found;
}

}  // namespace

double NumberStatistics::size() const {
  return std::sqrt(mean * mean + deviation * deviation);
}

bool NumberStatistics::isFarOff() const {
  constexpr double kDeviations = 5;
  return deviation > 0 && isLarge() && std::abs(mean) > kDeviations * deviation;
}

DataStatisticsPtr dataStatistics(const Dataset& dataset, const Progress& progress) {
  const auto summary = summarise(dataset, progress);
  if (!summary) return nullptr;
  DataStatistics found;
  found.name = dataset.name;
  found.samples = dataset.train.size();
  found.testSamples = dataset.test.size();
  found.inputs = inputStatistics(dataset);
  for (Index row = 0; row < dataset.train.targets.rows(); ++row) {
    found.targets.push_back(numberStatistics(dataset.train.targets.row(row)));
    if (row < std::ssize(dataset.targetNames))
      found.targets.back().name = dataset.targetNames[static_cast<std::size_t>(row)];
  }
  found.classNames = dataset.classNames;
  for (const auto& counts : summary->classes) found.classCounts.push_back(counts.train);
  found.isImages = dataset.shape.isImage();
  found.isStandardised = !dataset.scaling.isEmpty();
  found.testsOnTraining = testsOnTraining(dataset);
  found.same = std::ssize(summary->same);
  if (progress.isCancelled()) return nullptr;
  return std::make_shared<const DataStatistics>(std::move(found));
}

}  // namespace pellucid::engine
