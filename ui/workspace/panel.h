// SPDX-License-Identifier: GPL-3.0-or-later
// A part of the window with a name of its own: what stands in workspaces, and is found there by its id.
#pragma once

#include <QString>
#include <functional>

#include "ui/run/moment.h"

class QWidget;

namespace pellucid::ui {

struct Panel {
  QString id;       ///< never shown, never translated
  QString title;    ///< of its tab
  QString toolTip;  ///< likewise
  QWidget* widget = nullptr;
  /// Shows a moment of the run; null where the panel shows none.
  std::function<void(const MomentPtr&)> show = nullptr;
  /// Scrolls where it has not enough room.
  bool scrolls = false;
};

}  // namespace pellucid::ui
