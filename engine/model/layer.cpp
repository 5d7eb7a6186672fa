// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/layer.h"

#include <utility>

namespace pellucid::engine {

bool Layer::hasActivation() const {
  return engine::hasActivation(m_spec.kind);
}

Index Layer::parameterCount() const {
  return m_tensors.empty() ? 0 : m_tensors.back().offset + m_tensors.back().size();
}

Index Layer::learnedCount() const {
  Index count = 0;
  for (const TensorShape& tensor : m_tensors)
    if (tensor.isLearned) count += tensor.size();
  return count;
}

void Layer::initialize(Initializer, Random&, Scalar*) const {}

void Layer::followStatistics(const LayerTrace&, Scalar*) const {}

void Layer::addTensor(std::string name, Index rows, Index cols, bool isLearned) {
  m_tensors.push_back({.name = std::move(name),
                       .rows = rows,
                       .cols = cols,
                       .offset = parameterCount(),
                       .isLearned = isLearned});
}

}  // namespace pellucid::engine
