// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that no network gave, for tests of what is counted from them. Certainties are few different ones,
// so that many are equal and many lie on the border of a bin.
#pragma once

#include "engine/base/random.h"
#include "engine/inspect/answers.h"

namespace pellucid::tests {

inline engine::Answers randomAnswers(int samples, int classes, std::uint64_t seed) {
  engine::Random random(seed, "answers");
  const auto below = [&](int bound) {
    return static_cast<int>(random.below(static_cast<std::uint64_t>(bound)));
  };
  engine::Answers answers{.classes = classes, .areProbabilities = true};
  answers.certaintySums = Eigen::MatrixXd::Zero(classes, classes);
  for (int n = 0; n < samples; ++n) {
    const auto truth = static_cast<std::uint8_t>(below(classes));
    const bool isRight = below(3) > 0;
    const auto answered = isRight ? truth : static_cast<std::uint8_t>(below(classes));
    const float certainty = static_cast<float>(below(21)) / 20;
    answers.each.push_back({.truth = truth,
                            .answered = answered,
                            .certainty = certainty,
                            .ofTruth = truth == answered ? certainty : (1 - certainty) / 2,
                            .margin = certainty / 2,
                            .loss = static_cast<float>(below(7))});
    answers.certaintySums(truth, answered) += static_cast<double>(certainty);
  }
  return answers;
}

}  // namespace pellucid::tests
