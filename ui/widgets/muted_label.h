// SPDX-License-Identifier: GPL-3.0-or-later
// A caption: text that takes as many lines as it needs, in the theme's muted colour.
#pragma once

#include <QLabel>

namespace pellucid::ui {

inline QLabel* mutedLabel(const QString& text = {}) {
  auto* label = new QLabel(text);
  label->setProperty("muted", true);
  label->setWordWrap(true);
  return label;
}

}  // namespace pellucid::ui
