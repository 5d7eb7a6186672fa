// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include "app/command_line/standard_streams.h"

namespace pellucid::app {
namespace {

constexpr std::chrono::milliseconds kRefresh(100);

}  // namespace

Progress::Progress(const engine::Trainer& trainer, std::int64_t targetSteps, bool isJson)
    : m_trainer(trainer),
      m_targetSteps(targetSteps),
      m_isTerminal(isatty(STDERR_FILENO) == 1),
      m_isJson(isJson),
      m_shown(Clock::now()) {}

Progress::~Progress() {
  if (m_isLineOpen) note("\n");
}

void Progress::step(const engine::Metrics& train) {
  m_samples += static_cast<std::int64_t>(m_trainer.batchSamples());
  if (m_isTerminal && Clock::now() - m_shown >= kRefresh) overwrite(train);
}

void Progress::epoch(const engine::Metrics& train, const engine::Metrics& test) {
  m_testAccuracy = test.accuracy;
  if (m_isTerminal) {
    if (Clock::now() - m_shown >= kRefresh || m_trainer.state().step == m_targetSteps) overwrite(train);
  } else if (!m_isJson) {
    note(fmt::format("epoch {}  step {}  loss {:.4f}  test loss {:.4f}{}\n", m_trainer.epochs(),
                     m_trainer.state().step, train.loss, test.loss,
                     test.hasAccuracy() ? fmt::format("  test accuracy {:.2f} %", 100 * test.accuracy) : ""));
  }
}

void Progress::overwrite(const engine::Metrics& train) {
  const auto now = Clock::now();
  const double seconds = std::chrono::duration<double>(now - m_shown).count();
  const std::int64_t steps = m_trainer.state().step;
  // \r returns to the line's beginning, ESC [ K clears the rest of a longer line.
  note(fmt::format("\repoch {:.1f}  step {} of {}  loss {:.4f}  test accuracy {}  {:.0f} samples/s\x1b[K",
                   static_cast<double>(steps) / static_cast<double>(m_trainer.stepsPerEpoch()), steps,
                   m_targetSteps, train.loss,
                   !(m_testAccuracy >= 0) ? "–" : fmt::format("{:.2f} %", 100 * m_testAccuracy),
                   static_cast<double>(m_samples) / seconds));
  m_isLineOpen = true;
  m_shown = now;
  m_samples = 0;
}

}  // namespace pellucid::app
