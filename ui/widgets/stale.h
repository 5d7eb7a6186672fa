// SPDX-License-Identifier: GPL-3.0-or-later
// Greys a widget whose numbers belong to weights or a network that were changed since, until they are
// computed again.
#pragma once

#include <QWidget>

namespace pellucid::ui {

void setStale(QWidget& widget, bool isStale);
bool isStale(const QWidget& widget);

}  // namespace pellucid::ui
