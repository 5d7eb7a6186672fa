// SPDX-License-Identifier: GPL-3.0-or-later
// Greys a widget whose numbers belong to weights or a network that have since changed, until they are
// recomputed.
#pragma once

#include <QWidget>

namespace pellucid::ui {

void setStale(QWidget& widget, bool isStale);
bool isStale(const QWidget& widget);

}  // namespace pellucid::ui
