// SPDX-License-Identifier: GPL-3.0-or-later
// What the network gets right with some of its units switched off, compared with all of them on; at one
// moment of a run. Immutable; made on a worker.
#pragma once

#include <memory>
#include <optional>

#include "engine/inspect/confusion.h"
#include "engine/train/snapshot.h"
#include "ui/run/sample_source.h"
#include "ui/units/units_text.h"

namespace pellucid::ui {

struct OffQuestion {
  std::shared_ptr<const engine::Snapshot> snapshot;
  engine::DatasetPtr dataset;
  SampleSource source = SampleSource::Test;
  engine::HeldChannels held;
  engine::Vector input;  ///< that flows through the network

  bool isSame(const OffQuestion& other) const;
  /// Equal except for what is switched off.
  bool isOfSameMoment(const OffQuestion& other) const;
};

struct OffLook {
  struct Side {
    std::optional<engine::Confusion> confusion;  ///< none for numeric answers
    double loss = 0;                             ///< mean over the samples
    engine::Vector outputs;                      ///< for the input shown
  };
  OffQuestion question;
  Side whole;
  Side without;
  double milliseconds = 0;  ///< time taken
};
using OffLookPtr = std::shared_ptr<const OffLook>;

/// Null when it was cancelled. The split must have samples. `before`, which may be null, is a look whose
/// results with all units are reused where it is of the same moment.
OffLookPtr lookWithout(const OffQuestion& question, const OffLookPtr& before,
                       const engine::Progress& progress);

}  // namespace pellucid::ui
