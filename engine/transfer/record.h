// SPDX-License-Identifier: GPL-3.0-or-later
// An experiment of transfer as a value: all that it takes to run it again to the same numbers, and the
// figures that it gave. Immutable where it is shared; any thread.
#pragma once

#include <memory>

#include "engine/transfer/sweep.h"

namespace pellucid::engine {

/// What is measured.
struct TransferDesign {
  /// A bundled model or the name of data; of `model` only a title.
  std::string source;
  std::int64_t sourceSteps = 3000;                 ///< where a source is trained for data
  std::shared_ptr<const TrainedModel> model = {};  ///< the source itself, where no name makes it again
  std::string modelData = {};                      ///< what `model` was trained for; empty where nobody knows
  std::string data = {};                           ///< the target
  OwnSamplesPtr own = {};                          ///< that `data` means; null of other data
  std::string arms = {};                           ///< as parseArms() takes them
  std::vector<Index> samples = {};                 ///< of each class
  std::uint64_t seeds = 3;
  std::int64_t steps = 200;
  double fineTuneFactor = 1;
  bool isHeadNew = false;
  TrainingSpec training = {};  ///< of every arm
  Index testSamples = TaskSettings{}.testSamples;
  /// `model` and `own` are the same where they are the same object.
  friend bool operator==(const TransferDesign&, const TransferDesign&) = default;
};

struct TransferRecord {
  TransferDesign design;
  std::vector<Arm> arms = {};
  std::vector<LayerFit> fits = {};  ///< one for each layer of the deeper network
  bool hasNewHead = false;
  std::vector<ArmCurve> curves = {};  ///< in the order of their places
};

}  // namespace pellucid::engine
