// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmented_control.h"

#include <QPainter>
#include <QPainterPath>

#include "ui/theme/theme.h"

namespace pellucid::ui {
namespace {

constexpr double kRadius = 5;
constexpr int kPadding = 12;
constexpr int kHeight = 28;

}  // namespace

SegmentedControl::SegmentedControl(QWidget* parent) : QTabBar(parent) {
  setDrawBase(false);
  setUsesScrollButtons(false);
  setElideMode(Qt::ElideRight);
}

QSize SegmentedControl::tabSizeHint(int index) const {
  const QSize text = fontMetrics().size(Qt::TextShowMnemonic, tabText(index));
  return {text.width() + 2 * kPadding, std::max(kHeight, text.height() + 8)};
}

void SegmentedControl::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QRectF area;
  for (int i = 0; i < count(); ++i) area |= QRectF(tabRect(i));
  area.adjust(0.5, 0.5, -0.5, -0.5);
  QPainterPath outline;
  outline.addRoundedRect(area, kRadius, kRadius);
  painter.fillPath(outline, theme.field);

  painter.setClipPath(outline);
  for (int i = 0; i < count(); ++i) {
    const bool isChosen = i == currentIndex();
    const QRect tab = tabRect(i);
    if (isChosen) painter.fillRect(tab, isEnabled() ? theme.accent : theme.border);
    if (i > 0 && !isChosen && i - 1 != currentIndex())
      painter.fillRect(tab.left(), tab.top(), 1, tab.height(), theme.border);
    painter.setPen(!isEnabled() || !isTabEnabled(i) ? theme.mutedText
                   : isChosen                       ? theme.onAccent
                                                    : theme.text);
    painter.drawText(tab, Qt::AlignCenter | Qt::TextShowMnemonic, tabText(i));
    if (isChosen && hasFocus()) {
      painter.setPen(theme.onAccent);
      painter.drawRoundedRect(QRectF(tab).adjusted(2.5, 2.5, -2.5, -2.5), kRadius - 2, kRadius - 2);
    }
  }
  painter.setClipping(false);
  painter.setPen(theme.border);
  painter.drawPath(outline);
}

}  // namespace pellucid::ui
