// SPDX-License-Identifier: GPL-3.0-or-later
// How fast this machine trains, in the project's benchmark cases. Trains its own run on the calling thread; a
// measurement depends on the machine and its load, so it is never part of a test.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/train/trainer.h"

namespace pellucid::engine {

struct SpeedCase {
  std::string name;
  Experiment experiment;
};

/// 784–64–10, 784–512–10 and a convolutional network on MNIST; 2–4–2–1 and 2–8–8–1 on two inputs.
std::vector<SpeedCase> speedCases();

struct Speed {
  double samplesPerSecond = 0;  ///< median over up to twenty sections of the time
  double microsecondsPerStep = 0;
  /// Shares of a step; the rest is gathering the batch, the loss and checking for divergence.
  double forward = 0;
  double backward = 0;
  double optimizer = 0;
};

/// Trains for about this many seconds after warming up. The experiment must fit the data.
Result<Speed> measureTraining(const Experiment& experiment, const DatasetPtr& dataset, double seconds);

/// Milliseconds for loss and accuracy over the test split; median.
Result<double> measureEvaluation(const Experiment& experiment, const DatasetPtr& dataset, double seconds);

/// The speed of Eigen's product of two square matrices of size 512, in 10^9 operations per second (a
/// multiplication and an addition are two); median.
double measureMatrixProduct(double seconds);

}  // namespace pellucid::engine
