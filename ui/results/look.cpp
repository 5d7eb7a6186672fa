// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/look.h"

#include <chrono>

#include "ui/run/look_budget.h"

namespace pellucid::ui {

LookPtr takeLook(std::shared_ptr<const engine::Snapshot> snapshot, engine::DatasetPtr dataset,
                 SampleSource source, const engine::Progress& progress) {
  const auto begin = std::chrono::steady_clock::now();
  auto look = std::make_shared<Look>();
  look->snapshot = std::move(snapshot);
  look->dataset = std::move(dataset);
  look->source = source;
  const engine::Snapshot& of = *look->snapshot;
  auto answers = engine::answersTo(*of.network, of.state.weights, of.experiment.training, *look->dataset,
                                   look->split(), progress);
  if (!answers) return nullptr;
  look->answers = std::move(*answers);
  if (look->answers.classes > 0) look->confusion = engine::confusionOf(look->answers);
  look->milliseconds = millisecondsSince(begin);
  return look;
}

}  // namespace pellucid::ui
