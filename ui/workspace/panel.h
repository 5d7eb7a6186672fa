// SPDX-License-Identifier: GPL-3.0-or-later
// A part of the window with its own name, which workspaces contain and find by its id.
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
  /// Shows a moment of the run; null where the panel does not use it.
  std::function<void(const MomentPtr&)> show = nullptr;
  /// Whether it scrolls where it does not have enough room.
  bool scrolls = false;
};

}  // namespace pellucid::ui
