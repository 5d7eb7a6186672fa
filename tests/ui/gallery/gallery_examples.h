// SPDX-License-Identifier: GPL-3.0-or-later
// A few small examples on points, which need no files.
#pragma once

#include "engine/io/example_folder.h"

namespace pellucid::tests {

inline engine::StoredExample pointsExample(const char* title, const char* data,
                                           engine::ExampleFamily family) {
  engine::Example example{.title = title,
                          .family = family,
                          .sentence = std::string("What ") + title + " shows.",
                          .tryThis = "Something else.",
                          .lookAt = {},
                          .experiment = {}};
  example.experiment.data.name = data;
  example.experiment.network.layers = {engine::dense(3, engine::Activation::Tanh),
                                       engine::dense(1, engine::Activation::Sigmoid)};
  example.experiment.training.loss = engine::Loss::BinaryCrossEntropy;
  return {.file = std::string("/nowhere/") + title + ".json", .example = std::move(example)};
}

/// Four first steps, two of planes, one of the user's own: a grid of 3 columns has two rows, one and one.
inline std::vector<engine::StoredExample> sevenExamples() {
  using engine::ExampleFamily;
  return {pointsExample("Alpha", "and", ExampleFamily::FirstSteps),
          pointsExample("Beta", "or", ExampleFamily::FirstSteps),
          pointsExample("Gamma", "xor-gate", ExampleFamily::FirstSteps),
          pointsExample("Delta", "and", ExampleFamily::FirstSteps),
          pointsExample("Epsilon", "circle", ExampleFamily::Plane),
          pointsExample("Zeta", "spiral", ExampleFamily::Plane),
          pointsExample("Eta", "gauss", ExampleFamily::Own)};
}

}  // namespace pellucid::tests
