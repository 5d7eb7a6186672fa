// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/acts_sign.h"

#include <QPainter>

#include "ui/theme/icons.h"

namespace pellucid::ui {

ActsSign::ActsSign(bool isAtOnce, QWidget* parent) : QWidget(parent), m_isAtOnce(isAtOnce) {
  setFixedSize(sizeHint());
  setToolTip(isAtOnce ? tr("A change acts at once, even during training.")
                      : tr("A change begins a new run from initial weights. Undo brings this run back."));
}

void ActsSign::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  QPainter painter(this);
  icon(m_isAtOnce ? QStringLiteral("at-once") : QStringLiteral("reset"), theme, theme.mutedText)
      .paint(&painter, rect());
}

}  // namespace pellucid::ui
