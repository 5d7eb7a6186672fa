// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/transfers.h"

#include "engine/transfer/source.h"
#include "tests/support/datasets.h"

namespace pellucid::tests {

using namespace engine;

TrainedModel smallSource() {
  Experiment experiment = smallExperiment();
  experiment.network.layers = {dense(8, Activation::Tanh), dense(5, Activation::Tanh),
                               dense(3, Activation::Softmax)};
  return trainSource(experiment, syntheticDataset(), 60).value();
}

TransferTask smallTask(int classes) {
  TaskSettings settings;
  settings.training.batchSize = 8;
  settings.training.learningRate = 0.01;
  auto target = std::make_shared<Dataset>(*syntheticDataset(200, 6, classes, 11));
  for (std::string& name : target->classNames) name += " of the target";
  return makeTask(smallSource(), syntheticDataset(), target, settings).value();
}

Result<TransferTask> smallTaskFor(const Progress&, const SourceListener&) {
  return smallTask();
}

std::vector<Arm> armsOf(const TransferTask& task, const char* names) {
  return parseArms(names, armContext(task, 0.5, 16)).value();
}

}  // namespace pellucid::tests
