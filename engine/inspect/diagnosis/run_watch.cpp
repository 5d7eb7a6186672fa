// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/run_watch.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/inspect/diagnosis/look_steps.h"

namespace pellucid::engine {

RunWatch::RunWatch(DataStatisticsPtr data, std::int64_t settingsSince)
    : m_data(std::move(data)), m_settingsSince(settingsSince) {
  check(m_data != nullptr, "RunWatch: needs the statistics of the data");
}

const std::vector<Finding>& RunWatch::diagnose(const Trainer& trainer, const History& history,
                                               const std::optional<Diverged>& diverged) {
  const std::int64_t step = trainer.state().step;
  if (isDue(step)) look(trainer);
  m_findings = engine::diagnose({.experiment = trainer.experiment(),
                                 .network = trainer.network(),
                                 .data = m_data,
                                 .step = step,
                                 .stepsPerEpoch = trainer.stepsPerEpoch(),
                                 .settingsSince = m_settingsSince,
                                 .curves = curvesOf(history, step),
                                 .looks = m_looks,
                                 .diverged = diverged},
                                m_findings);
  return m_findings;
}

void RunWatch::look(const Trainer& trainer) {
  constexpr std::size_t kMost = 8;
  auto taken = lookAt(trainer.experiment(), *trainer.network(), trainer.dataset(), trainer.state().weights,
                      trainer.state().step);
  m_looks.push_back(*std::move(taken));  // it is never cancelled
  if (m_looks.size() > kMost) m_looks.erase(m_looks.begin() + 1);
  const LookPace pace(*trainer.network(),
                      std::min(trainer.experiment().training.batchSize, trainer.dataset().train.size()));
  m_nextLook = nextLook(trainer.state().step, m_settingsSince, pace);
}

}  // namespace pellucid::engine
