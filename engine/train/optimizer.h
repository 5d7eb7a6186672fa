// SPDX-License-Identifier: GPL-3.0-or-later
// How a gradient g changes the weights w. Formulas and defaults are PyTorch's; the state of each is described
// at OptimizerState. Before the formula, g ← clipped and scaled g + l2 w + l1 sign(w), and w ← (1 - lr λ) w
// with λ the weight decay; both use the w before this update.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/base/enum_names.h"
#include "engine/base/numeric.h"

namespace pellucid::engine {

enum class Optimizer {
  Sgd,       ///< w ← w - lr g
  Momentum,  ///< v ← μ v + g;  w ← w - lr v                             (Polyak 1964)
  Nesterov,  ///< v ← μ v + g;  w ← w - lr (g + μ v)                     (Sutskever et al. 2013)
  AdaGrad,   ///< s ← s + g²;  w ← w - lr g / (sqrt(s) + ε)              (Duchi et al. 2011)
  RmsProp,   ///< s ← α s + (1 - α) g²;  w ← w - lr g / (sqrt(s) + ε)    (Hinton 2012)
  Adam,      ///< m ← β1 m + (1 - β1) g;  s ← β2 s + (1 - β2) g²;        (Kingma and Ba 2015)
             ///< w ← w - lr (m / (1 - β1^t)) / (sqrt(s / (1 - β2^t)) + ε)
  AdamW,     ///< as Adam, with weight decay 0.01 by default             (Loshchilov and Hutter 2019)
  AdaDelta,  ///< s ← ρ s + (1 - ρ) g²;  d = g sqrt(u + ε) / sqrt(s + ε);  (Zeiler 2012)
             ///< u ← ρ u + (1 - ρ) d²;  w ← w - lr d, usually with lr = 1
};

template <>
inline constexpr std::array kEnumNames<Optimizer> = {
    EnumName<Optimizer>{Optimizer::Adam, "adam"},
    EnumName<Optimizer>{Optimizer::AdamW, "adamw"},
    EnumName<Optimizer>{Optimizer::Momentum, "momentum"},
    EnumName<Optimizer>{Optimizer::Nesterov, "nesterov"},
    EnumName<Optimizer>{Optimizer::Sgd, "sgd"},
    EnumName<Optimizer>{Optimizer::AdaGrad, "adagrad"},
    EnumName<Optimizer>{Optimizer::RmsProp, "rmsprop"},
    EnumName<Optimizer>{Optimizer::AdaDelta, "adadelta"},
};

/// The symbols of the formulas above. A setting that an optimizer does not use keeps its default.
struct OptimizerSettings {
  double momentum = 0.9;   ///< μ, 0 ≤ μ < 1: momentum, nesterov
  double beta1 = 0.9;      ///< 0 ≤ β1 < 1: adam, adamw
  double beta2 = 0.999;    ///< 0 ≤ β2 < 1: adam, adamw
  double alpha = 0.99;     ///< 0 ≤ α < 1: rmsprop
  double rho = 0.9;        ///< 0 ≤ ρ < 1: adadelta
  double epsilon = 1e-8;   ///< 1e-30 ≤ ε ≤ 1: all but sgd, momentum and nesterov
  double l1 = 0;           ///< ≥ 0: the penalty l1 Σ|w| on all learned parameters
  double l2 = 0;           ///< ≥ 0: the penalty l2/2 Σw², PyTorch's weight_decay except in AdamW
  double weightDecay = 0;  ///< λ ≥ 0, decoupled from the gradient
  friend bool operator==(const OptimizerSettings&, const OptimizerSettings&) = default;
};

/// PyTorch's defaults: ε is 1e-10 for AdaGrad and 1e-6 for AdaDelta, and AdamW decays by 0.01.
OptimizerSettings defaultSettings(Optimizer optimizer);

/// Whether the optimizer's formula has this setting; the penalties and the weight decay are common to all.
bool uses(Optimizer optimizer, double OptimizerSettings::*setting);

/// What an optimizer remembers: `first` is v for momentum and Nesterov, m for Adam and AdamW, u for AdaDelta;
/// `second` is s. Both are as long as the weights where the optimizer uses them and empty where not.
/// `updates` counts each layer's updates, t in the formula: a frozen layer's does not advance.
struct OptimizerState {
  Vector first;
  Vector second;
  std::vector<std::int64_t> updates;
  friend bool operator==(const OptimizerState& a, const OptimizerState& b) {
    return a.first.size() == b.first.size() && a.first == b.first && a.second.size() == b.second.size() &&
           a.second == b.second && a.updates == b.updates;
  }
};

/// All zeros, as before the first step.
OptimizerState initialState(Optimizer optimizer, Index parameters, std::size_t layers);

/// True when the state has the sizes that this optimizer needs.
bool fits(const OptimizerState& state, Optimizer optimizer, Index parameters, std::size_t layers);

/// One step's rule for all layers. clipping.h provides `clipValue` and `gradientScale`.
struct UpdateRule {
  Optimizer optimizer = Optimizer::Sgd;
  OptimizerSettings settings = {};
  double learningRate = 0;
  double clipValue = 0;      ///< each element of g is first limited to ±clipValue; 0 for no limit
  double gradientScale = 1;  ///< then g is multiplied by this

  /// The rule for a layer with this LayerSpec::rateFactor.
  UpdateRule withRateTimes(double factor) const;
};

/// The size of an update: sums over its weights.
struct UpdateSquares {
  double weights = 0;  ///< Σ w² before
  double changes = 0;  ///< Σ Δw²
};

/// Updates the section [offset, offset + size) of `weights`, which is layer `layer`, and its optimizer state.
/// Weights and gradient are finite. Returns Σ|w| of the section afterwards, which shows whether a weight is
/// no longer finite. One pass, no allocation. Adds to `squares` unless null, which takes a tenth longer.
Scalar update(const UpdateRule& rule, std::size_t layer, Index offset, Index size, const Vector& gradient,
              Vector& weights, OptimizerState& state, UpdateSquares* squares = nullptr);

}  // namespace pellucid::engine
