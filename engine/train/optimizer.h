// SPDX-License-Identifier: GPL-3.0-or-later
// How a gradient g changes the weights w. Formulas and defaults are PyTorch's:
//   sgd       w ← w - lr g
//   momentum  v ← 0.9 v + g;  w ← w - lr v                                        (Polyak 1964)
//   adam      m ← 0.9 m + 0.1 g;  v ← 0.999 v + 0.001 g²;
//             w ← w - lr (m / (1 - 0.9^t)) / (sqrt(v / (1 - 0.999^t)) + 1e-8)      (Kingma and Ba 2015)
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/base/enum_names.h"
#include "engine/base/numeric.h"

namespace pellucid::engine {

enum class Optimizer { Sgd, Momentum, Adam };

template <>
inline constexpr std::array kEnumNames<Optimizer> = {
    EnumName<Optimizer>{Optimizer::Adam, "adam"},
    EnumName<Optimizer>{Optimizer::Momentum, "momentum"},
    EnumName<Optimizer>{Optimizer::Sgd, "sgd"},
};

/// What an optimizer remembers. `first` is v of momentum or m of Adam, `second` is v of Adam; both as long as
/// the weights where the optimizer uses them and empty where not. `updates` counts each layer's updates, t in
/// the formula: a frozen layer's does not advance.
struct OptimizerState {
  Vector first;
  Vector second;
  std::vector<std::int64_t> updates;
  friend bool operator==(const OptimizerState& a, const OptimizerState& b) {
    return a.first.size() == b.first.size() && a.first == b.first && a.second.size() == b.second.size() &&
           a.second == b.second && a.updates == b.updates;
  }
};

/// All zero, as before the first step.
OptimizerState initialState(Optimizer optimizer, Index parameters, std::size_t layers);

/// True when the state has the sizes that this optimizer needs.
bool fits(const OptimizerState& state, Optimizer optimizer, Index parameters, std::size_t layers);

/// Updates the stretch [offset, offset + size) of `weights`, which is layer `layer`, and its optimizer state.
void update(Optimizer optimizer, Scalar learningRate, std::size_t layer, Index offset, Index size,
            const Vector& gradient, Vector& weights, OptimizerState& state);

}  // namespace pellucid::engine
