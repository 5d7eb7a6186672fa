// SPDX-License-Identifier: GPL-3.0-or-later
// Which samples a network does worst, and which labels look wrong. Pure functions of const values; Suspicions
// belong to one thread.
#pragma once

#include <span>
#include <vector>

#include "engine/inspect/answers.h"

namespace pellucid::engine {

/// What "worst" means.
enum class WorstBy {
  Loss,       ///< the largest loss, right or wrong
  Certainty,  ///< wrong, and the surest of it
  Doubt,      ///< the least sure, right or wrong
  Margin,     ///< the closest decision between two classes, right or wrong
};

/// At most `most` samples, the worst first; of equal ones the first. Numbers have nothing but a loss.
std::vector<Index> worstFirst(const Answers& answers, WorstBy by, std::size_t most);

/// Labels that look wrong: samples that the network gets wrong and is sure of at one look after the other, in
/// which it says the same class.
class Suspicions {
 public:
  /// As sure as that.
  static constexpr float kSure = 0.9F;

  /// Another look at the same samples after more training; of other samples it begins anew.
  void look(const Answers& answers);
  void clear() { *this = {}; }
  /// How many looks there were.
  int looks() const { return m_looks; }
  /// Of a sample: how many of the last looks, without a gap, were wrong, sure, and of one opinion.
  int streakOf(Index sample) const { return m_streaks[static_cast<std::size_t>(sample)].length; }
  /// Those with a streak of at least `least`, the longest first and of them the surest at the last look.
  std::vector<Index> suspects(int least) const;

 private:
  struct Streak {
    int length = 0;
    std::uint8_t answered = 0;
    float certainty = 0;
  };
  std::vector<Streak> m_streaks;
  int m_looks = 0;
};

}  // namespace pellucid::engine
