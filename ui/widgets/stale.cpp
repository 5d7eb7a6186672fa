// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/stale.h"

#include <QGraphicsOpacityEffect>

namespace pellucid::ui {

void setStale(QWidget& widget, bool isStaleNow) {
  constexpr double kOpacity = 0.45;
  if (isStaleNow == isStale(widget)) return;
  if (!isStaleNow) return widget.setGraphicsEffect(nullptr);
  auto* effect = new QGraphicsOpacityEffect;
  effect->setOpacity(kOpacity);
  widget.setGraphicsEffect(effect);
}

bool isStale(const QWidget& widget) {
  return widget.graphicsEffect() != nullptr;
}

}  // namespace pellucid::ui
