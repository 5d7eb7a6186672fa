// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/example_moment.h"

#include <algorithm>

#include "engine/data/catalogue.h"
#include "engine/train/trainer.h"

namespace pellucid::ui {
namespace {

// For networks on points, which take a few hundredths of a second.
constexpr int kPreviewSteps = 3000;
constexpr engine::Index kMostTrained = 1000;  // parameters

/// The first test sample; with two classes the first one of the second class, for which a single output is
/// near 1.
Input firstInput(const engine::Dataset& dataset) {
  const engine::Split& split = dataset.test.size() > 0 ? dataset.test : dataset.train;
  engine::Index index = 0;
  if (dataset.classes() == 2) {
    const auto found = std::ranges::find(split.labels, 1);
    if (found != split.labels.end()) index = found - split.labels.begin();
  }
  Input input{.values = engine::sample(split, dataset.inputs(), index), .target = {}, .testIndex = index};
  setAnswer(input, dataset, split, index);
  return input;
}

}  // namespace

std::string previewDataOf(const engine::Experiment& experiment) {
  const engine::DataNameParts parts = engine::dataNameParts(experiment.data.name);
  const auto known = engine::knownData(parts.base);
  return known && known->isImages ? parts.base + parts.changes : experiment.data.name;
}

engine::Result<MomentPtr> exampleMoment(const engine::Example& example, const engine::DatasetPtr& dataset) {
  auto trainer = engine::Trainer::create(example.experiment, dataset);
  if (!trainer) return trainer.error();
  auto beginning = engine::beginningOf(example, dataset->shape);
  if (!beginning) return beginning.error();
  if (*beginning)
    if (auto restored = trainer->restore(**std::move(beginning)); !restored) return restored.error();
  const bool isSmall = !dataset->shape.isImage() && trainer->state().weights.size() <= kMostTrained;
  for (int step = 0; isSmall && !example.isStaged && step < kPreviewSteps; ++step)
    if (std::holds_alternative<engine::Diverged>(trainer->step())) break;

  auto snapshot = std::make_shared<engine::Snapshot>();
  snapshot->network = trainer->network();
  snapshot->experiment = trainer->experiment();
  snapshot->state = trainer->state();
  Input input = firstInput(*dataset);
  auto probe = probeOf(*trainer->network(), trainer->state().weights, example.experiment.training, input);
  return std::make_shared<const Moment>(Moment{.snapshot = std::move(snapshot),
                                               .dataset = dataset,
                                               .input = std::move(input),
                                               .probe = std::move(probe)});
}

}  // namespace pellucid::ui
