// SPDX-License-Identifier: GPL-3.0-or-later
// Staged steps for tests of views: a trace of a small network, and a view of one of its beats.
#pragma once

#include <algorithm>

#include "engine/train/worked_example.h"
#include "tests/support/moments.h"
#include "ui/run/step_view.h"

namespace pellucid::tests {

using TracePtr = std::shared_ptr<const engine::StepTrace>;

/// The step that follows `steps` steps of `experiment`.
inline TracePtr traceAfter(const engine::Experiment& experiment, const engine::DatasetPtr& dataset,
                           int steps = 0) {
  engine::Trainer trainer = engine::Trainer::create(experiment, dataset).value();
  for (int i = 0; i < steps; ++i) trainer.step();
  return std::make_shared<const engine::StepTrace>(
      engine::traceStep(experiment, dataset, trainer.state()).value());
}

inline TracePtr workedTrace() {
  return std::make_shared<const engine::StepTrace>(
      engine::traceStep(engine::workedExample(), byHand(), engine::workedExampleState()).value());
}

/// The first beat of this kind and layer.
inline ui::StepView viewOf(const TracePtr& trace, ui::Beat::Kind kind, std::size_t layer = 0,
                           double progress = 0, engine::Index sample = 0) {
  const ui::StepTimeline timeline(*trace);
  const auto& beats = timeline.beats();
  const auto beat = std::find_if(beats.begin(), beats.end(), [&](const ui::Beat& candidate) {
    return candidate.kind == kind && candidate.layer == layer;
  });
  engine::check(beat != beats.end(), "viewOf: the step has no such beat");
  return {.trace = trace, .sample = sample, .beat = *beat, .progress = progress};
}

}  // namespace pellucid::tests
