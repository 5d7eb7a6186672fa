// SPDX-License-Identifier: GPL-3.0-or-later
// A run that is trained and diagnosed at the same time, as the command line does it, and data to plant faults
// in.
#pragma once

#include <QtTest>

#include <algorithm>

#include "engine/data/catalogue.h"
#include "engine/inspect/diagnosis/run_watch.h"
#include "tests/support/datasets.h"

namespace pellucid::tests {

struct DiagnosedRun {
  explicit DiagnosedRun(const engine::Experiment& experiment, engine::DatasetPtr data)
      : dataset(std::move(data)),
        trainer(engine::Trainer::create(experiment, dataset).value()),
        watch(engine::dataStatistics(*dataset)) {}

  /// Tests every `testEvery` steps, unless that is 0.
  void goOnTo(std::int64_t steps, std::int64_t testEvery = 0) {
    watch.diagnose(trainer, history);
    while (!diverged && trainer.state().step < steps) {
      const auto result = trainer.step();
      if (const auto* bad = std::get_if<engine::Diverged>(&result)) {
        diverged = *bad;
        break;
      }
      const std::int64_t step = trainer.state().step;
      history.train.push_back(
          {.step = step, .metrics = std::get<engine::Metrics>(result), .sizes = trainer.sizes()});
      if (testEvery > 0 && step % testEvery == 0)
        history.test.push_back({.step = step, .metrics = trainer.evaluateTest()});
      if (watch.isDue(step)) watch.diagnose(trainer, history);
    }
    watch.diagnose(trainer, history, diverged);
  }

  const engine::Finding* found(engine::DiagnosisRule rule) const {
    const auto& findings = watch.findings();
    const auto at = std::ranges::find(findings, rule, &engine::Finding::rule);
    return at == findings.end() ? nullptr : &*at;
  }

  /// The findings, for test messages.
  QString told() const {
    QStringList all;
    for (const engine::Finding& finding : watch.findings())
      all << QString::fromStdString(std::string(nameOf(finding.severity)) + ": " + finding.sentence.text());
    return all.isEmpty() ? QStringLiteral("nothing was found") : all.join("\n");
  }

  engine::DatasetPtr dataset;
  engine::Trainer trainer;
  engine::RunWatch watch;
  engine::History history = {};
  std::optional<engine::Diverged> diverged = {};
};

/// The value of a piece of evidence; NaN if there is none.
inline double evidence(const engine::Finding& finding, std::string_view key) {
  const auto at = std::ranges::find(finding.evidence, key, &engine::Evidence::key);
  return at == finding.evidence.end() ? NAN : at->value;
}

/// Point sets such as a plane, by name.
inline engine::DatasetPtr points(const std::string& name) {
  return engine::loadDataset(name, {}).value();
}

/// A small network that learns the synthetic data: 6–8–3, batches of 8.
inline engine::Experiment healthyExperiment(engine::Activation hidden = engine::Activation::Tanh) {
  engine::Experiment experiment = smallExperiment();
  experiment.network.layers[0].units = 8;
  experiment.network.layers[0].activation = hidden;
  return experiment;
}

/// Synthetic samples with changes, such as noise in place of what shows their class.
inline engine::DatasetPtr changedData(const engine::DatasetPtr& data, auto change) {
  auto changed = std::make_shared<engine::Dataset>(*data);
  change(*changed);
  changed->checksum = engine::checksum(changed->train, changed->test);
  return changed;
}

}  // namespace pellucid::tests
