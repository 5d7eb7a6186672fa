// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/unit_look.h"

#include <chrono>

#include "ui/run/look_budget.h"

namespace pellucid::ui {

UnitLookPtr lookAtUnits(std::shared_ptr<const engine::Snapshot> snapshot, engine::DatasetPtr dataset,
                        SampleSource source, std::size_t layer, const engine::Progress& progress) {
  const auto begin = std::chrono::steady_clock::now();
  auto found = engine::strongestSamples(*snapshot->network, snapshot->state.weights, layer, *dataset,
                                        splitOf(*dataset, source), UnitLook::kMost, progress);
  if (!found) return nullptr;
  auto look = std::make_shared<UnitLook>();
  look->snapshot = std::move(snapshot);
  look->dataset = std::move(dataset);
  look->source = source;
  look->layer = layer;
  look->found = std::move(*found);
  look->milliseconds = millisecondsSince(begin);
  return look;
}

}  // namespace pellucid::ui
