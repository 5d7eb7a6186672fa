// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/batch_of_one.h"

#include <algorithm>

namespace pellucid::engine {

std::optional<Message> batchOfOneWarning(const Experiment& experiment, const Network& network,
                                         Index samples) {
  const Index batch = std::min(experiment.training.batchSize, samples);
  const bool areAllOne = batch == 1;
  if (batch < 1 || (!areAllOne && samples % batch != 1)) return std::nullopt;
  for (std::size_t i = 0; i < network.layerCount(); ++i) {
    const Shape& shape = network.layer(i).inputShape();
    if (network.layer(i).kind() != LayerKind::BatchNorm || experiment.network.layers[i].frozen ||
        shape.height * shape.width > 1)
      continue;
    const Message name = layerName(experiment.network, i);
    if (areAllOne)
      return message(
          "{} normalises over the batch, and of a batch of one sample it makes 0 whatever that is: the "
          "layers below it learn nothing. Take batches of at least 2 samples.",
          name);
    return message(
        "The last batch of every epoch has one sample, of which {} makes 0: the layers below it learn "
        "nothing in that step. Take another batch size than {}.",
        name, batch);
  }
  return std::nullopt;
}

}  // namespace pellucid::engine
