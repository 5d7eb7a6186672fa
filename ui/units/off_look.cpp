// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/off_look.h"

#include <algorithm>
#include <chrono>

#include "ui/run/look_budget.h"

namespace pellucid::ui {
namespace {

std::optional<OffLook::Side> sideOf(const OffQuestion& asked, const engine::HeldChannels& held,
                                    const engine::Progress& progress) {
  const engine::Network& network = *asked.snapshot->network;
  const engine::Vector& weights = asked.snapshot->state.weights;
  const auto answers =
      engine::answersTo(network, weights, asked.snapshot->experiment.training, *asked.dataset,
                        splitOf(*asked.dataset, asked.source), progress, held);
  if (!answers) return std::nullopt;
  OffLook::Side side;
  if (answers->classes > 0) side.confusion = engine::confusionOf(*answers);
  for (const engine::SampleAnswer& each : answers->each) side.loss += static_cast<double>(each.loss);
  side.loss /= static_cast<double>(std::max<engine::Index>(1, answers->samples()));
  engine::Trace trace;
  trace.input = asked.input;
  engine::forwardHolding(network, weights, held, trace);
  side.outputs = trace.output().col(0);
  return side;
}

}  // namespace

bool OffQuestion::isSame(const OffQuestion& other) const {
  return held == other.held && isOfSameMoment(other);
}

bool OffQuestion::isOfSameMoment(const OffQuestion& other) const {
  return snapshot->run == other.snapshot->run && snapshot->revision == other.snapshot->revision &&
         snapshot->network == other.snapshot->network && dataset == other.dataset && source == other.source &&
         input.size() == other.input.size() && input == other.input;
}

OffLookPtr lookWithout(const OffQuestion& question, const OffLookPtr& before,
                       const engine::Progress& progress) {
  const auto begin = std::chrono::steady_clock::now();
  const bool isKnown = before && before->question.isOfSameMoment(question);
  auto whole = isKnown ? before->whole : sideOf(question, {}, progress.part(0, 0.5));
  if (!whole) return nullptr;
  auto without =
      question.held.empty() ? whole : sideOf(question, question.held, progress.part(isKnown ? 0 : 0.5, 1));
  if (!without) return nullptr;
  auto look = std::make_shared<OffLook>();
  look->question = question;
  look->whole = std::move(*whole);
  look->without = std::move(*without);
  look->milliseconds = millisecondsSince(begin);
  return look;
}

}  // namespace pellucid::ui
