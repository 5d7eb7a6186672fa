// SPDX-License-Identifier: GPL-3.0-or-later
// What views draw of a sample in slow motion. Where dropout drops units or batch norm uses the batch's mean,
// a network in use gives other outputs for a sample than in training: beside the step's arithmetic and
// captions, the step's own numbers must be shown. A pure function.
#pragma once

#include <optional>

#include "ui/run/moment.h"
#include "ui/run/step_view.h"

namespace pellucid::ui {

/// `moment` with the step's pass, where that differs and is of the moment's sample and network; otherwise the
/// moment itself.
MomentPtr asTrained(const MomentPtr& moment, const std::optional<StepView>& step);

}  // namespace pellucid::ui
