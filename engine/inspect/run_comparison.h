// SPDX-License-Identifier: GPL-3.0-or-later
// Two trained networks compared: the distance between their layers, how far each has moved from its initial
// weights, and their answers to the same kind of samples. Pure; takes as long as two tests.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/inspect/confusion.h"

namespace pellucid::engine {

/// A network with its weights and its initial weights.
struct TrainedSide {
  std::shared_ptr<const Network> network = nullptr;
  Vector weights = {};
  Vector initial = {};
  DatasetPtr dataset = nullptr;  ///< matches the network
  TrainingSpec training = {};
};

struct SideResult {
  /// For each layer |w - w0| / |w0| over its parameters, where w0 are the initial ones. Nothing for layers
  /// without parameters, or with initial zeros only.
  std::vector<std::optional<double>> drift = {};
  /// For the test samples; without classes where targets are numbers.
  Confusion confusion = {};
  double rmse = 0;  ///< √ of an output's mean squared error, where targets are numbers
};

struct RunComparison {
  SideResult first;
  SideResult second;
  /// |w1 - w2| / ((|w1| + |w2|) / 2) for layers whose tensors have the same shapes in both, by position.
  std::vector<std::optional<double>> apart = {};
};

/// |to - from| / |from| for a layer's learned parameters.
std::optional<double> driftOf(const Network& network, const Vector& from, const Vector& to,
                              std::size_t layer);

/// Incomplete after a cancellation.
RunComparison compareRuns(const TrainedSide& first, const TrainedSide& second, const Progress& progress = {});

}  // namespace pellucid::engine
