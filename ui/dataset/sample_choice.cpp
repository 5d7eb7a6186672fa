// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/sample_choice.h"

#include <algorithm>

namespace pellucid::ui {

const engine::Split& splitOf(const engine::Dataset& data, SamplePart part) {
  if (part == SamplePart::Train) return data.train;
  return part == SamplePart::Validation ? data.validation : data.test;
}

std::vector<SampleRef> chosenSamples(const engine::Dataset& data, const SampleChoice& choice,
                                     const AllAnswers* answers) {
  std::vector<SampleRef> samples;
  if (choice.asksTheNetwork() && answers == nullptr) return samples;
  const auto labelOf = [&data](SampleRef sample) {
    const auto& labels = splitOf(data, sample.part).labels;
    return labels.empty() ? std::size_t{0} : std::size_t{labels[static_cast<std::size_t>(sample.index)]};
  };
  const bool isTestAgain = !choice.part && engine::testsOnTraining(data);
  for (const SamplePart part : {SamplePart::Train, SamplePart::Validation, SamplePart::Test}) {
    if (choice.part && choice.part != part) continue;
    if (isTestAgain && part == SamplePart::Test) continue;
    for (engine::Index i = 0; i < splitOf(data, part).size(); ++i) {
      const SampleRef sample{.part = part, .index = i};
      if (choice.label && labelOf(sample) != *choice.label) continue;
      if (choice.verdict != SampleVerdict::Any &&
          answers->of(sample).isRight() != (choice.verdict == SampleVerdict::Right))
        continue;
      samples.push_back(sample);
    }
  }
  if (choice.order == SampleOrder::ByClass) std::ranges::stable_sort(samples, {}, labelOf);
  if (choice.order == SampleOrder::WorstFirst)
    std::ranges::stable_sort(samples, std::greater(),
                             [&](SampleRef sample) { return answers->of(sample).loss; });
  return samples;
}

}  // namespace pellucid::ui
