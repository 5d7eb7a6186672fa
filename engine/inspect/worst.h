// SPDX-License-Identifier: GPL-3.0-or-later
// The samples that a network does worst on, and labels that look wrong. Pure functions of const values;
// Suspicions belongs to one thread.
#pragma once

#include <span>
#include <vector>

#include "engine/inspect/answers.h"

namespace pellucid::engine {

/// What "worst" means.
enum class WorstBy {
  Loss,       ///< largest loss, whether correct or not
  Certainty,  ///< wrong, with the greatest certainty
  Doubt,      ///< least certain, whether correct or not
  Margin,     ///< closest decision between two classes, whether correct or not
};

/// At most `most` samples, the worst first; the first in a tie. Numbers only have a loss.
std::vector<Index> worstFirst(const Answers& answers, WorstBy by, std::size_t most);

/// Labels that look wrong: samples that the network gets wrong with certainty in several looks in a row,
/// answering the same class.
class Suspicions {
 public:
  /// The certainty required.
  static constexpr float kSure = 0.9F;

  /// Another look at the same samples after more training; with other samples it starts from scratch.
  void look(const Answers& answers);
  void clear() { *this = {}; }
  /// Number of looks.
  int looks() const { return m_looks; }
  /// For a sample: the number of most recent looks in a row that were wrong, certain, and gave the same
  /// class.
  int streakOf(Index sample) const { return m_streaks[static_cast<std::size_t>(sample)].length; }
  /// Those with a streak of at least `least`, the longest first; among equals the most certain at the last
  /// look.
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
