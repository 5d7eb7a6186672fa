// SPDX-License-Identifier: GPL-3.0-or-later
// Every arm with every number of samples and every seed, on several threads. Runs are independent of each
// other, so the figures do not depend on the threads or their order.
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/progress.h"
#include "engine/transfer/arm_run.h"

namespace pellucid::engine {

struct SweepSpec {
  std::vector<Arm> arms = {};
  std::vector<Index> samplesPerClass = {};  ///< each ≥ 1
  std::uint64_t seeds = 3;                  ///< 1, 2, … up to this one
  std::int64_t steps = 200;
  std::int64_t every = 20;  ///< steps between two measurements; the first and the last step are measured too
  std::size_t runs() const { return arms.size() * samplesPerClass.size() * seeds; }
};

/// How often a design is measured: ten times in a run.
constexpr std::int64_t measuredEvery(std::int64_t steps) {
  return steps < 10 ? 1 : steps / 10;
}

inline constexpr Index kMaxSamplesPerClass = 100'000;

/// "1,5,20,100": different whole numbers from 1 to kMaxSamplesPerClass; nothing where the text is anything
/// else.
std::optional<std::vector<Index>> parseSampleCounts(std::string_view text);

/// The results of one arm with this number of samples and this seed.
struct ArmCurve {
  std::string arm;
  Index samplesPerClass = 0;
  std::uint64_t seed = 0;
  std::vector<ArmPoint> points = {};  ///< as far as it got
  Index trainableParameters = 0;      ///< number that learned at the same time
  double millisecondsPerStep = 0;
  bool isComplete = false;  ///< false when it was stopped or diverged
  std::optional<Diverged> diverged = {};
  std::size_t place = 0;  ///< index in the sweep: by samples, seed and arm
};

/// Puts the latest curve of a run into `curves`, which are in the order of their places: a new run is
/// inserted, a known one replaced.
void mergeCurve(std::vector<ArmCurve>& curves, const ArmCurve& news);

/// Called after each measurement with the curve so far, from any of the threads, one at a time.
using CurveListener = std::function<void(const ArmCurve&)>;

/// The curves by samples, seed and arm; after a cancellation those that were started. Refuses what
/// fewSamples() and ArmRun::create() refuse, before any training. A divergence ends its curve only.
Result<std::vector<ArmCurve>> runSweep(const TransferTask& task, const SweepSpec& spec, unsigned threads,
                                       const Progress& progress = {}, CurveListener listener = {});

}  // namespace pellucid::engine
