// SPDX-License-Identifier: GPL-3.0-or-later
// Test samples that are also training samples: an alarm from a tenth of them, a warning from a hundredth.
// Truth tables, which are openly tested on what they are trained on, are left out.
#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {

MaybeFinding findSameSamples(const RunStatistics& run, const Finding*) {
  const DataStatistics& data = *run.data;
  if (data.same == 0 || data.testsOnTraining || data.testSamples == 0) return std::nullopt;
  const double share = static_cast<double>(data.same) / static_cast<double>(data.testSamples);
  Finding finding{.rule = DiagnosisRule::SameSamples,
                  .severity = share >= 0.1    ? Severity::Alarm
                              : share >= 0.01 ? Severity::Warning
                                              : Severity::Note};
  finding.evidence = {
      {.key = "same_samples", .what = message("test samples seen in training"), .value = double(data.same)},
      {.key = "share_of_test", .what = message("their share of the test samples"), .value = share}};
  finding.sentence = message("{} of {} test samples have exactly the inputs of a training sample.", data.same,
                             data.testSamples);
  finding.reason = message(
      "The test is to say how well the network answers what it has never seen. A sample that it was trained "
      "on "
      "can be known by heart, so the test figures are too good. The Data workspace lists these samples.");
  return finding;
}

}  // namespace pellucid::engine
