// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/layer_look.h"

#include <chrono>

#include "ui/run/look_budget.h"

namespace pellucid::ui {
namespace {

/// Keeps only where and when it was taken.
std::shared_ptr<const engine::Snapshot> withoutNumbers(const engine::Snapshot& snapshot) {
  auto copy = std::make_shared<engine::Snapshot>();
  copy->run = snapshot.run;
  copy->revision = snapshot.revision;
  copy->phase = snapshot.phase;
  copy->network = snapshot.network;
  copy->experiment = snapshot.experiment;
  copy->state.step = snapshot.state.step;
  copy->stepsPerEpoch = snapshot.stepsPerEpoch;
  copy->timeline = snapshot.timeline;
  return copy;
}

}  // namespace

std::shared_ptr<const engine::Snapshot> beginningOf(const engine::Snapshot& snapshot,
                                                    const engine::Vector* initial) {
  const engine::Experiment& experiment = snapshot.experiment;
  const bool isGiven = initial != nullptr && initial->size() == snapshot.network->parameterCount();
  auto beginning = std::make_shared<engine::Snapshot>();
  beginning->run = snapshot.run;
  beginning->network = snapshot.network;
  beginning->experiment = experiment;
  beginning->stepsPerEpoch = snapshot.stepsPerEpoch;
  beginning->state =
      engine::firstState(isGiven ? *initial : snapshot.network->initialParameters(experiment.seed),
                         experiment.training.optimizer, snapshot.network->layerCount());
  return beginning;
}

LayerLookPtr lookAtLayers(const std::shared_ptr<const engine::Snapshot>& snapshot,
                          const engine::DatasetPtr& dataset, const engine::Progress& progress) {
  const auto begin = std::chrono::steady_clock::now();
  auto trace = engine::traceStep(snapshot->experiment, dataset, snapshot->state);
  if (!trace) return nullptr;
  auto look = std::make_shared<LayerLook>();
  look->snapshot = withoutNumbers(*snapshot);
  look->trace = std::move(*trace);
  // Nothing here reads the optimizer's values, of which there are twice as many as weights.
  for (engine::RunState* state : {&look->trace.before, &look->trace.after}) {
    state->optimizer = {};
    state->stopping = {};
  }
  for (std::size_t i = 0; i < look->trace.network->layerCount(); ++i) {
    if (progress.isCancelled()) return nullptr;
    LayerLook::Layer layer;
    for (std::size_t quantity = 0; quantity < engine::kLayerQuantities; ++quantity)
      layer.spreads[quantity] =
          engine::spreadOf(engine::valuesOf(look->trace, i, static_cast<engine::LayerQuantity>(quantity)));
    layer.health = engine::healthOf(look->trace, i);
    layer.updateRatio = engine::updateRatio(look->trace, i);
    look->layers.push_back(layer);
  }
  look->milliseconds = millisecondsSince(begin);
  return look;
}

}  // namespace pellucid::ui
