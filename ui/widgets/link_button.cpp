// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/link_button.h"

#include <QPainter>

#include "ui/theme/theme.h"

namespace pellucid::ui {
namespace {

constexpr int kLinkSide = 2;  ///< for the frame of the focus
constexpr int kLeastLink = 40;

}  // namespace

LinkButton::LinkButton(const QString& text, const QString& toolTip, QWidget* parent)
    : QAbstractButton(parent) {
  setText(text);
  setToolTip(toolTip);
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::PointingHandCursor);
  setAttribute(Qt::WA_Hover);
}

QSize LinkButton::sizeHint() const {
  constexpr int kRounded = 2;  // an advance that is rounded down would elide the last letters
  return {fontMetrics().horizontalAdvance(text()) + 2 * kLinkSide + kRounded,
          fontMetrics().height() + kLinkSide};
}

QSize LinkButton::minimumSizeHint() const {
  return {std::min(kLeastLink, sizeHint().width()), sizeHint().height()};
}

void LinkButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  QFont words = font();
  words.setUnderline(underMouse() || isDown());
  painter.setFont(words);
  painter.setPen(isEnabled() ? theme.accent : theme.mutedText);
  const QRect room = rect().adjusted(kLinkSide, 0, -kLinkSide, 0);
  painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                   fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
  if (!hasFocus()) return;
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(theme.accent);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
}

}  // namespace pellucid::ui
