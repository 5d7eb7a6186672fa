// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/weight_history.h"

#include "engine/base/check.h"
#include "engine/train/thinning.h"

namespace pellucid::engine {

WeightHistory::WeightHistory(const Trainer& trainer, Index parameter, std::size_t most)
    : m_parameter(parameter), m_most(most) {
  check(parameter >= 0 && parameter < trainer.network()->parameterCount(),
        "WeightHistory: no such parameter");
  check(most >= 4, "WeightHistory: needs room for at least 4 points");
  for (const Tensor& tensor : trainer.network()->tensors())
    if (parameter >= tensor.offset && parameter < tensor.offset + tensor.size()) {
      m_layer = tensor.layer;
      m_isLearned = tensor.isLearned;
    }
  follow(trainer);
}

void WeightHistory::afterStep(const Trainer& trainer) {
  const auto weight = static_cast<double>(trainer.state().weights[m_parameter]);
  WeightPoint point{.step = trainer.state().step, .weight = weight};
  point.change = weight - m_points.back().weight;
  if (m_isLearned && !trainer.experiment().network.layers[m_layer].frozen)
    point.gradient = static_cast<double>(trainer.gradient()[m_parameter]);
  add(point);
}

void WeightHistory::follow(const Trainer& trainer) {
  const std::int64_t step = trainer.state().step;
  const auto weight = static_cast<double>(trainer.state().weights[m_parameter]);
  std::erase_if(m_points, [&](const WeightPoint& point) { return point.step > step; });
  if (!m_points.empty() && m_points.back().step == step) {
    if (m_points.back().weight == weight) return;
    // While a weight is dragged, its last value is enough.
    if (!m_points.back().change) m_points.pop_back();
  }
  add({.step = step, .weight = weight});
}

void WeightHistory::add(const WeightPoint& point) {
  if (!m_points.empty() && m_points.back().step < point.step) thinLastStretch(m_points, m_spacing);
  m_points.push_back(point);
  if (m_points.size() > m_most) m_spacing = thinTo(m_points, m_most, 2 * m_spacing);
}

}  // namespace pellucid::engine
