// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_view.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/plane/plane_points.h"
#include "ui/theme/type_scale.h"

namespace pellucid::ui {
namespace {

constexpr double kMostRatio = 1.6;    // of a plane's width to its height
constexpr double kMostHeight = 1.25;  // and of its height to its width
constexpr int kMarginTop = 6;
constexpr int kMarginRight = 10;
constexpr double kHitRadius = 7;  // pixels
constexpr double kDragThreshold = 3;
constexpr double kKeyStep = 1.0 / 50;  // of the picture
constexpr double kLongKeyStep = 1.0 / 10;

}  // namespace

PlaneView::PlaneView(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("The plane"));
  setToolTip(tr(
      "What the network answers for every input. Click a point to see that sample in the network; drag, or "
      "press an arrow key, to ask about an input of your own. Escape brings the sample back."));
}

void PlaneView::setPicture(const PlanePicture* picture) {
  if (picture)
    m_picture = *picture;
  else
    m_picture.reset();
  update();
}

void PlaneView::setEmptyText(const QString& text) {
  m_emptyText = text;
  update();
}

void PlaneView::setAxes(const PlaneAxis& across, const PlaneAxis& up) {
  if (across == m_across && up == m_up) return;
  m_across = across;
  m_up = up;
  update();
}

void PlaneView::setWide(bool isWide) {
  if (isWide == m_isWide) return;
  m_isWide = isWide;
  update();
}

void PlaneView::setHere(QPointF here, bool isFolded) {
  m_here = here;
  m_isFolded = isFolded;
  update();
}

QRectF PlaneView::picturePlace() const {
  const double high = std::max(1, this->height() - kMarginTop - kAxisBottom);
  const double room = std::max(1, width() - kAxisLeft - kMarginRight);
  const double width = m_isWide ? room : std::min(room, std::round(high * kMostRatio));
  const double height = m_isWide ? high : std::min(high, std::round(width * kMostHeight));
  return {kAxisLeft + std::floor((room - width) / 2), kMarginTop, width, height};
}

QSize PlaneView::picturePixels() const {
  return (picturePlace().size() * devicePixelRatioF()).toSize();
}

PlaneFrame PlaneView::frame() const {
  PlaneFrame frame = m_picture->frame;
  frame.place = picturePlace();
  return frame;
}

QPointF PlaneView::clampedValue(QPointF at) const {
  const QRectF place = picturePlace();
  return frame().valueAt(
      {std::clamp(at.x(), place.left(), place.right()), std::clamp(at.y(), place.top(), place.bottom())});
}

void PlaneView::paintCross(QPainter& painter, QPointF at, const Theme& theme) const {
  constexpr double kArm = 8;
  // With a background of its own: the plane has all colours.
  for (const QPen& pen : {QPen(theme.field, 5, Qt::SolidLine, Qt::RoundCap), QPen(theme.forward, 2.2)}) {
    painter.setPen(pen);
    painter.drawLine(at - QPointF(kArm, 0), at + QPointF(kArm, 0));
    painter.drawLine(at - QPointF(0, kArm), at + QPointF(0, kArm));
  }
}

void PlaneView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  if (!m_picture || m_picture->image.isNull()) {
    painter.setPen(theme.mutedText);
    painter.drawText(rect().adjusted(12, 6, -12, -6), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
    return;
  }
  const PlaneFrame shown = frame();
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(shown.place, m_picture->image);
  painter.setRenderHint(QPainter::Antialiasing);
  paintAxes(painter, shown, m_across, m_up, font(), theme);
  painter.setClipRect(shown.place);
  if (m_isFolded) {
    paintCross(painter, m_picture->here + shown.place.topLeft(), theme);
  } else if (m_isWide) {
    const double x = shown.at(m_here.x(), shown.top).x();
    painter.setPen(QPen(theme.forward, 1.6));
    painter.drawLine(QPointF(x, shown.place.top()), QPointF(x, shown.place.bottom()));
  } else {
    paintCross(painter, shown.at(m_here.x(), m_here.y()), theme);
  }
  if (hasFocus()) {
    painter.setClipping(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 1.5));
    painter.drawRect(shown.place.adjusted(-1.5, -1.5, 1.5, 1.5));
  }
}

bool PlaneView::event(QEvent* event) {
  // A tip would cover what the pointer is reading.
  if (event->type() == QEvent::ToolTip && m_picture &&
      picturePlace().contains(static_cast<QHelpEvent*>(event)->pos()))
    return true;
  return QWidget::event(event);
}

void PlaneView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  emit resized();
}

std::optional<PlaneView::Hit> PlaneView::sampleAt(QPointF at) const {
  std::optional<Hit> hit;
  double nearest = kHitRadius;
  const QPointF inPicture = at - picturePlace().topLeft();
  for (const bool isTest : {false, true}) {
    const std::vector<QPointF>& places = isTest ? m_picture->test : m_picture->train;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const QPointF away = places[i] - inPicture;
      const double distance = std::hypot(away.x(), away.y());
      if (distance > nearest) continue;
      nearest = distance;
      hit = Hit{.isTest = isTest, .index = static_cast<qint64>(i)};
    }
  }
  return hit;
}

void PlaneView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !m_picture || !picturePlace().contains(event->position())) return;
  m_pressed = event->position();
  m_isDragging = false;
  if (const auto hit = sampleAt(event->position()))
    emit sampleChosen(hit->isTest, hit->index);
  else if (!m_isFolded)
    emit pointChosen(clampedValue(event->position()));
}

void PlaneView::mouseMoveEvent(QMouseEvent* event) {
  if (!m_picture) return;
  const QPointF at = event->position();
  const bool isInside = picturePlace().contains(at);
  if (m_pressed && !m_isFolded) {
    const QPointF away = at - *m_pressed;
    m_isDragging = m_isDragging || std::hypot(away.x(), away.y()) > kDragThreshold;
    if (m_isDragging) emit pointChosen(clampedValue(at));
  }
  const bool isOnSample = isInside && sampleAt(at);
  setCursor(isOnSample                ? Qt::PointingHandCursor
            : isInside && !m_isFolded ? Qt::CrossCursor
                                      : Qt::ArrowCursor);
  emit pointed(isInside && !m_isFolded ? std::optional(frame().valueAt(at)) : std::nullopt);
}

void PlaneView::mouseReleaseEvent(QMouseEvent*) {
  m_pressed.reset();
  m_isDragging = false;
}

void PlaneView::leaveEvent(QEvent*) {
  emit pointed(std::nullopt);
}

void PlaneView::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    emit sampleAgainRequested();
    return;
  }
  const double step = event->modifiers() & Qt::ShiftModifier ? kLongKeyStep : kKeyStep;
  QPointF move;
  if (event->key() == Qt::Key_Left) move.setX(-step);
  if (event->key() == Qt::Key_Right) move.setX(step);
  if (event->key() == Qt::Key_Up) move.setY(step);
  if (event->key() == Qt::Key_Down) move.setY(-step);
  if (move.isNull() || !m_picture || m_isFolded) return QWidget::keyPressEvent(event);
  const PlaneFrame shown = m_picture->frame;
  emit pointChosen(
      {std::clamp(m_here.x() + move.x() * (shown.right - shown.left), shown.left, shown.right),
       m_isWide ? m_here.y()
                : std::clamp(m_here.y() + move.y() * (shown.top - shown.bottom), shown.bottom, shown.top)});
}

}  // namespace pellucid::ui
