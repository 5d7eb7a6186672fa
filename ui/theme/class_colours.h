// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of classes: those of the diverging scale for two, colours that colour-blind eyes can tell apart
// for more, and the same again from the eleventh on.
#pragma once

#include "ui/theme/theme.h"

namespace pellucid::ui {

/// Of class `number` of `classes`, counted from 0.
QColor classColour(const Theme& theme, std::ptrdiff_t number, std::ptrdiff_t classes);

/// Between two colours: `share` 0 is the first.
QColor mixedColour(const QColor& from, const QColor& to, double share);

}  // namespace pellucid::ui
