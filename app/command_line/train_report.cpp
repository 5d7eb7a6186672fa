// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/train_report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/command_line/diagnose_report.h"
#include "app/command_line/weights_hash.h"
#include "engine/train/cautions.h"

namespace pellucid::app {
namespace {

const char* phase(const TrainOutcome& outcome) {
  if (outcome.diverged) return "diverged";
  return outcome.isInterrupted ? "interrupted" : "finished";
}

double samplesPerSecond(const TrainOutcome& outcome) {
  return outcome.seconds > 0 ? static_cast<double>(outcome.samples) / outcome.seconds : 0;
}

engine::Message divergedLayer(const engine::Trainer& trainer, const TrainOutcome& outcome) {
  return layerName(trainer.experiment().network, outcome.diverged->layer);
}

/// "test loss 0.1234, test accuracy 97.10 %"
std::string metricsText(const char* samples, const engine::Metrics& metrics) {
  const std::string loss = fmt::format("{} loss {:.4f}", samples, metrics.loss);
  return metrics.hasAccuracy()
             ? fmt::format("{}, {} accuracy {:.2f} %", loss, samples, 100 * metrics.accuracy)
             : loss;
}

nlohmann::ordered_json accuracyJson(const engine::Metrics& metrics) {
  return metrics.hasAccuracy() ? nlohmann::ordered_json(metrics.accuracy) : nlohmann::ordered_json();
}

}  // namespace

std::string jsonReport(const engine::Trainer& trainer, const TrainOutcome& outcome) {
  nlohmann::ordered_json report;
  report["phase"] = phase(outcome);
  report["steps"] = trainer.state().step;
  report["epochs"] = trainer.epochs();
  report["train_loss"] =
      outcome.trainLoss ? nlohmann::ordered_json(*outcome.trainLoss) : nlohmann::ordered_json();
  if (outcome.validation) {
    report["validation_loss"] = outcome.validation->loss;
    report["validation_accuracy"] = accuracyJson(*outcome.validation);
  }
  report["test_loss"] = outcome.test.loss;
  report["test_accuracy"] = accuracyJson(outcome.test);
  report["seconds"] = outcome.seconds;
  report["samples_per_second"] = samplesPerSecond(outcome);
  report["weights_sha256"] = weightsSha256(*trainer.network(), trainer.state().weights);
  if (outcome.stopReason) report["stopped_by"] = engine::nameOf(*outcome.stopReason);
  if (outcome.diverged) {
    report["diverged_step"] = outcome.diverged->step;
    report["layer"] = divergedLayer(trainer, outcome).text();
    report["parameter"] = outcome.diverged->parameter;
    report["explanation"] = outcome.diverged->explanation.text();
  }
  if (outcome.findings) report["findings"] = findingsJson(*outcome.findings, trainer.experiment().network);
  return report.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

std::string textReport(const engine::Trainer& trainer, const TrainOutcome& outcome) {
  return fmt::format(
             "Training {} after {} steps ({} epochs), {:.2f} s, {:.0f} samples/s.\n"
             "Training loss {}, {}{}.\n"
             "Weights SHA-256: {}\n",
             phase(outcome), trainer.state().step, trainer.epochs(), outcome.seconds,
             samplesPerSecond(outcome),
             outcome.trainLoss ? fmt::format("{:.4f}", *outcome.trainLoss) : "not measured",
             outcome.validation ? metricsText("validation", *outcome.validation) + ", " : "",
             metricsText("test", outcome.test), weightsSha256(*trainer.network(), trainer.state().weights)) +
         (outcome.findings ? '\n' + findingsText(*outcome.findings) : std::string());
}

engine::Message divergenceMessage(const engine::Trainer& trainer, const TrainOutcome& outcome) {
  // Also reported before training; then the learning rate is not the cause.
  const std::vector<engine::Message> causes = engine::cautionsOfLargeNumbers(trainer.dataset());
  return engine::message("Training diverged at step {} in {}'s {}. {} {}", outcome.diverged->step,
                         divergedLayer(trainer, outcome), outcome.diverged->parameter,
                         outcome.diverged->explanation,
                         causes.empty() ? engine::message("A learning rate smaller than {} may help.",
                                                          trainer.experiment().training.learningRate)
                                        : causes.front());
}

}  // namespace pellucid::app
