// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of classes: those of the diverging scale for two, colours that colour-blind eyes can tell apart
// for more, and the same again from the eleventh on. Classes of the user's own samples can have others of
// them.
#pragma once

#include <QString>
#include <cstdint>
#include <vector>

#include "ui/theme/theme.h"

namespace pellucid::ui {

/// What engine::OwnSamples says of its classes; empty where nobody has chosen.
using ChosenColours = std::vector<std::uint8_t>;

/// Of class `number` of `classes`, counted from 0.
QColor classColour(const Theme& theme, std::ptrdiff_t number, std::ptrdiff_t classes,
                   const ChosenColours& chosen = {});

/// Each of the engine::kClassColours that can be chosen, and what it is called.
QColor choosableColour(const Theme& theme, std::size_t colour);
QString choosableName(std::size_t colour);

/// Between two colours: `share` 0 is the first.
QColor mixedColour(const QColor& from, const QColor& to, double share);

}  // namespace pellucid::ui
