// SPDX-License-Identifier: GPL-3.0-or-later
// Moments of real runs for tests of views: a small network after a few steps, with a test image inside it.
#pragma once

#include <optional>

#include "engine/train/trainer.h"
#include "tests/support/datasets.h"
#include "ui/run/moment.h"

namespace pellucid::tests {

/// Test sample `index`, with its class or its target values.
ui::Input testInput(const engine::Dataset& dataset, engine::Index index);

/// The first experiment's moment with these weights and input.
ui::Moment momentOf(const engine::Trainer& trainer, const engine::DatasetPtr& dataset, ui::Input input);

/// In the form that views take.
inline ui::MomentPtr share(ui::Moment moment) {
  return std::make_shared<const ui::Moment>(std::move(moment));
}

/// What a window shows of `experiment` on `dataset` after `steps` steps, with test image 0.
ui::Moment momentAfter(const engine::Experiment& experiment, const engine::DatasetPtr& dataset,
                       int steps = 0);

/// `side`×`side` images of noise in which the label's pixel is brighter, as in syntheticDataset().
engine::DatasetPtr squareImages(engine::Index side = 4, int classes = 3, engine::Index samples = 60);

/// Hidden tanh layers with these numbers of units, then a softmax with one unit per class.
engine::Experiment experimentFor(const engine::Dataset& dataset, std::initializer_list<engine::Index> hidden);

}  // namespace pellucid::tests
