// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/run_state_json.h"

#include <cmath>
#include <limits>

#include "engine/io/json_fields.h"

namespace pellucid::engine {
namespace {

constexpr Range kAnyLoss{.least = std::numeric_limits<double>::lowest(),
                         .most = std::numeric_limits<double>::max()};

double bestLoss(JsonFields& fields) {
  return fields.has("best_loss") ? fields.number("best_loss", kAnyLoss)
                                 : std::numeric_limits<double>::infinity();
}

}  // namespace

Json plateauToJson(const PlateauState& plateau) {
  Json json = {{"bad_epochs", plateau.badEpochs}, {"factor", plateau.factor}};
  if (std::isfinite(plateau.best)) json["best_loss"] = plateau.best;
  return json;
}

Json stoppingToJson(const StoppingState& stopping) {
  Json json = {{"bad_tests", stopping.badTests}, {"best_step", stopping.bestStep}};
  if (std::isfinite(stopping.bestLoss)) json["best_loss"] = stopping.bestLoss;
  return json;
}

Result<PlateauState> plateauFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  const PlateauState plateau{.best = bestLoss(fields),
                             .badEpochs = fields.integer("bad_epochs", 0, kMaxSteps),
                             .factor = fields.positive("factor", 1)};
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  return plateau;
}

Result<StoppingState> stoppingFromJson(const Json& json, std::int64_t step, const std::string& where) {
  JsonFields fields(json, where);
  StoppingState stopping;
  stopping.bestLoss = bestLoss(fields);
  stopping.bestStep = fields.integer("best_step", 0, step);
  stopping.badTests = fields.integer("bad_tests", 0, step);
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  return stopping;
}

}  // namespace pellucid::engine
