// SPDX-License-Identifier: GPL-3.0-or-later
// What all arms of a transfer experiment have in common: from what, to what, and how it is trained.
#pragma once

#include <optional>

#include "engine/transfer/arms.h"

namespace pellucid::engine {

/// Immutable once made; shared by the arms' threads.
struct TransferTask {
  TrainedModel source;
  std::string sourceData;  ///< the name of what the source was trained for; empty where nobody knows
  Split sourceTest;        ///< empty where nobody knows what the source was trained for
  bool isSourceSparse = false;
  DatasetPtr target;
  NetworkSpec network;  ///< of the target, without padlocks and rate factors
  std::vector<LayerFit> fits;
  bool hasNewHead = true;
  TrainingSpec training;
  Index testSamples = 2000;
};

/// What a task is made of beside its source and target.
struct TaskSettings {
  std::optional<NetworkSpec> network = {};  ///< another one than targetNetwork()
  TrainingSpec training = {};
  bool isHeadNew = false;    ///< the output layer is re-initialised even where sharesHead()
  Index testSamples = 2000;  ///< of the source's and of the target's test split, ≥ 1, at most all
};

/// `sourceData` may be null. Refuses a target without classes, a network that does not fit it, and source
/// data that the source cannot answer for.
Result<TransferTask> makeTask(TrainedModel source, const DatasetPtr& sourceData, DatasetPtr target,
                              const TaskSettings& settings);

/// For parseArms().
ArmContext armContext(const TransferTask& task, double fineTuneFactor, std::int64_t steps);

}  // namespace pellucid::engine
