// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/look_steps.h"

#include <algorithm>
#include <cmath>

#include "engine/inspect/diagnosis/run_curves.h"
#include "engine/inspect/diagnosis/run_look.h"
#include "engine/model/layer_sizes.h"

namespace pellucid::engine {
namespace {

// Measured, and expressed in multiplications of about 0.1 ns each, as in a step of a small network. In large
// ones they take less time, but in steps and looks alike.
constexpr double kOfEachStep = 3'500;
constexpr double kOfEachLook = 150'000;  ///< including the rules
constexpr double kOfEachPoint = 400;     ///< for each curve point read, most of which are in no cache
/// A look multiplies this many times, and also reads each parameter, in its own memory.
constexpr double kOfEachPass = 3;

}  // namespace

LookPace::LookPace(const Network& network, Index batchSize)
    : m_look(kOfEachLook + kOfEachPass * kLookPasses * multiplications(network)),
      m_step(kOfEachStep + 3 * multiplications(network) * static_cast<double>(batchSize)) {}

std::int64_t LookPace::stepsAt(std::int64_t step) const {
  constexpr double kShareOfTime = 0.01;
  constexpr std::int64_t kMostPoints = static_cast<std::int64_t>(kWholeStrips * kStripPoints) + kRecentSteps;
  const auto points = static_cast<double>(std::clamp<std::int64_t>(step, 0, kMostPoints));
  return std::max<std::int64_t>(1, std::llround((m_look + kOfEachPoint * points) / (kShareOfTime * m_step)));
}

std::int64_t nextLook(std::int64_t last, std::int64_t settingsSince, const LookPace& pace) {
  constexpr std::int64_t kFirst = 250;
  constexpr std::int64_t kFactor = 3;
  constexpr std::int64_t kThird = kFirst * kFactor;
  constexpr std::int64_t kWidest = kThird * kFactor;
  if (last < 0) return 0;
  if (last < settingsSince + kFirst) return settingsSince + kFirst;
  if (last < settingsSince + kThird) return settingsSince + kThird;
  const std::int64_t since = last - settingsSince;
  // The first three are on credit, which the fourth one waits for.
  const std::int64_t unpaid = since < kWidest ? 4 : 1;
  return std::max(settingsSince + (since / kWidest + 1) * kWidest, last + unpaid * pace.stepsAt(last));
}

}  // namespace pellucid::engine
