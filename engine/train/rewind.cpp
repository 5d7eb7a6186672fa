// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/rewind.h"

#include <algorithm>

namespace pellucid::engine {
namespace {

std::size_t bytes(const RunState& state) {
  const auto scalars =
      static_cast<std::size_t>(state.weights.size() + state.optimizer.first.size() +
                               state.optimizer.second.size() + state.stopping.bestWeights.size());
  return scalars * sizeof(Scalar) + sizeof(RunState);
}

}  // namespace

void Rewind::rememberSetting(const Trainer& trainer) {
  const std::int64_t step = trainer.state().step;
  if (!m_settings.empty() && m_settings.back().step == step) m_settings.pop_back();
  m_settings.push_back({.step = step, .experiment = trainer.experiment()});
}

void Rewind::rememberParameter(const Trainer& trainer, Index index) {
  const RunState& state = trainer.state();
  remember(trainer);
  if (m_states.back().step == state.step) m_states.back() = state;
  m_edits.push_back({.step = state.step, .index = index, .value = state.weights[index]});
}

void Rewind::remember(const Trainer& trainer) {
  const RunState& state = trainer.state();
  if (m_settings.empty()) rememberSetting(trainer);
  const std::int64_t begin = m_states.empty() ? state.step : m_states.front().step;
  const bool isKept = !m_states.empty() && m_states.back().step >= state.step;
  if (isKept || (state.step - begin) % m_spacing != 0) return;

  const std::size_t most = std::max<std::size_t>(m_memory / bytes(state), 1);
  if (m_states.size() >= most) {
    m_spacing *= 2;
    std::erase_if(m_states, [&](const RunState& kept) { return (kept.step - begin) % m_spacing != 0; });
    if ((state.step - begin) % m_spacing != 0 || m_states.size() >= most) return;
  }
  m_states.push_back(state);
}

std::int64_t Rewind::earliest() const {
  check(!m_states.empty(), "Rewind: nothing was remembered");
  return m_states.front().step;
}

void Rewind::goBack(Trainer& trainer, std::int64_t step) {
  step = std::max(step, earliest());
  if (step >= trainer.state().step) return;
  std::erase_if(m_states, [&](const RunState& kept) { return kept.step > step; });
  std::erase_if(m_settings, [&](const Setting& setting) { return setting.step > step; });
  std::erase_if(m_edits, [&](const Edit& edit) { return edit.step > step; });
  const auto restored = trainer.restore(m_states.back());
  check(restored.has_value(), "Rewind: the state belongs to another run");
  // The setting in force at the kept state, and then each one where it came.
  auto setting = std::find_if(m_settings.rbegin(), m_settings.rend(), [&](const Setting& candidate) {
                   return candidate.step <= trainer.state().step;
                 }).base();
  trainer.applyLive(std::prev(setting)->experiment);
  while (trainer.state().step < step) {
    const bool isStepped = std::holds_alternative<Metrics>(trainer.step());
    check(isStepped, "Rewind: a step that went well before does not now");
    if (setting != m_settings.end() && setting->step == trainer.state().step)
      trainer.applyLive((setting++)->experiment);
    // A kept state has the edits of its own step; those of later steps are made again.
    for (const Edit& edit : m_edits)
      if (edit.step == trainer.state().step) trainer.setParameter(edit.index, edit.value);
  }
}

}  // namespace pellucid::engine
