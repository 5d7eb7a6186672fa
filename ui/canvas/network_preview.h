// SPDX-License-Identifier: GPL-3.0-or-later
// A small picture of a network, painted as on the canvas: units with their planes, maps and edges, but
// without cards or controls. A pure function of a moment, for any thread.
#pragma once

#include <QImage>

#include "ui/run/moment.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// `size` in layout pixels, with `ratio` device pixels to each. Shows the whole network. On data with two
/// inputs the units show their planes, which are computed here.
QImage networkPreview(const Moment& moment, const Theme& theme, QSize size, double ratio);

}  // namespace pellucid::ui
