// SPDX-License-Identifier: GPL-3.0-or-later
// Small data sets and experiments for tests. Pure functions of their arguments.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/data/dataset.h"
#include "engine/train/experiment.h"
#include "tests/support/naive_network.h"

namespace pellucid::tests {

/// Images of 1×`side` pixels of noise in which one pixel, the label's (modulo `side`), is brighter: a network
/// learns them in a few epochs. The test split has a quarter as many samples as the training split, at least
/// one.
engine::DatasetPtr syntheticDataset(engine::Index samples = 60, engine::Index side = 6, int classes = 3,
                                    std::uint64_t seed = 7);

/// The data of the worked example.
engine::DatasetPtr byHand();

/// A network for the synthetic data set above: 6–5 tanh–3 softmax, Adam, batches of 8.
engine::Experiment smallExperiment();
/// The same with another optimizer and its default settings.
engine::Experiment withOptimizer(engine::Optimizer optimizer);

/// Samples of a split in the form of the naive network.
std::vector<NaiveSample> naiveBatch(const engine::Split& split, engine::Index features,
                                    std::span<const std::uint32_t> indices);

/// The same layers and parameters, for the naive network.
NaiveNetwork naiveNetwork(const engine::NetworkSpec& spec, engine::Index inputs,
                          const engine::Vector& parameters);

/// The first `train` and `test` digits of MNIST.
engine::DatasetPtr firstDigits(engine::Index train, engine::Index test);

/// Where the source tree has MNIST, and Debian Fashion-MNIST.
std::filesystem::path mnistFolder();
std::filesystem::path fashionMnistFolder();

}  // namespace pellucid::tests
