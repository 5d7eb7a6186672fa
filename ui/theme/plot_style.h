// SPDX-License-Identifier: GPL-3.0-or-later
// QCustomPlot ignores the palette, so its colours are set here, from the theme.
#pragma once

#include "ui/theme/theme.h"

class QCustomPlot;

namespace pellucid::ui {

/// Background, axes, grid, legend and fonts; not the graphs and items.
void applyTheme(QCustomPlot& plot, const Theme& theme);

}  // namespace pellucid::ui
