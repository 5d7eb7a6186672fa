// SPDX-License-Identifier: GPL-3.0-or-later
// Two trained networks side by side: how far their layers lie apart, how far each has gone from where it
// began, and what they answer to the same kind of samples. Pure; takes as long as two tests.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/inspect/confusion.h"

namespace pellucid::engine {

/// A network with its numbers, and those that it began with.
struct TrainedSide {
  std::shared_ptr<const Network> network = nullptr;
  Vector weights = {};
  Vector initial = {};
  DatasetPtr dataset = nullptr;  ///< that fits it
  TrainingSpec training = {};
};

struct SideResult {
  /// Of each layer |w - w0| / |w0| over its parameters, where w0 is what it began with. Nothing of layers
  /// without any, or that began with zeros alone.
  std::vector<std::optional<double>> drift = {};
  /// Of the test samples; without classes where answers are numbers.
  Confusion confusion = {};
  double rmse = 0;  ///< √ of the mean squared error of an output, where answers are numbers
};

struct RunComparison {
  SideResult first;
  SideResult second;
  /// |w1 - w2| / ((|w1| + |w2|) / 2) of layers whose tensors have the same shapes in both, by their places.
  std::vector<std::optional<double>> apart = {};
};

/// |to - from| / |from| of a layer's learned parameters.
std::optional<double> driftOf(const Network& network, const Vector& from, const Vector& to,
                              std::size_t layer);

/// As far as it came after a cancellation.
RunComparison compareRuns(const TrainedSide& first, const TrainedSide& second, const Progress& progress = {});

}  // namespace pellucid::engine
