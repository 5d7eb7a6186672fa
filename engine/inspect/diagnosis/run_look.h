// SPDX-License-Identifier: GPL-3.0-or-later
// A look at one moment of a run for its diagnosis: a network sees training samples, and each layer tells how
// it fares. A pure function of const values, made for a worker thread. It is kept cheap: 128 samples go
// forward and 32 of them back; up to kLookSamples are seen only as long as units might be dead or a class
// was not named. That is the work of about three steps of 32 samples.
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
/// A look usually multiplies each weight so often: with 128 samples forward, and twice with 32 back.
inline constexpr double kLookPasses = 128 + 2 * 32;

/// Of one layer. Where its outputs are images, its units are whole maps.
struct LayerStatistics {
  Index units = 0;
  /// Units of a relu layer whose output was 0 for every sample; empty unless kLookSamples or all training
  /// samples were seen. Rising, as the next two.
  std::vector<Index> dead = {};
  /// Units of tanh, sigmoid and their like that stood at the same end, where they are flat, for every sample.
  std::vector<Index> stuck = {};
  /// Units with a twin: both have the same incoming and the same outgoing weights, but for rounding
  /// (twin_units.h). Of hidden layers.
  std::vector<Index> equal = {};
  double atEnds = 0;  ///< share of values, units times samples, that lie where tanh and its like are flat
  // Root mean squares; NaN where the layer has no weights.
  double weightSize = std::numeric_limits<double>::quiet_NaN();
  double gradientSize = std::numeric_limits<double>::quiet_NaN();  ///< of dL/dw, also of frozen layers
  double deltaSize = std::numeric_limits<double>::quiet_NaN();     ///< of dl/dz, l the loss of one sample
  bool isAsDrawn = false;  ///< it is frozen, and its weights are those that the seed draws
};

struct RunLook {
  std::int64_t step = 0;  ///< steps done
  Index samples = 0;      ///< that were seen
  double loss = 0;        ///< their mean, as the network answers when it is used
  /// The loss of the same samples when all inputs are 0: what the network knows without them.
  double lossOfZeros = 0;
  // Of each class how many of the samples have it, were said to have it, and both; empty where the answers
  // are numbers.
  std::vector<Index> truths = {};
  std::vector<Index> answers = {};
  std::vector<Index> right = {};
  std::vector<LayerStatistics> layers = {};
};

/// Of these weights of the experiment's network. Nothing when it was cancelled.
std::optional<RunLook> lookAt(const Experiment& experiment, const Network& network, const Dataset& dataset,
                              const Vector& weights, std::int64_t step, const Progress& progress = {});

/// Whether so many dead units of a layer are worth a finding: a tenth of them and more than one, or two
/// fifths.
bool areManyDead(Index dead, Index units);

/// The z from which on this activation is flat, on both sides: beyond ± this number its slope is small.
/// Nothing where it has no two flat ends.
std::optional<double> endOf(Activation activation);

}  // namespace pellucid::engine
