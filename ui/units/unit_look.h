// SPDX-License-Identifier: GPL-3.0-or-later
// One look at the units of a layer: their outputs for all samples of a split, at one moment of a run.
// Immutable; made on a worker, from values that it holds.
#pragma once

#include <memory>

#include "engine/inspect/units/strongest.h"
#include "engine/train/snapshot.h"
#include "ui/run/sample_source.h"

namespace pellucid::ui {

struct UnitLook {
  static constexpr std::size_t kMost = 9;  ///< samples per unit

  std::shared_ptr<const engine::Snapshot> snapshot;
  engine::DatasetPtr dataset;
  SampleSource source = SampleSource::Test;
  std::size_t layer = 0;
  engine::StrongestSamples found;
  double milliseconds = 0;  ///< time taken

  const engine::Split& split() const { return splitOf(*dataset, source); }
  const engine::ChannelAnswers& of(engine::Index channel) const {
    return found.channels[static_cast<std::size_t>(channel)];
  }
};
using UnitLookPtr = std::shared_ptr<const UnitLook>;

/// Null when it was cancelled. The split must have samples.
UnitLookPtr lookAtUnits(std::shared_ptr<const engine::Snapshot> snapshot, engine::DatasetPtr dataset,
                        SampleSource source, std::size_t layer, const engine::Progress& progress);

}  // namespace pellucid::ui
