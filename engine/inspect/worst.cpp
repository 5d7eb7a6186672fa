// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/worst.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace pellucid::engine {
namespace {

const SampleAnswer& answerOf(const Answers& answers, Index sample) {
  return answers.each[static_cast<std::size_t>(sample)];
}

/// Larger is worse.
float badness(const SampleAnswer& answer, WorstBy by) {
  switch (by) {
    case WorstBy::Loss:
      return answer.loss;
    case WorstBy::Certainty:
      return answer.certainty;
    case WorstBy::Doubt:
      return -answer.certainty;
    case WorstBy::Margin:
      break;
  }
  return -answer.margin;
}

}  // namespace

std::vector<Index> worstFirst(const Answers& answers, WorstBy by, std::size_t most) {
  std::vector<Index> samples;
  for (Index i = 0; i < answers.samples(); ++i)
    if (by != WorstBy::Certainty || !answerOf(answers, i).isRight()) samples.push_back(i);
  const auto order = [&](Index i) { return std::pair(-badness(answerOf(answers, i), by), i); };
  const auto end = samples.begin() + static_cast<std::ptrdiff_t>(std::min(most, samples.size()));
  std::ranges::partial_sort(samples, end, {}, order);
  samples.erase(end, samples.end());
  return samples;
}

void Suspicions::look(const Answers& answers) {
  if (m_streaks.size() != answers.each.size()) {
    m_streaks.assign(answers.each.size(), {});
    m_looks = 0;
  }
  ++m_looks;
  for (std::size_t i = 0; i < m_streaks.size(); ++i) {
    const SampleAnswer& answer = answers.each[i];
    Streak& streak = m_streaks[i];
    const bool isSureAndWrong = !answer.isRight() && answer.certainty >= kSure;
    const bool goesOn = streak.length > 0 && streak.answered == answer.answered;
    streak = {.length = isSureAndWrong ? (goesOn ? streak.length : 0) + 1 : 0,
              .answered = answer.answered,
              .certainty = answer.certainty};
  }
}

std::vector<Index> Suspicions::suspects(int least) const {
  std::vector<Index> samples;
  for (std::size_t i = 0; i < m_streaks.size(); ++i)
    if (m_streaks[i].length >= std::max(least, 1)) samples.push_back(static_cast<Index>(i));
  std::ranges::sort(samples, {}, [&](Index i) {
    const Streak& streak = m_streaks[static_cast<std::size_t>(i)];
    return std::tuple(-streak.length, -streak.certainty, i);
  });
  return samples;
}

}  // namespace pellucid::engine
