// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of classes: those of the diverging scale for two, colours distinguishable with colour blindness
// for more, repeating from the eleventh on. Classes of the user's own samples can be given others of these
// colours.
#pragma once

#include <QString>
#include <cstdint>
#include <vector>

#include "ui/theme/theme.h"

namespace pellucid::ui {

/// The colours engine::OwnSamples has for its classes; empty where none have been chosen.
using ChosenColours = std::vector<std::uint8_t>;

/// The colour of class `number` of `classes`, counted from 0.
QColor classColour(const Theme& theme, std::ptrdiff_t number, std::ptrdiff_t classes,
                   const ChosenColours& chosen = {});

/// Each of the engine::kClassColours that can be chosen, and its name.
QColor choosableColour(const Theme& theme, std::size_t colour);
QString choosableName(std::size_t colour);

/// A mix of two colours: `share` 0 is the first.
QColor mixedColour(const QColor& from, const QColor& to, double share);

}  // namespace pellucid::ui
