// SPDX-License-Identifier: GPL-3.0-or-later
// What the rooms do with a sample that is asked for in one of their panels. GUI thread.
#pragma once

#include "ui/run/sample_navigator.h"
#include "ui/run/step_player.h"

namespace pellucid::app {

/// Puts it on the canvas. Where slow motion shows only its own batch, nothing happens, and the reason is
/// returned.
inline QString showSample(ui::SampleNavigator& navigator, const ui::StepPlayer& player,
                          ui::SampleSource source, engine::Index sample) {
  QString why = player.whyOnlyTheBatch();
  if (why.isEmpty()) navigator.showSample(source, sample);
  return why;
}

}  // namespace pellucid::app
