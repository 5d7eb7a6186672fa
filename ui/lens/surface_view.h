// SPDX-License-Identifier: GPL-3.0-or-later
// The height map of the loss with the path that training took, and where it is now. A click, or Left and
// Right and Enter, go to a step of the path. Knows no run. GUI thread.
#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

#include "ui/lens/surface_look.h"

namespace pellucid::ui {

class SurfaceView : public QWidget {
  Q_OBJECT

 public:
  explicit SurfaceView(QWidget* parent = nullptr);

  void setLook(const SurfaceLookPtr& look);
  void setHere(const std::optional<Eigen::Vector2d>& here);
  /// Shown where there is no look.
  void setEmptyText(const QString& text);

  /// The map's place in this widget.
  QRectF mapPlace() const;
  QPointF placeOf(const Eigen::Vector2d& point) const;
  /// The loss of the field under the pointer; none outside the map.
  std::optional<double> pointedLoss() const { return m_pointedLoss; }
  /// The state of the path that is pointed at, or was reached with the keys.
  std::optional<std::size_t> marked() const { return m_marked; }

  QSize sizeHint() const override { return {420, 360}; }
  QSize minimumSizeHint() const override { return {180, 110}; }

 signals:
  void pointedChanged();
  void stepChosen(qint64 step);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void paintMap(QPainter& painter);
  void paintWay(QPainter& painter);
  std::optional<std::size_t> stateAt(QPointF at) const;
  void setPointed(std::optional<double> loss, std::optional<std::size_t> state);

  SurfaceLookPtr m_look;
  QImage m_image;
  std::vector<QLineF> m_lines;
  std::optional<Eigen::Vector2d> m_here;
  QString m_emptyText;
  std::optional<double> m_pointedLoss;
  std::optional<std::size_t> m_marked;
};

}  // namespace pellucid::ui
