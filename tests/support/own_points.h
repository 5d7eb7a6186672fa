// SPDX-License-Identifier: GPL-3.0-or-later
// Painted points and drawn signs that are the same in every test, and an experiment that learns them.
#pragma once

#include "engine/base/random.h"
#include "engine/data/catalogue.h"
#include "engine/train/experiment.h"

namespace pellucid::tests {

/// `count` points of two classes, the second above the diagonal.
inline engine::OwnSamples paintedPoints(int count) {
  engine::OwnSamples own{.kind = engine::OwnKind::Points, .classes = {"A", "B"}};
  engine::Random random(7, "painted");
  const auto place = [&random] {
    return static_cast<int>(random.below(2 * engine::kPaintedReach + 1)) - engine::kPaintedReach;
  };
  for (int i = 0; i < count; ++i) {
    engine::PaintedPoint point{.number = own.next++, .x = place(), .y = place()};
    point.label = point.y > point.x ? 1 : 0;
    own.points.push_back(point);
  }
  return own;
}

/// Samples of three classes in turn, each class with different ink.
inline engine::OwnSamples drawnSigns(int count) {
  engine::OwnSamples own{.kind = engine::OwnKind::Drawings, .classes = {"0", "1", "heart"}};
  engine::Random random(8, "drawn");
  for (int i = 0; i < count; ++i) {
    auto ink = std::make_shared<engine::Ink>();
    for (int pixel = 0; pixel < 120; ++pixel)
      (*ink)[random.below(ink->size())] = static_cast<std::uint8_t>(random.below(256));
    own.drawings.push_back({.number = own.next++, .label = static_cast<std::uint8_t>(i % 3), .ink = ink});
  }
  return own;
}

inline engine::OwnSamplesPtr shared(engine::OwnSamples own) {
  return std::make_shared<const engine::OwnSamples>(std::move(own));
}

/// 2–4 tanh–2 softmax, Adam, batches of 8.
inline engine::Experiment paintedExperiment(const engine::OwnSamplesPtr& own) {
  engine::Experiment experiment;
  experiment.data = {.name = "painted", .own = own};
  experiment.network.layers = {{.units = 4, .activation = engine::Activation::Tanh, .frozen = false},
                               {.units = 2, .activation = engine::Activation::Softmax, .frozen = false}};
  experiment.training.learningRate = 0.03;
  experiment.training.batchSize = 8;
  return experiment;
}

inline engine::DatasetPtr ownDataset(const engine::DataSpec& data) {
  return engine::loadDataset(data, {}).value();
}

}  // namespace pellucid::tests
