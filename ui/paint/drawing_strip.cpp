// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/drawing_strip.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/own_keys.h"

namespace pellucid::ui {
namespace {

constexpr int kSide = 30;
constexpr int kGap = 4;

}  // namespace

DrawingStrip::DrawingStrip(QWidget* parent) : QWidget(parent) {
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  setAccessibleName(tr("Drawings of this class"));
  setToolTip(
      tr("What has been drawn of this class. Click one, or go to it with the arrow keys; Delete erases it."));
  setFocusPolicy(Qt::NoFocus);
}

void DrawingStrip::setDrawings(std::vector<engine::Drawing> drawings) {
  m_drawings = std::move(drawings);
  m_chosen = m_drawings.empty() ? 0 : std::min(m_chosen, m_drawings.size() - 1);
  setFocusPolicy(m_drawings.empty() ? Qt::NoFocus : Qt::StrongFocus);
  updateGeometry();
  update();
}

int DrawingStrip::inRow(int width) const {
  return std::max(1, (width + kGap) / (kSide + kGap));
}

int DrawingStrip::heightForWidth(int width) const {
  const int rows = (static_cast<int>(m_drawings.size()) + inRow(width) - 1) / inRow(width);
  return std::max(0, rows * (kSide + kGap));
}

QRect DrawingStrip::placeOf(std::size_t i) const {
  const int at = static_cast<int>(i);
  const int columns = inRow(width());
  return {at % columns * (kSide + kGap), at / columns * (kSide + kGap), kSide, kSide};
}

void DrawingStrip::choose(std::size_t i) {
  m_chosen = i;
  setAccessibleDescription(tr("Drawing %1 of %2").arg(i + 1).arg(m_drawings.size()));
  update();
}

void DrawingStrip::mousePressEvent(QMouseEvent* event) {
  for (std::size_t i = 0; i < m_drawings.size(); ++i)
    if (placeOf(i).contains(event->position().toPoint())) choose(i);
}

bool DrawingStrip::event(QEvent* event) {
  return claimsKey(*event, {Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_Left, Qt::Key_Right, Qt::Key_Up,
                            Qt::Key_Down}) ||
         QWidget::event(event);
}

void DrawingStrip::keyPressEvent(QKeyEvent* event) {
  if (m_drawings.empty()) return QWidget::keyPressEvent(event);
  const auto last = static_cast<std::ptrdiff_t>(m_drawings.size()) - 1;
  const auto go = [&](std::ptrdiff_t by) {
    choose(static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(m_chosen) + by, 0, last)));
  };
  switch (event->key()) {
    case Qt::Key_Left:
      return go(-1);
    case Qt::Key_Right:
      return go(1);
    case Qt::Key_Up:
      return go(-inRow(width()));
    case Qt::Key_Down:
      return go(inRow(width()));
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
      return emit eraseWanted(m_drawings[m_chosen].number);
    default:
      QWidget::keyPressEvent(event);
  }
}

void DrawingStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const Theme& theme = themeOf(*this);
  for (std::size_t i = 0; i < m_drawings.size(); ++i) {
    constexpr int kInk = static_cast<int>(engine::kInkSide);
    const QImage picture(m_drawings[i].ink->data(), kInk, kInk, kInk, QImage::Format_Grayscale8);
    painter.drawImage(placeOf(i), picture);
    const bool isChosen = i == m_chosen && hasFocus();
    painter.setPen(QPen(isChosen ? theme.accent : theme.border, isChosen ? 2 : 1));
    painter.drawRect(placeOf(i).adjusted(0, 0, -1, -1));
  }
}

}  // namespace pellucid::ui
