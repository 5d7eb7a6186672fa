// SPDX-License-Identifier: GPL-3.0-or-later
// How the numbers of one layer are spread in one step: weights, sums, activations, gradients, updates. Pure
// functions of a step that was recorded, any thread.
#pragma once

#include <array>

#include "engine/inspect/step_trace.h"

namespace pellucid::engine {

/// Of a layer: its weights and biases before the step; z, a and delta of each unit and sample of the batch,
/// delta of the sample's own loss; and of the weights the gradient and what the step adds to them.
enum class LayerQuantity { Weights, Biases, Sums, Activations, Deltas, Gradients, Updates };
inline constexpr std::size_t kLayerQuantities = 7;

/// All of them, in an order of their own; none where the layer has no such numbers or the step does not
/// compute them.
Vector valuesOf(const StepTrace& trace, std::size_t layer, LayerQuantity quantity);
/// Whose number `index` of these values is: a unit, or one of its weights.
NetworkPlace placeOf(const StepTrace& trace, std::size_t layer, LayerQuantity quantity, Index index);

/// Shares of the values below the bands of a distribution: min, μ ± 1½σ, ± σ, ± ½σ of a normal one, max.
inline constexpr std::array<double, 9> kBandShares = {0, 0.07, 0.16, 0.31, 0.5, 0.69, 0.84, 0.93, 1};

/// What is not finite is counted and left out of everything else.
struct Spread {
  Index count = 0;
  Index notFinite = 0;
  double mean = 0;
  double deviation = 0;              ///< of the population
  std::array<double, 9> bands = {};  ///< the values below which these shares lie, linear between values
  double least() const { return bands.front(); }
  double most() const { return bands.back(); }
};
Spread spreadOf(const Vector& values);

/// Units that can hardly learn. Of layers with an activation that is a function of one number.
struct LayerHealth {
  Index units = 0;
  Index dead = 0;  ///< of these, whose slope f'(z) is 0 for every sample of the batch
  Index values = 0;
  Index flat = 0;  ///< of these, units times samples, where |f'(z)| < 0.01
};
LayerHealth healthOf(const StepTrace& trace, std::size_t layer);

/// ‖Δw‖ / ‖w‖ of the layer's weights: how far the step moves them beside how large they are. About 1e-3 is
/// usual. NaN where there are no weights, or only zeros, or the step is not done.
double updateRatio(const StepTrace& trace, std::size_t layer);

}  // namespace pellucid::engine
