// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/reliability.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"

namespace pellucid::engine {

double ReliabilityBin::certainty() const {
  return answers == 0 ? NAN : certaintySum / static_cast<double>(answers);
}

double ReliabilityBin::accuracy() const {
  return answers == 0 ? NAN : static_cast<double>(right) / static_cast<double>(answers);
}

std::vector<ReliabilityBin> reliability(const Answers& answers, std::size_t bins) {
  check(bins >= 1, "reliability: there is no bin");
  std::vector<ReliabilityBin> parts(bins);
  const auto count = static_cast<double>(bins);
  for (std::size_t i = 0; i < bins; ++i) {
    parts[i].from = static_cast<double>(i) / count;
    parts[i].to = static_cast<double>(i + 1) / count;
  }
  for (const SampleAnswer& answer : answers.each) {
    const auto certainty = static_cast<double>(answer.certainty);
    const auto place = std::min(static_cast<std::size_t>(certainty * count), bins - 1);
    ++parts[place].answers;
    parts[place].right += answer.isRight() ? 1 : 0;
    parts[place].certaintySum += certainty;
  }
  return parts;
}

Calibration calibrationOf(const std::vector<ReliabilityBin>& bins) {
  Index answers = 0;
  double distance = 0;
  double above = 0;
  for (const ReliabilityBin& bin : bins) {
    if (bin.answers == 0) continue;
    const double excess = bin.certaintySum - static_cast<double>(bin.right);
    answers += bin.answers;
    distance += std::abs(excess);
    above += excess;
  }
  const auto all = static_cast<double>(answers);
  return answers == 0 ? Calibration{.error = NAN, .tooSure = NAN}
                      : Calibration{.error = distance / all, .tooSure = above / all};
}

}  // namespace pellucid::engine
