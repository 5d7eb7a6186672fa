// SPDX-License-Identifier: GPL-3.0-or-later
// A look at one moment of a run for its diagnosis: training samples pass through the network, and the state
// of each layer is recorded. A pure function of const values, made for a worker thread. It is kept cheap: 128
// samples go forward and 32 of them back; up to kLookSamples are used only while units could be dead or a
// class has not been answered. This is the work of about three steps of 32 samples.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/model/network.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

inline constexpr Index kLookSamples = 2048;
/// Multiplications per weight in a usual look: 128 samples forward, and twice 32 samples back.
inline constexpr double kLookPasses = 128 + 2 * 32;

/// For one layer. Where its outputs are images, its units are whole maps.
struct LayerStatistics {
  Index units = 0;
  /// Units of a ReLU layer whose output was 0 for every sample; empty unless kLookSamples or all training
  /// samples were used. Ascending, like the next two.
  std::vector<Index> dead = {};
  /// Units of tanh, sigmoid and the like that were at the same flat end for every sample.
  std::vector<Index> stuck = {};
  /// Units with a twin: both have the same incoming and the same outgoing weights, up to rounding
  /// (twin_units.h). For hidden layers.
  std::vector<Index> equal = {};
  double atEnds = 0;  ///< share of values, units times samples, where tanh and the like are flat
  // Root mean squares; NaN where the layer has no weights.
  double weightSize = std::numeric_limits<double>::quiet_NaN();
  double gradientSize = std::numeric_limits<double>::quiet_NaN();  ///< of dL/dw, also of frozen layers
  double deltaSize = std::numeric_limits<double>::quiet_NaN();     ///< of dl/dz, l the loss of one sample
  bool isAsDrawn = false;  ///< it is frozen, and its weights are those drawn from the seed
};

struct RunLook {
  std::int64_t step = 0;  ///< steps done
  Index samples = 0;      ///< number of samples used
  double loss = 0;        ///< their mean, for the network in use
  /// The loss of the same samples when all inputs are 0: what the network knows without them.
  double lossOfZeros = 0;
  // For each class the number of samples that have it, that were answered with it, and both; empty where the
  // targets are numbers.
  std::vector<Index> truths = {};
  std::vector<Index> answers = {};
  std::vector<Index> right = {};
  std::vector<LayerStatistics> layers = {};
};

/// For these weights of the experiment's network. Nothing when cancelled.
std::optional<RunLook> lookAt(const Experiment& experiment, const Network& network, const Dataset& dataset,
                              const Vector& weights, std::int64_t step, const Progress& progress = {});

/// Whether this many dead units in a layer justify a finding: a tenth of them and more than one, or two
/// fifths.
bool areManyDead(Index dead, Index units);

/// The |z| from which this activation is flat on both sides, with a small slope beyond. Nothing where it does
/// not have two flat ends.
std::optional<double> endOf(Activation activation);

}  // namespace pellucid::engine
