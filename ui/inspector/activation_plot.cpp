// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/activation_plot.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "engine/inspect/arithmetic.h"
#include "engine/inspect/layer_values.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/function_curve.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr std::size_t kBins = 48;
constexpr double kLeastReach = 4;
constexpr double kMostReach = 1000;  // beyond it every function looks like a corner
constexpr double kFlat = 0.01;

}  // namespace

ZSpread spreadOf(const engine::Matrix& z, engine::Activation f) {
  ZSpread spread;
  double most = 0;
  for (Eigen::Index i = 0; i < z.size(); ++i) {
    const double value = static_cast<double>(z.data()[i]);
    if (!std::isfinite(value)) continue;
    most = std::max(most, std::abs(value));
    ++spread.total;
    if (f != engine::Activation::Softmax && std::abs(engine::slopeOf(f, value)) < kFlat) ++spread.flat;
  }
  spread.reach = std::clamp(std::ceil(most), kLeastReach, kMostReach);
  spread.counts = engine::histogram(z, -spread.reach, spread.reach, kBins);
  return spread;
}

ActivationPlot::ActivationPlot() {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setToolTip(tr(
      "The activation f as a line and its slope f′ dashed. The bars count the layer's z in the next batch. "
      "Gradients are multiplied by f′ on their way back, so units whose z lie where f is flat learn "
      "little."));
}

void ActivationPlot::showFunction(engine::Activation f, const ZSpread& spread) {
  m_function = f;
  m_spread = spread;
  update();
}

void ActivationPlot::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  QPainter painter(this);
  painter.setFont(typeFont(font(), TypeSize::Small));
  const int line = painter.fontMetrics().height();
  const QRectF area = QRectF(rect()).adjusted(0, 2, 0, -line - 1);
  if (!m_spread.counts.empty()) {
    const auto most =
        static_cast<double>(std::max<engine::Index>(1, *std::ranges::max_element(m_spread.counts)));
    const double width = area.width() / static_cast<double>(m_spread.counts.size());
    QColor bar = theme.mutedText;
    bar.setAlphaF(0.35F);
    for (std::size_t i = 0; i < m_spread.counts.size(); ++i) {
      const double height = static_cast<double>(m_spread.counts[i]) / most * area.height() * 0.9;
      painter.fillRect(QRectF(area.left() + static_cast<double>(i) * width, area.bottom() - height,
                              std::max(1.0, width - 1), height),
                       bar);
    }
  }
  paintActivation(painter, area, m_function, m_spread.reach, theme);
  painter.setPen(theme.mutedText);
  const QRectF below(area.left(), area.bottom() + 1, area.width(), line);
  painter.drawText(below, Qt::AlignLeft, valueText(-m_spread.reach));
  painter.drawText(below, Qt::AlignHCenter, QStringLiteral("z"));
  painter.drawText(below, Qt::AlignRight, valueText(m_spread.reach));
}

}  // namespace pellucid::ui
