// SPDX-License-Identifier: GPL-3.0-or-later
// One sentence that says what happens now in a staged step, with its numbers. Pure functions.
#pragma once

#include <QString>
#include <optional>

#include "ui/document/selection.h"
#include "ui/run/step_view.h"

namespace pellucid::ui {

/// "Hidden 1 adds up 784 terms; unit 5: z = 0.83." Speaks of the selected unit where it lies in the layer, of
/// the one that followedUnit() names elsewhere.
QString stepCaption(const StepView& view, const std::optional<Place>& selected);

/// The unit that the picture follows in a layer: the selected one, or the one with the largest activation of
/// this sample.
Index followedUnit(const StepView& view, std::size_t layer, const std::optional<Place>& selected);

}  // namespace pellucid::ui
