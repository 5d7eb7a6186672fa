// SPDX-License-Identifier: GPL-3.0-or-later
// What a run is doing. Divergence is something to learn from, not a failure of the program, so it has its own
// phase.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <variant>

#include "engine/base/message.h"
#include "engine/train/stopping.h"

namespace pellucid::engine {

struct Idle {
  friend bool operator==(const Idle&, const Idle&) = default;
};
struct Running {
  friend bool operator==(const Running&, const Running&) = default;
};
struct Paused {
  friend bool operator==(const Paused&, const Paused&) = default;
};
/// A rule of the experiment says that this is enough. Training can continue nevertheless.
struct Finished {
  StopReason reason = StopReason::Steps;
  friend bool operator==(const Finished&, const Finished&) = default;
};
/// The values left the range in which training makes sense; the state is the last finite one. `step` is 0 for
/// a state that was not finite when it was restored or set by hand.
struct Diverged {
  std::int64_t step = 0;  ///< the attempted step, counted from 1
  std::size_t layer = 0;  ///< counted from 0
  std::string parameter;  ///< "weight", "bias", "running_mean" or "running_var"
  Message explanation;    ///< a sentence for the learner, with the values
  friend bool operator==(const Diverged&, const Diverged&) = default;
};
/// A bug or a refusal; nothing was lost.
struct Failed {
  Message message;
  friend bool operator==(const Failed&, const Failed&) = default;
};

using Phase = std::variant<Idle, Running, Paused, Finished, Diverged, Failed>;

/// Whether the state itself contains a value that is not finite: then the network has no valid output.
inline bool isBroken(const Phase& phase) {
  const auto* diverged = std::get_if<Diverged>(&phase);
  return diverged != nullptr && diverged->step == 0;
}

/// Whether the run can be trained further from here.
inline bool canGoOn(const Phase& phase) {
  return !std::holds_alternative<Diverged>(phase) && !std::holds_alternative<Failed>(phase);
}

inline bool isRunning(const Phase& phase) {
  return std::holds_alternative<Running>(phase);
}

/// "idle", "running", … for files and scripts.
inline const char* phaseName(const Phase& phase) {
  static constexpr std::array kNames = {"idle", "running", "paused", "finished", "diverged", "failed"};
  static_assert(kNames.size() == std::variant_size_v<Phase>);
  return kNames[phase.index()];
}

}  // namespace pellucid::engine
