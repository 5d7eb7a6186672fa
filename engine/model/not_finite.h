// SPDX-License-Identifier: GPL-3.0-or-later
// Infinities and NaN among a network's parameters, or other values laid out like them. Pure functions; any
// thread.
#pragma once

#include <optional>

#include "engine/model/network.h"

namespace pellucid::engine {

/// Whether all values are neither infinite nor NaN.
bool isFinite(Eigen::Ref<const Vector> values);

/// One value within its tensor, rows and columns counted from 0.
struct NotFinite {
  Tensor tensor;
  Index row = 0;
  Index column = 0;
  Scalar value = 0;
};
/// The first value that is not finite, in the order of the flat vector; none where `values` is empty.
std::optional<NotFinite> findNotFinite(const Network& network, const Vector& values);

}  // namespace pellucid::engine
