// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/datasets.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/random.h"
#include "engine/data/catalogue.h"
#include "engine/data/point_sets.h"

namespace pellucid::tests {

using namespace engine;

namespace {

Split syntheticSplit(Index samples, Index side, int classes, Random& random) {
  Split split;
  for (Index n = 0; n < samples; ++n) {
    const auto label = random.below(static_cast<std::uint64_t>(classes));
    for (Index i = 0; i < side; ++i) {
      const bool isBright = i == static_cast<Index>(label) % side;
      split.pixels.push_back(static_cast<std::uint8_t>((isBright ? 155 : 0) + random.below(101)));
    }
    split.labels.push_back(static_cast<std::uint8_t>(label));
  }
  return split;
}

}  // namespace

DatasetPtr syntheticDataset(Index samples, Index side, int classes, std::uint64_t seed) {
  Random random(seed, "synthetic");
  auto dataset = std::make_shared<Dataset>();
  dataset->name = "synthetic";
  dataset->shape = {.channels = 1, .height = 1, .width = side};
  for (int c = 0; c < classes; ++c) dataset->classNames.push_back(fmt::format("class {}", c));
  dataset->train = syntheticSplit(samples, side, classes, random);
  dataset->test = syntheticSplit(std::max<Index>(1, samples / 4), side, classes, random);
  dataset->checksum = checksum(dataset->train, dataset->test);
  return dataset;
}

DatasetPtr byHand() {
  return std::make_shared<const Dataset>(makeByHand());
}

Experiment smallExperiment() {
  Experiment experiment;
  experiment.data.name = "synthetic";
  experiment.network.layers = {{.units = 5, .activation = Activation::Tanh, .frozen = false},
                               {.units = 3, .activation = Activation::Softmax, .frozen = false}};
  experiment.training.learningRate = 0.01;
  experiment.training.batchSize = 8;
  return experiment;
}

Experiment withOptimizer(Optimizer optimizer) {
  Experiment experiment = smallExperiment();
  experiment.training.optimizer = optimizer;
  experiment.training.settings = defaultSettings(optimizer);
  return experiment;
}

std::vector<NaiveSample> naiveBatch(const Split& split, Index features,
                                    std::span<const std::uint32_t> indices) {
  std::vector<NaiveSample> batch;
  for (const std::uint32_t index : indices) {
    NaiveSample sample{.x = {}, .label = split.labels[index]};
    for (Index f = 0; f < features; ++f)
      sample.x.push_back(split.pixels[static_cast<std::size_t>(index * features + f)] / 255.0);
    batch.push_back(std::move(sample));
  }
  return batch;
}

NaiveNetwork naiveNetwork(const NetworkSpec& spec, Index inputs, const Vector& parameters) {
  NaiveNetwork network;
  auto width = static_cast<std::size_t>(inputs);
  for (const LayerSpec& layer : spec.layers) {
    NaiveLayer naive;
    naive.inputs = width;
    naive.units = static_cast<std::size_t>(layer.units);
    naive.activation = layer.activation;
    naive.frozen = layer.frozen;
    width = naive.units;
    network.layers.push_back(std::move(naive));
  }
  network.setParameters({parameters.begin(), parameters.end()});
  return network;
}

engine::DatasetPtr firstDigits(engine::Index train, engine::Index test) {
  auto digits = std::make_shared<engine::Dataset>(
      *engine::loadDataset("mnist", {.mnist = mnistFolder(), .fashionMnist = {}}).value());
  const auto cut = [&](engine::Split& split, engine::Index samples) {
    split.pixels.resize(static_cast<std::size_t>(samples * digits->inputs()));
    split.labels.resize(static_cast<std::size_t>(samples));
  };
  cut(digits->train, train);
  cut(digits->test, test);
  digits->checksum = engine::checksum(digits->train, digits->test);
  return digits;
}

std::filesystem::path mnistFolder() {
  return std::filesystem::path(PELLUCID_SOURCE_DIR) / "resources/datasets/mnist";
}

std::filesystem::path fashionMnistFolder() {
  return "/usr/share/datasets/fashion-mnist";
}

}  // namespace pellucid::tests
