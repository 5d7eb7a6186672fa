// SPDX-License-Identifier: GPL-3.0-or-later
// One sentence that says what happens now in a staged step, with its numbers. Pure functions.
#pragma once

#include <QString>
#include <optional>

#include "ui/document/selection.h"
#include "ui/run/step_view.h"

namespace pellucid::ui {

/// "Hidden 1, unit 5: its 784 terms and the bias 0.1 add up to z = 0.83." Speaks of the selected unit where
/// it lies in the layer, of the one that followedUnit() names elsewhere.
QString stepCaption(const StepView& view, const std::optional<Place>& selected);

/// The unit that the telling follows in a layer: the selected one; or of the output the one of what is
/// wanted, of a hidden layer the one with the largest weights, which stays the same from sample to sample.
Index followedUnit(const StepView& view, std::size_t layer, const std::optional<Place>& selected);

/// What the caption tells of: a unit or a weight that views can mark; none where it tells of all.
std::optional<Place> toldPlace(const StepView& view, const std::optional<Place>& selected);

}  // namespace pellucid::ui
