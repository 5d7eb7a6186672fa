// SPDX-License-Identifier: GPL-3.0-or-later
// One look at how the numbers of every layer are spread in the step that comes next. Immutable; made on a
// worker, from values that it holds.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "engine/inspect/distributions.h"
#include "engine/train/snapshot.h"

namespace pellucid::ui {

struct LayerLook {
  struct Layer {
    std::array<engine::Spread, engine::kLayerQuantities> spreads;  ///< by quantity
    engine::LayerHealth health;
    double updateRatio = 0;  ///< NaN where there is none
    const engine::Spread& of(engine::LayerQuantity quantity) const {
      return spreads[static_cast<std::size_t>(quantity)];
    }
  };
  std::shared_ptr<const engine::Snapshot> snapshot;  ///< that it was taken of; without its numbers
  engine::StepTrace trace;                           ///< without the optimizer's
  std::vector<Layer> layers;
  double milliseconds = 0;  ///< that it took

  std::int64_t step() const { return snapshot->state.step; }
};
using LayerLookPtr = std::shared_ptr<const LayerLook>;

/// Before the first step of the snapshot's run, from these weights, or those of its seed where there are
/// none.
std::shared_ptr<const engine::Snapshot> beginningOf(const engine::Snapshot& snapshot,
                                                    const engine::Vector* initial);

/// The snapshot is whole. Null where no step can be recorded, and when it was cancelled.
LayerLookPtr lookAtLayers(std::shared_ptr<const engine::Snapshot> snapshot, const engine::DatasetPtr& dataset,
                          const engine::Progress& progress);

}  // namespace pellucid::ui
