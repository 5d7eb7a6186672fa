// SPDX-License-Identifier: GPL-3.0-or-later
// A muted line of words that ends in "…" where there is no room for all of them; the tool tip has them all
// then.
#pragma once

#include <QLabel>
#include <QPainter>

#include "ui/theme/theme.h"

namespace pellucid::ui {

class ElidedLabel : public QLabel {
 public:
  QSize minimumSizeHint() const override { return {40, QLabel::minimumSizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setPen(themeOf(*this).mutedText);
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, shown);
    setToolTip(shown == text() ? QString() : text());
  }
};

}  // namespace pellucid::ui
