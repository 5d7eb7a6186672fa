// SPDX-License-Identifier: GPL-3.0-or-later
// Numeric targets far from 0, in the sense of input_scale.cpp, or that hardly vary. Raised and cleared by the
// data.
#include <algorithm>
#include <cmath>

#include "engine/data/table_description.h"
#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {

MaybeFinding findTargetScale(const RunStatistics& run, const Finding*) {
  constexpr double kLarge = 10;
  constexpr double kHuge = 100;
  constexpr double kTiny = 0.01;
  constexpr Index kLeastSamples = 10;
  if (run.data->samples < kLeastSamples) return std::nullopt;
  std::vector<std::string> names;
  double largest = 0;
  double spread = 0;
  for (const NumberStatistics& target : run.data->targets) {
    const bool isTiny = target.deviation > 0 && target.deviation < kTiny;
    if (target.size() <= kLarge && !target.isFarOff() && !isTiny) continue;
    names.push_back(target.name);
    largest = std::max(largest, target.size());
    spread = std::max(spread, target.deviation);
  }
  if (names.empty()) return std::nullopt;
  Finding finding{.rule = DiagnosisRule::TargetScale,
                  .severity = largest > kHuge ? Severity::Alarm : Severity::Warning};
  finding.evidence = {{.key = "target_size", .what = message("size of the targets"), .value = largest},
                      {.key = "target_spread", .what = message("deviation of the targets"), .value = spread}};
  finding.sentence = message("The targets {} are numbers of about {:.3g} that vary by {:.3g}.",
                             someNames(names), largest, spread);
  finding.reason = message(
      "A new network answers numbers near 0 that vary by about 1. Where the targets are larger, the loss and "
      "its gradient begin very high, and the output's bias has a long way to go before anything else is "
      "learned; where they hardly vary, there is hardly a gradient.");
  if (auto remedy = standardised(run)) finding.remedies.push_back(*std::move(remedy));
  return finding;
}

}  // namespace pellucid::engine
