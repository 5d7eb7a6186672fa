// SPDX-License-Identifier: GPL-3.0-or-later
// What views draw of a sample in slow motion. A network in use answers a sample otherwise than training sees
// it where dropout drops units or batch norm takes the batch's mean: beside the step's arithmetic and
// captions, its own numbers have to stand. A pure function.
#pragma once

#include <optional>

#include "ui/run/moment.h"
#include "ui/run/step_view.h"

namespace pellucid::ui {

/// `moment` with the pass of the step, where that is of the moment's sample and network, and another one;
/// elsewhere the moment itself.
MomentPtr asTrained(const MomentPtr& moment, const std::optional<StepView>& step);

}  // namespace pellucid::ui
