// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that defines a run: data, network, training and seed. A small value: the window edits it, undo
// keeps two of them, files save it. Two runs of an equal Experiment on an equal Dataset give the same bits.
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
  Index batchSize = 32;             ///< ≥ 1; more than there are samples means all of them
  bool shuffle = true;              ///< a new order each epoch, or the order of the file
  double labelSmoothing = 0;        ///< 0 ≤ e < 1, see targetCoding(); not 0 for cross-entropies only
  OptimizerSettings settings = {};  ///< defaultSettings(optimizer) unless told otherwise
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

/// Whether samples that are not trained on decide something: when to stop, which weights are the best, or the
/// learning rate.
bool choosesByLoss(const TrainingSpec& training);

inline constexpr Index kMaxBatchSize = 100'000;
/// What the layers keep of a batch must fit into memory, too.
inline constexpr double kMaxBatchGigabytes = 4;

/// The experiment that a new window shows: 784–64 relu–10 softmax on MNIST, He, Adam, cross-entropy.
Experiment seedExperiment();

/// Checks every range, and that network, loss and data fit together. The error names what, its value and what
/// is allowed.
Result<void> validate(const Experiment& experiment, const Dataset& dataset);

/// Changes `experiment` as little as lets it learn from `dataset`, whose name it takes: as many outputs as
/// are asked for, softmax where a linear output has to tell classes apart, a linear output and the mean
/// squared error for numbers, and no convolutions and pools where there are no images. Two classes keep one
/// output.
void fitTo(Experiment& experiment, const Dataset& dataset);

/// What a change of the experiment means for a run in progress.
enum class Change {
  None,
  Live,  ///< only padlocks and rate factors differ, what liveTraining() takes over, or samples of the user's
         ///< own that are alike: the run goes on with the new values
  Rebuild,  ///< anything else: the run starts again
};

/// `before` with the learning rate, the optimizer's settings, clipping, schedule and stopping of `after`.
TrainingSpec liveTraining(const TrainingSpec& before, const TrainingSpec& after);

/// `base` with everything of `live` that acts at once, as far as the two have the same layers and kind of
/// samples.
Experiment withLiveSettings(Experiment base, const Experiment& live);

Change compare(const Experiment& before, const Experiment& after);

}  // namespace pellucid::engine
