// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that defines a run: data, network, training and seed. A small value: the window edits it, undo
// keeps two of them, files store it. Two runs of an equal Experiment on an equal Dataset give the same bits.
#pragma once

#include <cstdint>
#include <string>

#include "engine/data/augment.h"
#include "engine/data/data_spec.h"
#include "engine/data/dataset.h"
#include "engine/model/network_spec.h"
#include "engine/train/loss.h"
#include "engine/train/training_fields.h"

namespace pellucid::engine {

struct TrainingSpec {
  Loss loss = Loss::CrossEntropy;
  Optimizer optimizer = Optimizer::Adam;
  double learningRate = 0.001;      ///< > 0, at most 10^6; takes effect immediately when changed during a run
  Index batchSize = 32;             ///< ≥ 1; all samples where it exceeds their number
  bool shuffle = true;              ///< a new order each epoch, or the order of the file
  double labelSmoothing = 0;        ///< 0 ≤ e < 1, see targetCoding(); nonzero for cross-entropies only
  OptimizerSettings settings = {};  ///< defaultSettings(optimizer) unless specified
  Clipping clipping = {};
  Schedule schedule = {};
  Stopping stopping = {};
  Augmentation augmentation = {};  ///< of training samples
  friend bool operator==(const TrainingSpec&, const TrainingSpec&) = default;
};

struct Experiment {
  DataSpec data;
  NetworkSpec network;
  TrainingSpec training;
  std::uint64_t seed = 1;
  friend bool operator==(const Experiment&, const Experiment&) = default;
};

/// Whether samples outside the training set decide something: when to stop, which weights are best, or the
/// learning rate.
bool choosesByLoss(const TrainingSpec& training);

inline constexpr Index kMaxBatchSize = 100'000;
/// The values that the layers keep for a batch must fit into memory as well.
inline constexpr double kMaxBatchGigabytes = 4;

/// The experiment that a new window shows: 784–64 relu–10 softmax on MNIST, He, Adam, cross-entropy.
Experiment seedExperiment();

/// Checks every range, and that network, loss and data fit together. The error names the field, its value and
/// what is allowed.
Result<void> validate(const Experiment& experiment, const Dataset& dataset);

/// Makes the smallest change of `experiment` that lets it learn from `dataset`, whose name it adopts: the
/// required number of outputs, softmax where a linear output is to distinguish classes, a linear output and
/// the mean squared error for numbers, and no convolutions or pools where there are no images. Two classes
/// keep a single output.
void fitTo(Experiment& experiment, const Dataset& dataset);

/// What a change of the experiment means for a run in progress.
enum class Change {
  None,
  Live,     ///< only padlocks, rate factors, fields taken over by liveTraining(), or own samples of the same
            ///< kind differ: the run continues with the new values
  Rebuild,  ///< anything else: the run starts again
};

/// `before` with the learning rate, optimizer settings, clipping, schedule and stopping of `after`.
TrainingSpec liveTraining(const TrainingSpec& before, const TrainingSpec& after);

/// `base` with everything from `live` that takes effect at once, as far as both have the same layers and kind
/// of samples.
Experiment withLiveSettings(Experiment base, const Experiment& live);

Change compare(const Experiment& before, const Experiment& after);

}  // namespace pellucid::engine
