// SPDX-License-Identifier: GPL-3.0-or-later
// Follows a run that is trained step by step on the same thread, as on the command line: takes looks when
// due, applies the rules, and keeps their findings. It only reads the trainer.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/inspect/diagnosis/diagnose.h"
#include "engine/train/trainer.h"

namespace pellucid::engine {

class RunWatch {
 public:
  /// `settingsSince` as in RunStatistics, for a run that continues.
  explicit RunWatch(DataStatisticsPtr data, std::int64_t settingsSince = 0);

  /// Whether diagnose() is due after this step: when a look is due (look_steps.h). More frequent calls return
  /// what the rules find in the existing looks.
  bool isDue(std::int64_t step) const { return step >= m_nextLook; }

  /// For the trainer's present state. `history` is that of the whole run; `diverged` the outcome of its next
  /// step.
  const std::vector<Finding>& diagnose(const Trainer& trainer, const History& history,
                                       const std::optional<Diverged>& diverged = {});

  /// The newest findings.
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
