// SPDX-License-Identifier: GPL-3.0-or-later
// One look at how the values of every layer are distributed in the next step. Immutable; made on a worker,
// from values that it holds.
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
  std::shared_ptr<const engine::Snapshot> snapshot;  ///< the one it was taken of, without its values
  engine::StepTrace trace;                           ///< without the optimizer's state
  std::vector<Layer> layers;
  double milliseconds = 0;  ///< time taken

  std::int64_t step() const { return snapshot->state.step; }
};
using LayerLookPtr = std::shared_ptr<const LayerLook>;

/// The snapshot's run before its first step, with these weights, or those of its seed where they are null.
std::shared_ptr<const engine::Snapshot> beginningOf(const engine::Snapshot& snapshot,
                                                    const engine::Vector* initial);

/// The snapshot must be whole. Null where no step can be recorded, and when it was cancelled.
LayerLookPtr lookAtLayers(const std::shared_ptr<const engine::Snapshot>& snapshot,
                          const engine::DatasetPtr& dataset, const engine::Progress& progress);

}  // namespace pellucid::ui
