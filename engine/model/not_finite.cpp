// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/not_finite.h"

#include <cmath>

namespace pellucid::engine {

bool isFinite(Eigen::Ref<const Vector> values) {
  // A sum of x·0 is 0 for finite x and NaN otherwise: one fast pass without a branch.
  return (values.array() * Scalar(0)).sum() == Scalar(0);
}

std::optional<NotFinite> findNotFinite(const Network& network, const Vector& values) {
  if (isFinite(values)) return std::nullopt;
  for (const Tensor& tensor : network.tensors())
    for (Index i = 0; i < tensor.size(); ++i)
      if (const Scalar value = values[tensor.offset + i]; !std::isfinite(value))
        return NotFinite{.tensor = tensor, .row = i % tensor.rows, .column = i / tensor.rows, .value = value};
  return std::nullopt;
}

}  // namespace pellucid::engine
