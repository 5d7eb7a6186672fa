// SPDX-License-Identifier: GPL-3.0-or-later
// One look at what a network gets right and wrong: its outputs for all samples of a split, at one moment of a
// run. Immutable; made on a worker, from values that it holds.
#pragma once

#include <memory>
#include <optional>

#include "engine/inspect/confusion.h"
#include "engine/train/snapshot.h"
#include "ui/run/sample_source.h"

namespace pellucid::ui {

struct Look {
  std::shared_ptr<const engine::Snapshot> snapshot;
  engine::DatasetPtr dataset;
  SampleSource source = SampleSource::Test;
  engine::Answers answers;
  std::optional<engine::Confusion> confusion;  ///< none for numeric answers
  double milliseconds = 0;                     ///< time taken

  const engine::Split& split() const { return splitOf(*dataset, source); }
  std::int64_t step() const { return snapshot->state.step; }
  std::int64_t epoch() const { return step() / snapshot->stepsPerEpoch; }
};
using LookPtr = std::shared_ptr<const Look>;

/// Null when it was cancelled. The split must have samples.
LookPtr takeLook(std::shared_ptr<const engine::Snapshot> snapshot, engine::DatasetPtr dataset,
                 SampleSource source, const engine::Progress& progress);

}  // namespace pellucid::ui
