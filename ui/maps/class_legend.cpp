// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/class_legend.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme/class_colours.h"
#include "ui/theme/type_scale.h"

namespace pellucid::ui {
namespace {

constexpr double kDot = 8;
constexpr double kAfterDot = 4;
constexpr double kAfterEntry = 12;

}  // namespace

ClassLegend::ClassLegend(QWidget* parent) : QWidget(parent) {
  setFont(typeFont(font(), TypeSize::Small));
  setAccessibleName(tr("Colours of the classes"));
  setToolTip(tr("Which class has which colour; from the eleventh on they come again."));
}

void ClassLegend::setData(const engine::DatasetPtr& dataset) {
  if (dataset == m_dataset) return;
  m_dataset = dataset;
  updateGeometry();
  update();
}

double ClassLegend::entryWidth(std::size_t c) const {
  return kDot + kAfterDot +
         fontMetrics().horizontalAdvance(QString::fromStdString(m_dataset->classNames[c])) + kAfterEntry;
}

QSize ClassLegend::sizeHint() const {
  double width = 0;
  if (m_dataset)
    for (std::size_t c = 0; c < m_dataset->classNames.size(); ++c) width += entryWidth(c);
  return {static_cast<int>(std::min(width, 900.0)), fontMetrics().lineSpacing() + 2};
}

int ClassLegend::shownClasses() const {
  if (!m_dataset) return 0;
  const int all = static_cast<int>(m_dataset->classNames.size());
  double width = 0;
  for (int c = 0; c < all; ++c) {
    width += entryWidth(static_cast<std::size_t>(c));
    const bool isLast = c + 1 == all;
    // Before the last entry there must also be room for the ellipsis.
    if (width - kAfterEntry + (isLast ? 0 : kAfterEntry + fontMetrics().horizontalAdvance(QChar(0x2026))) >
        this->width())
      return c;
  }
  return all;
}

void ClassLegend::paintEvent(QPaintEvent*) {
  if (!m_dataset) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = themeOf(*this);
  const int shown = shownClasses();
  double left = 0;
  for (int c = 0; c < shown; ++c) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(classColour(theme, c, m_dataset->classes(), engine::chosenColours(*m_dataset)));
    painter.drawEllipse(QRectF(left, (height() - kDot) / 2.0, kDot, kDot));
    painter.setPen(theme.mutedText);
    const double width = entryWidth(static_cast<std::size_t>(c));
    painter.drawText(QRectF(left + kDot + kAfterDot, 0, width, height()), Qt::AlignLeft | Qt::AlignVCenter,
                     QString::fromStdString(m_dataset->classNames[static_cast<std::size_t>(c)]));
    left += width;
  }
  if (shown < static_cast<int>(m_dataset->classNames.size())) {
    painter.setPen(theme.mutedText);
    painter.drawText(QRectF(left, 0, width() - left, height()), Qt::AlignLeft | Qt::AlignVCenter,
                     QString(QChar(0x2026)));
  }
}

}  // namespace pellucid::ui
