// SPDX-License-Identifier: GPL-3.0-or-later
// The way back through a run. Whole states are kept within a memory limit; when it is full every second one
// goes, so that a long run keeps its beginning at wider steps. Training is a function of state and
// experiment, so any step in between is reached by training again from the state before it, bit for bit.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/train/trainer.h"

namespace pellucid::engine {

class Rewind {
 public:
  static constexpr std::size_t kDefaultMemory = std::size_t{256} << 20;

  /// `memory` in bytes; at least one state is kept, however large it is.
  explicit Rewind(std::size_t memory = kDefaultMemory) : m_memory(memory) {}

  /// Call it before each step: keeps the state if one is due, which takes no time to check.
  void remember(const Trainer& trainer);
  /// Call it after each change of the experiment in mid-run.
  void rememberSetting(const Trainer& trainer);
  /// Call it after each Trainer::setParameter().
  void rememberParameter(const Trainer& trainer, Index index);

  /// The earliest step that can be gone back to.
  std::int64_t earliest() const;
  /// Takes `trainer`, the one that was remembered, to an earlier step or leaves it where it is; a step before
  /// earliest() means that one. What came after is forgotten.
  void goBack(Trainer& trainer, std::int64_t step);

  std::size_t keptStates() const { return m_states.size(); }

 private:
  /// From this step on the run had this learning rate, these padlocks and whatever else acts at once.
  struct Setting {
    std::int64_t step = 0;
    Experiment experiment;
  };

  /// After this step a parameter was set by hand.
  struct Edit {
    std::int64_t step = 0;
    Index index = 0;
    Scalar value = 0;
  };

  std::size_t m_memory;
  std::int64_t m_spacing = 1;       ///< steps between two states that are kept
  std::vector<RunState> m_states;   ///< in the order of their steps; the first is where the run began
  std::vector<Setting> m_settings;  ///< likewise; never empty when there is a state
  std::vector<Edit> m_edits;        ///< likewise; those of one step in the order in which they were made
};

}  // namespace pellucid::engine
