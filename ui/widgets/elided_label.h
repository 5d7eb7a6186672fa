// SPDX-License-Identifier: GPL-3.0-or-later
// A muted line of text that ends in "…" where it does not all fit; the tool tip then has the whole text.
#pragma once

#include <QHelpEvent>
#include <QLabel>
#include <QPainter>
#include <QToolTip>

#include "ui/theme/theme.h"

namespace pellucid::ui {

class ElidedLabel : public QLabel {
 public:
  QSize minimumSizeHint() const override { return {40, QLabel::minimumSizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setPen(themeOf(*this).mutedText);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, shown());
  }

  bool event(QEvent* event) override {
    if (event->type() != QEvent::ToolTip) return QLabel::event(event);
    const bool isWhole = shown() == text();
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), isWhole ? QString() : text(), this);
    return true;
  }

 private:
  QString shown() const { return fontMetrics().elidedText(text(), Qt::ElideRight, width()); }
};

}  // namespace pellucid::ui
