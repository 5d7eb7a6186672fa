// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/function_plot.h"

#include <QPainter>

#include "ui/theme/theme.h"
#include "ui/widgets/function_curve.h"

namespace pellucid::ui {
FunctionPlot::FunctionPlot() {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setToolTip(
      tr("The activation function. The dot is this unit now; the tangent's slope f'(z) is what the "
         "gradient is multiplied by on its way back."));
}

void FunctionPlot::showFunction(engine::Activation f, double z) {
  m_function = f;
  m_z = z;
  setAccessibleName(tr("Activation function at z = %1").arg(z));
  update();
}

void FunctionPlot::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF area = QRectF(rect()).adjusted(8, 4, -8, -4);

  paintFunction(painter, area, m_function, m_z, true, theme);
}

}  // namespace pellucid::ui
