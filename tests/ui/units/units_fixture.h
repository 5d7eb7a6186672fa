// SPDX-License-Identifier: GPL-3.0-or-later
// Units that are looked at, of small networks on images, on maps, on a table or on numbers, and what plain
// loops say of them.
#pragma once

#include <QWidget>
#include <QtTest>

#include "engine/data/point_sets.h"
#include "tests/support/moments.h"
#include "tests/support/patience.h"
#include "tests/support/plain_pass.h"
#include "tests/support/run_of_moments.h"
#include "ui/units/units.h"

namespace pellucid::tests {

inline RunOfMoments imageMoments() {
  const engine::DatasetPtr data = squareImages(4, 3, 120);
  return RunOfMoments(data, experimentFor(*data, {5}));
}

/// A convolution of 3 maps, a pool, a convolution of 2 maps, a hidden layer and the output.
inline RunOfMoments mapMoments() {
  const engine::DatasetPtr data = squareImages(8, 3, 120);
  engine::Experiment experiment = experimentFor(*data, {});
  experiment.network.layers = {
      engine::conv2d(3, 3, engine::Activation::Tanh), engine::maxPool(2),
      engine::conv2d(2, 2, engine::Activation::Relu), engine::flatten(),
      engine::dense(4, engine::Activation::Relu),     engine::dense(3, engine::Activation::Softmax)};
  return RunOfMoments(data, experiment);
}

struct UnitsSeen {
  ui::Selection selection;
  ui::Units units{selection};
  QWidget watcher;

  UnitsSeen() {
    units.watch(watcher);
    watcher.show();
  }
  /// Whether the look has come.
  bool at(const ui::MomentPtr& moment) {
    units.showMoment(moment);
    return isLooked();
  }
  bool isLooked() {
    return QTest::qWaitFor([this] { return units.isUpToDate(); }, kPatienceMs);
  }
};

/// The network in plain loops, with its present parameters.
inline NaiveStack plainStack(const ui::Moment& moment) {
  const engine::Shape& shape = moment.network().inputShape();
  const engine::Vector& weights = moment.weights();
  return {moment.experiment().network,
          {.channels = static_cast<std::size_t>(shape.channels),
           .height = static_cast<std::size_t>(shape.height),
           .width = static_cast<std::size_t>(shape.width)},
          Numbers(weights.begin(), weights.end())};
}

inline Samples plainTests(const engine::Dataset& dataset) {
  Samples samples;
  for (engine::Index n = 0; n < dataset.test.size(); ++n) {
    const engine::Vector x = engine::sample(dataset.test, dataset.inputs(), n);
    samples.emplace_back(x.begin(), x.end());
  }
  return samples;
}

/// The answers to all test samples when a unit of a dense layer, followed by a dense layer, outputs `value`.
inline Samples answersWithout(const ui::Moment& moment, std::size_t layer, std::size_t unit,
                              double value = 0) {
  NaiveStack stack = plainStack(moment);
  NaiveStage& above = stack.stages[layer + 1];
  const std::size_t outputs = above.bias.size();
  for (std::size_t o = 0; o < outputs; ++o) {
    above.bias[o] += value * above.weight[unit * outputs + o];
    above.weight[unit * outputs + o] = 0;
  }
  stack.forward(plainTests(*moment.dataset));
  return stack.outputs();
}

inline int rightOf(const Samples& outputs, const engine::Split& split) {
  int right = 0;
  for (std::size_t n = 0; n < outputs.size(); ++n)
    right += std::ranges::max_element(outputs[n]) - outputs[n].begin() == split.labels[n] ? 1 : 0;
  return right;
}

}  // namespace pellucid::tests
