// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/moving_weights.h"

namespace pellucid::ui {

Moment withMovedWeights(const Moment& before, const engine::StepTrace& trace, double progress) {
  const engine::Snapshot& was = *before.snapshot;
  auto snapshot = std::make_shared<engine::Snapshot>();
  snapshot->run = was.run;
  snapshot->phase = was.phase;
  snapshot->network = was.network;
  snapshot->experiment = was.experiment;
  snapshot->stepsPerEpoch = was.stepsPerEpoch;
  snapshot->state.step = was.state.step;
  const auto share = static_cast<engine::Scalar>(progress);
  snapshot->state.weights =
      progress >= 1 ? trace.after.weights
                    : engine::Vector((1 - share) * trace.before.weights + share * trace.after.weights);
  // For a step that drops units or uses the batch's mean, the whole batch would have to be sent through
  // again: its values stay those that the update was computed from.
  if (engine::trainsOtherwise(trace))
    return {.snapshot = std::move(snapshot),
            .dataset = before.dataset,
            .input = before.input,
            .probe = before.probe};
  auto probe = probeOf(*was.network, snapshot->state.weights, was.experiment.training, before.input);
  return {.snapshot = std::move(snapshot),
          .dataset = before.dataset,
          .input = before.input,
          .probe = std::move(probe)};
}

engine::Vector weightChanges(const engine::StepTrace& trace) {
  return trace.after.weights - trace.before.weights;
}

}  // namespace pellucid::ui
