// SPDX-License-Identifier: GPL-3.0-or-later
// A small picture of a network, painted as the canvas paints it: units with their planes, maps and edges, but
// no cards and nothing to press. A pure function of a moment, for any thread.
#pragma once

#include <QImage>

#include "ui/run/moment.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// `size` in pixels of the layout, with `ratio` pixels of the screen to each. All of the network is in it. On
/// data with two inputs the units show their planes, which are computed here.
QImage networkPreview(const Moment& moment, const Theme& theme, QSize size, double ratio);

}  // namespace pellucid::ui
