// SPDX-License-Identifier: GPL-3.0-or-later
// The distribution of one layer's values in one step: weights, sums, activations, gradients, updates. Pure
// functions of a recorded step, any thread.
#pragma once

#include <array>

#include "engine/inspect/step_trace.h"

namespace pellucid::engine {

/// For a layer: its weights and biases before the step; z, a and delta for each unit and sample of the batch,
/// with delta from the sample's own loss; the gradients of the weights, and their updates in the step.
enum class LayerQuantity { Weights, Biases, Sums, Activations, Deltas, Gradients, Updates };
inline constexpr std::size_t kLayerQuantities = 7;

/// All values of a quantity, in a fixed order; empty where the layer has none or the step does not compute
/// them.
Vector valuesOf(const StepTrace& trace, std::size_t layer, LayerQuantity quantity);
/// What value `index` of these belongs to: a unit, or one of its weights.
NetworkPlace placeOf(const StepTrace& trace, std::size_t layer, LayerQuantity quantity, Index index);

/// Shares of the values below the band limits of a distribution: min, μ ± 1½σ, ± σ, ± ½σ of a normal one,
/// max.
inline constexpr std::array<double, 9> kBandShares = {0, 0.07, 0.16, 0.31, 0.5, 0.69, 0.84, 0.93, 1};

/// Values that are not finite are counted and otherwise ignored.
struct Spread {
  Index count = 0;
  Index notFinite = 0;
  double mean = 0;
  double deviation = 0;              ///< of the population
  std::array<double, 9> bands = {};  ///< the values below which these shares are found, linearly interpolated
  double least() const { return bands.front(); }
  double most() const { return bands.back(); }
};
Spread spreadOf(const Vector& values);

/// Units that can hardly learn. For layers with an elementwise activation.
struct LayerHealth {
  Index units = 0;
  Index dead = 0;  ///< of these, units with a slope f'(z) of 0 for every sample of the batch
  Index values = 0;
  Index flat = 0;  ///< of these, units times samples with |f'(z)| < 0.01
};
LayerHealth healthOf(const StepTrace& trace, std::size_t layer);

/// ‖Δw‖ / ‖w‖ of the layer's weights: the size of the step relative to the weights. About 1e-3 is usual. NaN
/// where there are no weights, or only zeros, or the step is not done.
double updateRatio(const StepTrace& trace, std::size_t layer);

}  // namespace pellucid::engine
