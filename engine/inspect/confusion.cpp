// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/confusion.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"

namespace pellucid::engine {
namespace {

double share(Index part, Index whole) {
  return whole == 0 ? NAN : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double Confusion::accuracy() const {
  return share(right(), total());
}

double Confusion::shareOfClass(Index truth, Index answered) const {
  return share(counts(truth, answered), samplesOf(truth));
}

double Confusion::shareOfAnswer(Index truth, Index answered) const {
  return share(counts(truth, answered), answersOf(answered));
}

double Confusion::f1(Index c) const {
  return share(2 * counts(c, c), samplesOf(c) + answersOf(c));
}

Confusion confusionOf(const Answers& answers) {
  check(answers.classes > 0, "confusionOf: the answers are no classes");
  Confusion confusion;
  confusion.counts.setZero(answers.classes, answers.classes);
  for (const SampleAnswer& answer : answers.each) ++confusion.counts(answer.truth, answer.answered);
  confusion.certainties = answers.certaintySums;
  return confusion;
}

std::vector<Index> mostConfusedFirst(const Confusion& confusion) {
  const Index classes = confusion.classes();
  const auto between = [&](Index a, Index b) { return confusion.counts(a, b) + confusion.counts(b, a); };
  std::vector<Index> order;
  std::vector<Index> waiting;
  for (Index c = 0; c < classes; ++c) waiting.push_back(c);
  const auto place = [&](Index c) {
    order.push_back(c);
    std::erase(waiting, c);
  };
  if (classes < 2) return waiting;
  Index first = 0, second = 1;
  for (Index a = 0; a < classes; ++a)
    for (Index b = a + 1; b < classes; ++b)
      if (between(a, b) > between(first, second)) first = a, second = b;
  place(first);
  place(second);
  while (!waiting.empty()) {
    const auto withPlaced = [&](Index c) {
      Index sum = 0;
      for (const Index other : order) sum += between(c, other);
      return sum;
    };
    place(*std::ranges::max_element(waiting, {}, withPlaced));
  }
  return order;
}

std::vector<Index> samplesIn(const Answers& answers, Index truth, Index answered) {
  std::vector<Index> samples;
  for (Index i = 0; i < answers.samples(); ++i) {
    const SampleAnswer& answer = answers.each[static_cast<std::size_t>(i)];
    if (answer.truth == truth && answer.answered == answered) samples.push_back(i);
  }
  std::ranges::stable_sort(samples, std::ranges::greater{},
                           [&](Index i) { return answers.each[static_cast<std::size_t>(i)].certainty; });
  return samples;
}

}  // namespace pellucid::engine
