// SPDX-License-Identifier: GPL-3.0-or-later
// Follows a run that is trained step by step on the same thread, as the command line does: takes looks when
// they are due, asks the rules, and keeps what they found. It reads the trainer and changes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/inspect/diagnosis/diagnose.h"
#include "engine/train/trainer.h"

namespace pellucid::engine {

class RunWatch {
 public:
  /// `settingsSince` as RunStatistics has it, of a run that goes on.
  explicit RunWatch(DataStatisticsPtr data, std::int64_t settingsSince = 0);

  /// Whether it is time for diagnose() after so many steps: when a look is due (look_steps.h). Whoever asks
  /// more often gets what the rules find in the looks that there are.
  bool isDue(std::int64_t step) const { return step >= m_nextLook; }

  /// Of the trainer as it stands. `history` is that of the whole run; `diverged` what its next step came to.
  const std::vector<Finding>& diagnose(const Trainer& trainer, const History& history,
                                       const std::optional<Diverged>& diverged = {});

  /// The newest.
  const std::vector<Finding>& findings() const { return m_findings; }
  const std::vector<RunLook>& looks() const { return m_looks; }

 private:
  void look(const Trainer& trainer);

  DataStatisticsPtr m_data;
  std::int64_t m_settingsSince;
  std::vector<RunLook> m_looks;
  std::vector<Finding> m_findings;
  std::int64_t m_nextLook = 0;
};

}  // namespace pellucid::engine
