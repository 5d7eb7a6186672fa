// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/train_report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/command_line/weights_hash.h"

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

std::string accuracyText(const engine::Metrics& test) {
  return test.hasAccuracy() ? fmt::format(", test accuracy {:.2f} %", 100 * test.accuracy) : "";
}

}  // namespace

std::string jsonReport(const engine::Trainer& trainer, const TrainOutcome& outcome) {
  nlohmann::ordered_json report;
  report["phase"] = phase(outcome);
  report["steps"] = trainer.state().step;
  report["epochs"] = trainer.epochs();
  report["train_loss"] =
      outcome.trainLoss ? nlohmann::ordered_json(*outcome.trainLoss) : nlohmann::ordered_json();
  report["test_loss"] = outcome.test.loss;
  report["test_accuracy"] =
      outcome.test.hasAccuracy() ? nlohmann::ordered_json(outcome.test.accuracy) : nlohmann::ordered_json();
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
  return report.dump() + '\n';
}

std::string textReport(const engine::Trainer& trainer, const TrainOutcome& outcome) {
  return fmt::format(
      "Training {} after {} steps ({} epochs), {:.2f} s, {:.0f} samples/s.\n"
      "Training loss {}, test loss {:.4f}{}.\n"
      "Weights SHA-256: {}\n",
      phase(outcome), trainer.state().step, trainer.epochs(), outcome.seconds, samplesPerSecond(outcome),
      outcome.trainLoss ? fmt::format("{:.4f}", *outcome.trainLoss) : "not measured", outcome.test.loss,
      accuracyText(outcome.test), weightsSha256(*trainer.network(), trainer.state().weights));
}

engine::Message divergenceMessage(const engine::Trainer& trainer, const TrainOutcome& outcome) {
  return engine::message(
      "Training diverged at step {} in {}'s {}. {} A learning rate smaller than {} may help.",
      outcome.diverged->step, divergedLayer(trainer, outcome), outcome.diverged->parameter,
      outcome.diverged->explanation, trainer.experiment().training.learningRate);
}

}  // namespace pellucid::app
