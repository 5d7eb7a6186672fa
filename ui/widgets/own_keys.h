// SPDX-License-Identifier: GPL-3.0-or-later
// Keys that a widget with the focus keeps for itself, although they mean something else elsewhere in the
// window.
#pragma once

#include <QKeyEvent>
#include <QList>

namespace pellucid::ui {

/// Accepts the event if it asks whether one of these keys is the widget's own; returns whether it did.
inline bool claimsKey(QEvent& event, const QList<int>& own) {
  if (event.type() != QEvent::ShortcutOverride) return false;
  if (!own.contains(static_cast<const QKeyEvent&>(event).key())) return false;
  event.accept();
  return true;
}

}  // namespace pellucid::ui
