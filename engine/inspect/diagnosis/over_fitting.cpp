// SPDX-License-Identifier: GPL-3.0-or-later
// The test loss has turned while the training loss keeps falling: the newest three tests are each 5 % above
// the lowest one, and by at least 3 % of the loss of a constant answer; that one is at least five tests back;
// new samples are answered badly enough to matter (27 % of the loss of a constant answer are left); and the
// training loss is below seven tenths of what it was then and a quarter of the test loss. An alarm from half
// above the lowest. The limits are eased by half while it is reported; cleared by a new lowest test loss.
#include <algorithm>
#include <cmath>

#include "engine/inspect/diagnosis/remedies.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {
namespace {

double trainingLossAt(const RunStatistics& run, std::int64_t step) {
  double loss = kUnmeasured;
  for (const CurveStrip& strip : run.curves.whole)
    if (strip.begin < step || std::isnan(loss)) loss = strip.loss;
  return loss;
}

}  // namespace

MaybeFinding findOverFitting(const RunStatistics& run, const Finding* before) {
  constexpr std::ptrdiff_t kNewest = 3;
  constexpr std::ptrdiff_t kTestsSince = 5;
  constexpr double kRise = 0.05;
  constexpr double kAlarmRise = 0.5;
  constexpr double kMatters = 0.27;
  constexpr double kLeastRise = 0.03;
  constexpr double kTrainFell = 0.7;
  constexpr double kTrainBelow = 0.25;
  const std::vector<TestPoint>& tests = run.curves.tests;
  if (run.data->testsOnTraining || std::ssize(tests) <= kTestsSince) return std::nullopt;
  const auto best = std::ranges::min_element(tests, {}, &TestPoint::loss);
  if (tests.end() - best <= kTestsSince) return std::nullopt;
  double newest = 0;
  double lowest = tests.back().loss;  // of the newest tests
  for (auto test = tests.end() - kNewest; test != tests.end(); ++test) {
    newest += test->loss / kNewest;
    lowest = std::min(lowest, test->loss);
  }
  const double rise = newest / best->loss - 1;
  const double constant = lossOfConstant(run);
  const double eased = before != nullptr ? 0.5 : 1;
  if (!(newest > kMatters * constant)) return std::nullopt;
  if (!(lowest / best->loss - 1 > eased * kRise) || !(newest - best->loss > eased * kLeastRise * constant))
    return std::nullopt;
  const double train = newestLoss(run.curves, 64);
  const double trainThen = trainingLossAt(run, best->step);
  if (!(train < kTrainFell * trainThen) || !(train < kTrainBelow * newest)) return std::nullopt;
  Finding finding{.rule = DiagnosisRule::OverFitting,
                  .severity = rise > kAlarmRise ? Severity::Alarm : Severity::Warning,
                  .since = best->step};
  const auto epoch = best->step / std::max<std::int64_t>(1, run.stepsPerEpoch);
  finding.evidence = {
      {.key = "best_step", .what = message("step with the lowest test loss"), .value = double(best->step)},
      {.key = "best_epoch", .what = message("its epoch"), .value = static_cast<double>(epoch)},
      {.key = "best_test_loss", .what = message("lowest test loss"), .value = best->loss},
      {.key = "test_loss", .what = message("test loss of the newest three tests"), .value = newest},
      {.key = "train_loss", .what = message("training loss of the newest steps"), .value = train}};
  finding.sentence = message(
      "It learns by heart: since step {} (epoch {}) the test loss has risen from {:.3g} to {:.3g}, while the "
      "training loss fell to {:.3g}.",
      best->step, epoch, best->loss, newest, train);
  finding.reason = message(
      "Up to there the network learned what all samples have in common, and since then it learns the "
      "training "
      "samples one by one, with their noise. That makes its answers to others worse. The network of the "
      "lowest "
      "test loss is the one to keep; more samples, a penalty or dropout put off the moment.");
  finding.remedies.push_back(
      {.what = message("Go back to step {}, where the test loss was lowest.", best->step),
       .step = best->step});
  Remedy penalty{.what = message("Begin again with a penalty on large weights."),
                 .experiment = run.experiment};
  auto& settings = penalty.experiment->training.settings;
  settings.l2 = settings.l2 == 0 ? 0.01 : std::min(1.0, 10 * settings.l2);
  penalty.step = 0;
  if (penalty.experiment != run.experiment) finding.remedies.push_back(std::move(penalty));
  return finding;
}

}  // namespace pellucid::engine
