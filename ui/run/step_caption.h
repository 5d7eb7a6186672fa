// SPDX-License-Identifier: GPL-3.0-or-later
// One sentence that says what is happening now in a staged step, with its numbers. Pure functions.
#pragma once

#include <QString>
#include <optional>

#include "ui/document/selection.h"
#include "ui/run/step_view.h"

namespace pellucid::ui {

/// "Hidden 1, unit 5: its 784 terms and the bias 0.1 add up to z = 0.83." Describes the selected unit where
/// it is in the layer, otherwise that of followedUnit().
QString stepCaption(const StepView& view, const std::optional<Place>& selected);

/// The unit of a layer that the narration follows: the selected one; otherwise, in the output the target's,
/// in a hidden layer the one with the largest weights, which stays the same from sample to sample.
Index followedUnit(const StepView& view, std::size_t layer, const std::optional<Place>& selected);

/// The unit or weight that the caption describes, for views to mark; none where it describes all.
std::optional<Place> toldPlace(const StepView& view, const std::optional<Place>& selected);

}  // namespace pellucid::ui
