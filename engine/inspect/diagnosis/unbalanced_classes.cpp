// SPDX-License-Identifier: GPL-3.0-or-later
// A class with more than ten times as many training samples as another. Raised and cleared by the data.
#include <algorithm>

#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {

MaybeFinding findUnbalancedClasses(const RunStatistics& run, const Finding*) {
  constexpr Index kMost = 10;
  constexpr Index kLeastSamples = 20;
  const std::vector<Index>& counts = run.data->classCounts;
  if (counts.size() < 2 || run.data->samples < kLeastSamples) return std::nullopt;
  const auto [least, most] = std::ranges::minmax_element(counts);
  if (*most <= kMost * *least) return std::nullopt;
  const auto name = [&](auto count) {
    return run.data->classNames[static_cast<std::size_t>(count - counts.begin())];
  };
  Finding finding{.rule = DiagnosisRule::UnbalancedClasses,
                  .severity = *least == 0 ? Severity::Alarm : Severity::Warning};
  finding.evidence = {
      {.key = "largest_class", .what = message("samples of the largest class"), .value = double(*most)},
      {.key = "smallest_class", .what = message("samples of the smallest class"), .value = double(*least)}};
  if (*least == 0)
    finding.sentence = message("There is no training sample of the class {}.", name(least));
  else
    finding.sentence = message("There are {} training samples of the class {}, but only {} of {}.", *most,
                               name(most), *least, name(least));
  finding.reason = message(
      "Who always answers the large class is nearly always right, so the loss has little reason to look for "
      "the "
      "small one, and a high accuracy says little. Look at the figures of each class, and find more samples "
      "of "
      "the small one, or leave out some of the large one.");
  return finding;
}

}  // namespace pellucid::engine
