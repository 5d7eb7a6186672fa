// SPDX-License-Identifier: GPL-3.0-or-later
// A class that the network never answers, although at least ten of the samples in the look have it, while
// more than half of the samples of the other classes are recognised. Raised by two looks after the first 250
// steps; cleared as soon as the class is answered once.
#include "engine/data/table_description.h"
#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {
namespace {

/// The recall of the classes that are answered at all.
double recallOfAnswered(const RunLook& look) {
  double sum = 0;
  int classes = 0;
  for (std::size_t c = 0; c < look.truths.size(); ++c) {
    if (look.truths[c] == 0 || look.answers[c] == 0) continue;
    sum += static_cast<double>(look.right[c]) / static_cast<double>(look.truths[c]);
    ++classes;
  }
  // A single class that is always answered is always recognised, so it says nothing; with two classes there
  // is only one other.
  const bool isTold = classes > 1 || look.truths.size() == 2;
  return isTold && classes > 0 ? sum / classes : 0;
}

}  // namespace

MaybeFinding findClassNeverPredicted(const RunStatistics& run, const Finding*) {
  constexpr Index kLeastSamples = 10;
  constexpr double kKnown = 0.5;
  constexpr std::int64_t kFirstStep = 250;
  const auto looks = newestLooks(run, 2);
  if (looks.size() < 2 || looks[1].step < kFirstStep) return std::nullopt;
  Finding finding{
      .rule = DiagnosisRule::ClassNeverPredicted, .severity = Severity::Warning, .since = looks[0].step};
  std::vector<std::string> names;
  double samples = 0;
  for (std::size_t c = 0; c < looks[1].truths.size() && c < run.data->classNames.size(); ++c) {
    const auto isMissed = [&](const RunLook& look) {
      return look.truths[c] >= kLeastSamples && look.answers[c] == 0 && recallOfAnswered(look) > kKnown;
    };
    if (!isMissed(looks[0]) || !isMissed(looks[1])) continue;
    names.push_back(run.data->classNames[c]);
    samples += static_cast<double>(looks[1].truths[c]);
    if (run.network->outputs() > 1)
      finding.places.push_back(
          {.layer = run.experiment.network.layers.size() - 1, .units = {static_cast<Index>(c)}});
  }
  if (names.empty()) return std::nullopt;
  finding.evidence = {{.key = "samples_of_class",
                       .what = message("samples that have it and were looked at"),
                       .value = samples},
                      {.key = "recall_of_others",
                       .what = message("share that is right of the other classes"),
                       .value = recallOfAnswered(looks[1])}};
  finding.sentence =
      message("The network never answers {}, although {:.0f} of the samples that were tried are.",
              someNames(names), samples);
  finding.reason = message(
      "For a class that is rare, or that looks like another one, the loss becomes lower at first by never "
      "answering it. Where it stays so, look at how many samples the class has, at its labels, and at which "
      "classes its samples are taken for.");
  return finding;
}

}  // namespace pellucid::engine
