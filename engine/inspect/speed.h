// SPDX-License-Identifier: GPL-3.0-or-later
// How fast this machine trains, on the cases that the project is measured by. Trains a run of its own, on the
// calling thread; a measurement is a matter of the machine and its load, and never of a test.
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
  double samplesPerSecond = 0;  ///< median over up to twenty stretches of the time
  double microsecondsPerStep = 0;
  /// Shares of a step; the rest is gathering the batch, the loss and looking for a divergence.
  double forward = 0;
  double backward = 0;
  double optimizer = 0;
};

/// Trains for about this many seconds after warming up. The experiment must fit the data.
Result<Speed> measureTraining(const Experiment& experiment, const DatasetPtr& dataset, double seconds);

/// Milliseconds for loss and accuracy over the test split; median.
Result<double> measureEvaluation(const Experiment& experiment, const DatasetPtr& dataset, double seconds);

/// What Eigen's product of two square matrices of 512 reaches, in 10^9 operations a second (a multiplication
/// and an addition are two); median.
double measureMatrixProduct(double seconds);

}  // namespace pellucid::engine
