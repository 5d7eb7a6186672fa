// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that ail, as moments of the window, and findings that are made up.
#pragma once

#include "engine/inspect/diagnosis/finding.h"
#include "engine/train/trainer.h"
#include "tests/support/moments.h"

namespace pellucid::tests {

/// A run's moments as a window would show them, with their curves.
class SickRun {
 public:
  explicit SickRun(const engine::Experiment& experiment, engine::DatasetPtr dataset = squareImages(4, 3, 200))
      : m_dataset(std::move(dataset)), m_trainer(engine::Trainer::create(experiment, m_dataset).value()) {}

  /// After `steps` more steps.
  ui::MomentPtr next(int steps = 0, bool isRunning = false) {
    std::optional<engine::Diverged> diverged;
    for (int i = 0; i < steps && !diverged; ++i) {
      const auto result = m_trainer.step();
      if (const auto* broken = std::get_if<engine::Diverged>(&result)) {
        diverged = *broken;
        break;
      }
      m_history.train.push_back({.step = m_trainer.state().step,
                                 .metrics = std::get<engine::Metrics>(result),
                                 .sizes = m_trainer.sizes()});
    }
    ui::Moment moment = momentOf(m_trainer, m_dataset, testInput(*m_dataset, 0));
    auto snapshot = std::make_shared<engine::Snapshot>(*moment.snapshot);
    snapshot->revision = static_cast<std::uint64_t>(m_trainer.state().step);
    snapshot->stepsPerEpoch = m_trainer.stepsPerEpoch();
    snapshot->timeline.lanes = {{.parent = {},
                                 .begin = 0,
                                 .end = std::max(m_end, m_trainer.state().step),
                                 .events = {},
                                 .kept = {0}}};
    m_end = snapshot->timeline.lanes[0].end;
    snapshot->timeline.step = m_trainer.state().step;
    if (isRunning) snapshot->phase = engine::Running{};
    if (diverged) snapshot->phase = *diverged;
    moment.snapshot = std::move(snapshot);
    return share(std::move(moment));
  }
  /// An earlier moment, to which the cursor of the same lane returns.
  ui::MomentPtr backTo(const ui::MomentPtr& before) const {
    ui::Moment moment = *before;
    auto snapshot = std::make_shared<engine::Snapshot>(*moment.snapshot);
    snapshot->timeline.lanes[0].end = m_end;
    snapshot->revision += 1'000'000;
    moment.snapshot = std::move(snapshot);
    return share(std::move(moment));
  }
  const engine::History& history() const { return m_history; }
  const engine::DatasetPtr& dataset() const { return m_dataset; }

 private:
  engine::DatasetPtr m_dataset;
  engine::Trainer m_trainer;
  engine::History m_history;
  std::int64_t m_end = 0;
};

/// All hidden units begin equal.
inline engine::Experiment zerosExperiment(const engine::Dataset& dataset) {
  engine::Experiment experiment = experimentFor(dataset, {6});
  experiment.network.initializer = engine::Initializer::Zeros;
  return experiment;
}

/// About two layers, with two remedies: a lower rate, and back to step 8.
inline engine::Finding madeUpFinding(const engine::Experiment& experiment) {
  engine::Remedy slower{.what = engine::message("Go on more slowly."), .experiment = experiment};
  slower.experiment->training.learningRate /= 10;
  const engine::Remedy back{.what = engine::message("Go back to where it was well."), .step = 8};
  return {.rule = engine::DiagnosisRule::DeadUnits,
          .severity = engine::Severity::Alarm,
          .places = {{.layer = 0, .units = {1, 3}}, {.layer = 1}},
          .since = 20,
          .evidence = {{.key = "dead", .what = engine::message("dead units"), .value = 2},
                       {.key = "loss", .what = engine::message("loss"), .value = 0.25}},
          .sentence = engine::message("Two units are dead."),
          .reason = engine::message("A step was too long."),
          .remedies = {slower, back}};
}

}  // namespace pellucid::tests
