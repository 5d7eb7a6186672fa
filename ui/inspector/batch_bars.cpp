// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/batch_bars.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr double kSideMargin = 8;

}  // namespace

BatchBars::BatchBars() {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Samples of the batch"));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void BatchBars::showContributions(const engine::Vector& each, engine::Index chosen) {
  m_each = each;
  m_chosen = chosen;
  setAccessibleDescription(
      tr("Sample %1 of %2 is selected. Left and Right select another.").arg(chosen + 1).arg(each.size()));
  update();
}

QRectF BatchBars::barColumn(engine::Index sample) const {
  const double pitch =
      (width() - 2 * kSideMargin) / static_cast<double>(std::max<engine::Index>(m_each.size(), 1));
  return {kSideMargin + static_cast<double>(sample) * pitch, 2, pitch, height() - 4.0};
}

engine::Index BatchBars::sampleAt(double x) const {
  const auto sample = static_cast<engine::Index>((x - kSideMargin) / barColumn(0).width());
  return std::clamp<engine::Index>(sample, 0, m_each.size() - 1);
}

void BatchBars::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  const double middle = height() / 2.0;
  if (m_each.size() > 0) {
    const auto largest = static_cast<double>(m_each.cwiseAbs().maxCoeff());
    QColor chosen = theme.accent;
    chosen.setAlphaF(0.22F);
    painter.fillRect(barColumn(m_chosen), chosen);
    for (engine::Index n = 0; n < m_each.size() && largest > 0; ++n) {
      const QRectF column = barColumn(n);
      const double gap = column.width() > 4 ? 1 : 0;
      const double size = static_cast<double>(m_each[n]) / largest * (middle - 3);
      painter.fillRect(QRectF(column.left() + gap / 2, size > 0 ? middle - size : middle,
                              column.width() - gap, std::abs(size)),
                       size > 0 ? theme.positive : theme.negative);
    }
  }
  painter.setPen(theme.mutedText);
  painter.drawLine(QPointF(kSideMargin, middle), QPointF(width() - kSideMargin, middle));
  if (hasFocus()) {
    painter.setPen(theme.accent);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

void BatchBars::mousePressEvent(QMouseEvent* event) {
  if (m_each.size() > 0) emit sampleChosen(sampleAt(event->position().x()));
}

void BatchBars::mouseMoveEvent(QMouseEvent* event) {
  if (m_each.size() == 0) return;
  const engine::Index sample = sampleAt(event->position().x());
  setToolTip(tr("Sample %1 of the batch: %2 of the mean gradient. Click to see it flow.")
                 .arg(sample + 1)
                 .arg(valueText(static_cast<double>(m_each[sample]))));
}

void BatchBars::keyPressEvent(QKeyEvent* event) {
  const int direction = event->key() == Qt::Key_Right ? 1 : (event->key() == Qt::Key_Left ? -1 : 0);
  if (direction == 0 || m_each.size() == 0) return QWidget::keyPressEvent(event);
  emit sampleChosen(std::clamp<engine::Index>(m_chosen + direction, 0, m_each.size() - 1));
}

}  // namespace pellucid::ui
