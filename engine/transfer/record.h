// SPDX-License-Identifier: GPL-3.0-or-later
// A transfer experiment as a value: everything needed to repeat it with the same results, and its figures.
// Immutable where it is shared; any thread.
#pragma once

#include <memory>

#include "engine/transfer/sweep.h"

namespace pellucid::engine {

/// The design of a measurement.
struct TransferDesign {
  /// A bundled model or the name of data; only a title if there is a `model`.
  std::string source;
  std::int64_t sourceSteps = 3000;                 ///< if a source is trained on data
  std::shared_ptr<const TrainedModel> model = {};  ///< the source itself, if its name does not reproduce it
  std::string modelData = {};                      ///< the training data of `model`; empty where unknown
  std::string data = {};                           ///< the target
  OwnSamplesPtr own = {};                          ///< referred to by `data`; null for other data
  std::string arms = {};                           ///< as for parseArms()
  std::vector<Index> samples = {};                 ///< per class
  std::uint64_t seeds = 3;
  std::int64_t steps = 200;
  double fineTuneFactor = 1;
  bool isHeadNew = false;
  TrainingSpec training = {};  ///< for every arm
  Index testSamples = TaskSettings{}.testSamples;
  /// `model` and `own` are equal if they are the same object.
  friend bool operator==(const TransferDesign&, const TransferDesign&) = default;
};

struct TransferRecord {
  TransferDesign design;
  std::vector<Arm> arms = {};
  std::vector<LayerFit> fits = {};  ///< one per layer of the deeper network
  bool hasNewHead = false;
  std::vector<ArmCurve> curves = {};  ///< in the order of their places
};

}  // namespace pellucid::engine
