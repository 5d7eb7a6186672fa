// SPDX-License-Identifier: GPL-3.0-or-later
// Empties a list of widgets that is about to be filled again. Lives on the window's thread.
#pragma once

#include <QVBoxLayout>
#include <QWidget>

namespace pellucid::ui {

/// They disappear at once, and are deleted when the event loop turns: one of them may be what was pressed.
inline void clearRows(QVBoxLayout& rows) {
  while (QLayoutItem* item = rows.takeAt(0)) {
    if (item->widget() != nullptr) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    delete item;
  }
}

}  // namespace pellucid::ui
