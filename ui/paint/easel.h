// SPDX-License-Identifier: GPL-3.0-or-later
// A sheet over the plane to paint on with tools, by the mouse or with a cursor moved by the keys. A stroke is
// shown while it lasts, and becomes samples when it ends. While nothing has been painted yet it says what to
// do.
#pragma once

#include <QWidget>
#include <optional>

#include "engine/data/own_strokes.h"
#include "ui/paint/own_desk.h"

namespace pellucid::ui {

enum class PaintTool { Look, Put, Brush, Move, Jitter, Erase };

class Easel : public QWidget {
  Q_OBJECT

 public:
  /// The desk must outlive it.
  explicit Easel(OwnDesk& desk, QWidget* parent = nullptr);

  /// The position of the sheet, ±6 along both axes, in this widget.
  void setSheet(const QRectF& sheet);
  void setTool(PaintTool tool);
  PaintTool tool() const { return m_tool; }
  /// The radius of brush, jitter and eraser, in units of the plane.
  void setRadius(double radius);
  void setAnswer(engine::PaintedAnswer answer);
  engine::PaintedAnswer answer() const { return m_answer; }

  /// The position of a place on the sheet, in this widget.
  QPointF at(engine::SheetPlace place) const;
  const engine::SampleNumbers& selected() const { return m_selected; }
  /// The message for when no more points fit.
  static QString fullText();

 signals:
  void toolWanted(pellucid::ui::PaintTool tool);
  /// The class's digit key was pressed.
  void classWanted(int label);
  /// Why a stroke changed nothing, or what it did.
  void noted(const QString& message);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  engine::SheetPlace placeAt(QPointF at) const;
  /// The points near a place that a pick would take.
  engine::SampleNumbers pickAt(engine::SheetPlace place) const;
  void beginStroke(PaintTool tool, engine::SheetPlace at);
  void extendStroke(engine::SheetPlace at);
  void endStroke();
  void dab(engine::SheetPlace at);
  void dropStroke();
  void moveCursor(engine::SheetPlace by);
  void useCursor();
  void eraseHere();
  QString strokeText(PaintTool tool) const;
  void paintPending(QPainter& painter) const;
  void paintHint(QPainter& painter) const;
  void paintTool(QPainter& painter) const;
  QColor colourOf(const engine::PaintedPoint& point) const;

  OwnDesk& m_desk;
  QRectF m_sheet;
  PaintTool m_tool = PaintTool::Look;
  double m_radius = 0.5;
  engine::PaintedAnswer m_answer;
  engine::SampleNumbers m_selected;
  std::optional<engine::SheetPlace> m_pointer;
  engine::SheetPlace m_cursor;
  bool m_hasCursor = false;  ///< the keyboard was used last

  // While a stroke lasts.
  std::optional<engine::OwnSamples> m_pending;
  PaintTool m_strokeTool = PaintTool::Look;
  engine::SheetPlace m_begun;
  engine::SheetPlace m_last;
  bool m_isBand = false;  ///< a selection rectangle is being drawn
};

}  // namespace pellucid::ui
