// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/plot_style.h"

#include <qcustomplot.h>

#include "ui/theme/type_scale.h"

namespace pellucid::ui {

void applyTheme(QCustomPlot& plot, const Theme& theme) {
  const QFont small = smallerFont(plot.font());
  plot.setBackground(theme.panel);
  for (QCPAxisRect* rect : plot.axisRects()) {
    rect->setBackground(theme.field);
    for (QCPAxis* axis : rect->axes()) {
      axis->setBasePen(QPen(theme.border));
      axis->setTickPen(QPen(theme.border));
      axis->setSubTickPen(QPen(theme.border));
      axis->setTickLabelColor(theme.mutedText);
      axis->setLabelColor(theme.mutedText);
      axis->setTickLabelFont(small);
      axis->setLabelFont(small);
      axis->grid()->setPen(QPen(theme.border, 1, Qt::DotLine));
      axis->grid()->setZeroLinePen(QPen(theme.border, 1, Qt::DotLine));
    }
  }
  QColor behindLegend = theme.panel;
  behindLegend.setAlphaF(0.85F);
  plot.legend->setBrush(behindLegend);
  plot.legend->setBorderPen(Qt::NoPen);
  plot.legend->setTextColor(theme.text);
  plot.legend->setFont(small);
}

}  // namespace pellucid::ui
