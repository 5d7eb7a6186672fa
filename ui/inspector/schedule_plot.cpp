// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/schedule_plot.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr double kScheduleMargin = 6;

}  // namespace

SchedulePlot::SchedulePlot() {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setToolTip(
      tr("The learning rate over the steps of the run, from left to right. The dot is where the run is; "
         "after it comes what is to come. A plateau's falls are not known before the losses are."));
  compute();
}

void SchedulePlot::showTraining(const engine::TrainingSpec& training) {
  if (training == m_training) return;
  m_training = training;
  compute();
}

void SchedulePlot::showPlace(const SchedulePlace& place) {
  if (place.step == m_place.step && place.stepsPerEpoch == m_place.stepsPerEpoch &&
      place.plateau == m_place.plateau)
    return;
  m_place = place;
  compute();
}

void SchedulePlot::compute() {
  m_curve = scheduleCurve(m_training, m_place);
  setAccessibleName(tr("Learning rate over the steps; now %1").arg(valueText(m_curve.now)));
  update();
}

void SchedulePlot::paintEvent(QPaintEvent*) {
  const Theme& theme = themeOf(*this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(typeFont(font(), TypeSize::Small));
  const double line = painter.fontMetrics().height();
  const QRectF area = QRectF(rect()).adjusted(kScheduleMargin, line + 3, -kScheduleMargin, -line - 3);

  const double highest = std::max(*std::ranges::max_element(m_curve.rates), m_curve.now);
  const auto point = [&](std::int64_t step, double rate) {
    const double x = static_cast<double>(step) / static_cast<double>(m_curve.end);
    const double y = highest > 0 ? rate / highest : 0;
    return QPointF(area.left() + x * area.width(), area.bottom() - y * area.height());
  };
  painter.setPen(QPen(theme.border, 1));
  painter.drawLine(area.bottomLeft(), area.bottomRight());
  QPainterPath path(point(m_curve.steps[0], m_curve.rates[0]));
  for (std::size_t i = 1; i < m_curve.steps.size(); ++i)
    path.lineTo(point(m_curve.steps[i], m_curve.rates[i]));
  painter.setPen(QPen(theme.accent, 1.6));
  painter.drawPath(path);

  const QPointF now = point(m_place.step, m_curve.now);
  painter.setPen(QPen(theme.mutedText, 1, Qt::DotLine));
  painter.drawLine(QPointF(now.x(), area.top()), QPointF(now.x(), area.bottom()));
  painter.setPen(QPen(theme.panel, 1.5));
  painter.setBrush(theme.accent);
  painter.drawEllipse(now, 4, 4);

  const double epochs = static_cast<double>(m_curve.end) / static_cast<double>(m_place.stepsPerEpoch);
  const QRectF above(kScheduleMargin, 0, width() - 2 * kScheduleMargin, line);
  const QRectF below(kScheduleMargin, height() - line, width() - 2 * kScheduleMargin, line);
  painter.setPen(theme.mutedText);
  painter.drawText(above, Qt::AlignLeft, tr("at most %1").arg(shortValueText(highest)));
  painter.drawText(below, Qt::AlignLeft, tr("epoch 0"));
  painter.drawText(below, Qt::AlignRight, tr("epoch %1").arg(valueText(epochs)));
  painter.setPen(theme.text);
  painter.drawText(above, Qt::AlignRight, tr("now %1").arg(valueText(m_curve.now)));
}

}  // namespace pellucid::ui
