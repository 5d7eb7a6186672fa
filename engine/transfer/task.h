// SPDX-License-Identifier: GPL-3.0-or-later
// What all arms of a transfer experiment have in common: source, target and training.
#pragma once

#include <optional>

#include "engine/transfer/arms.h"

namespace pellucid::engine {

/// Immutable once made; shared by the arms' threads.
struct TransferTask {
  TrainedModel source;
  std::string sourceData;  ///< the name of the source's training data; empty where unknown
  Split sourceTest;        ///< empty where the source's training data are unknown
  bool isSourceSparse = false;
  DatasetPtr target;
  NetworkSpec network;  ///< of the target, without padlocks and rate factors
  std::vector<LayerFit> fits;
  bool hasNewHead = true;
  TrainingSpec training;
  Index testSamples = 2000;
};

/// The settings of a task apart from its source and target.
struct TaskSettings {
  std::optional<NetworkSpec> network = {};  ///< replaces targetNetwork()
  TrainingSpec training = {};
  bool isHeadNew = false;    ///< the output layer is re-initialised even where sharesHead()
  Index testSamples = 2000;  ///< taken from the source's and from the target's test split, ≥ 1, at most all
};

/// `sourceData` can be null. Refuses a target without classes, a network that does not fit it, and source
/// data that do not fit the source.
Result<TransferTask> makeTask(TrainedModel source, const DatasetPtr& sourceData, DatasetPtr target,
                              const TaskSettings& settings);

/// For parseArms().
ArmContext armContext(const TransferTask& task, double fineTuneFactor, std::int64_t steps);

}  // namespace pellucid::engine
