// SPDX-License-Identifier: GPL-3.0-or-later
// What a run must have done, step by step, on the textbook loop.
#pragma once

#include <string>

#include "engine/train/history.h"
#include "engine/train/trainer.h"
#include "ui/run/run_controller.h"

namespace pellucid::tests {

struct Reference {
  Reference(const engine::Experiment& experiment, const engine::DatasetPtr& dataset)
      : trainer(engine::Trainer::create(experiment, dataset).value()) {
    evaluate();
  }
  /// Measures as a session does in its first epoch: after each power of two steps, and at the end.
  Reference& stepTo(std::int64_t last) {
    while (trainer.state().step < last) {
      const auto metrics = std::get<engine::Metrics>(trainer.step());
      const std::int64_t step = trainer.state().step;
      history.train.push_back({.step = step, .metrics = metrics, .sizes = trainer.sizes()});
      if ((step & (step - 1)) == 0 || step % trainer.stepsPerEpoch() == 0) evaluate();
    }
    return *this;
  }
  void evaluate() {
    history.test.push_back({.step = trainer.state().step, .metrics = trainer.evaluateTest()});
  }

  engine::Trainer trainer;
  engine::History history;
};

inline std::string phaseOf(const ui::RunController& run) {
  return engine::phaseName(run.phase());
}

}  // namespace pellucid::tests
