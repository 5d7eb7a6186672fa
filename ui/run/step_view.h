// SPDX-License-Identifier: GPL-3.0-or-later
// What to show of a staged step now: the step, the chosen sample, and how far the current beat is. Views draw
// it; StepPlayer makes it.
#pragma once

#include <memory>

#include "ui/run/step_timeline.h"

namespace pellucid::ui {

struct StepView {
  std::shared_ptr<const engine::StepTrace> trace;  ///< never null
  Index sample = 0;                                ///< column of the batch
  Beat beat;
  double progress = 0;   ///< of the beat, 0 … 1
  bool isStill = false;  ///< nothing moves: a picture of the subject of the beat

  /// The sample's place in the training split.
  Index trainIndex() const { return trace->samples[static_cast<std::size_t>(sample)]; }
};

}  // namespace pellucid::ui
