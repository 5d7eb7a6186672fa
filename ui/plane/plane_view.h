// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of the plane with its axes, the shown input as a cross, and pointer and keyboard interaction:
// choosing a sample, or moving an input of the user's own. Knows no network.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/plane/plane_axes.h"
#include "ui/plane/plane_question.h"

namespace pellucid::ui {

class PlaneView : public QWidget {
  Q_OBJECT

 public:
  explicit PlaneView(QWidget* parent = nullptr);

  /// The picture drawn; null where `emptyText` says why there is none.
  void setPicture(const PlanePicture* picture);
  void setEmptyText(const QString& text);
  void setAxes(const PlaneAxis& across, const PlaneAxis& up);
  /// A curve takes the whole available width; a plane stays nearly square.
  void setWide(bool isWide);
  /// The shown input, in data coordinates; followed at once, before there is a new picture.
  void setHere(QPointF here, bool isFolded);

  /// The picture's place in this widget.
  QRectF picturePlace() const;
  /// The size for a new picture.
  QSize picturePixels() const;
  const std::optional<PlanePicture>& picture() const { return m_picture; }
  const QString& emptyText() const { return m_emptyText; }

  QSize sizeHint() const override { return {420, 300}; }
  QSize minimumSizeHint() const override { return {150, 96}; }

 signals:
  /// The pointer is on this point of the plane, in data coordinates; none when it has left.
  void pointed(std::optional<QPointF> value);
  /// This point is to be the input.
  void pointChosen(QPointF value);
  void sampleChosen(bool isTest, qint64 index);
  /// The test sample is to be shown again instead of the user's own input.
  void sampleAgainRequested();
  /// The picture's place has changed.
  void resized();

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  struct Hit {
    bool isTest = false;
    qint64 index = 0;
  };
  std::optional<Hit> sampleAt(QPointF at) const;
  /// The picture's frame at its place in this widget.
  PlaneFrame frame() const;
  /// A point, clamped to the picture.
  QPointF clampedValue(QPointF at) const;
  void paintCross(QPainter& painter, QPointF at, const Theme& theme) const;

  std::optional<PlanePicture> m_picture;
  QString m_emptyText;
  PlaneAxis m_across;
  PlaneAxis m_up;
  QPointF m_here;
  bool m_isFolded = false;
  bool m_isWide = false;
  std::optional<QPointF> m_pressed;
  bool m_isDragging = false;
};

}  // namespace pellucid::ui
