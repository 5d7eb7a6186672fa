// SPDX-License-Identifier: GPL-3.0-or-later
// A sheet over the plane that is painted on with tools, by the mouse or with a cursor that the keys move. A
// stroke is shown while it lasts, and becomes the samples when it ends. While nothing has been painted yet it
// says what to do.
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

  /// Where the sheet, ±6 along both axes, lies in this widget.
  void setSheet(const QRectF& sheet);
  void setTool(PaintTool tool);
  PaintTool tool() const { return m_tool; }
  /// Of brush, jitter and eraser, in units of the plane.
  void setRadius(double radius);
  void setAnswer(engine::PaintedAnswer answer);
  engine::PaintedAnswer answer() const { return m_answer; }

  /// Of a place on the sheet, in this widget.
  QPointF at(engine::SheetPlace place) const;
  const engine::SampleNumbers& selected() const { return m_selected; }
  /// Told where no more points fit.
  static QString fullText();

 signals:
  void toolWanted(pellucid::ui::PaintTool tool);
  /// A digit was pressed for it.
  void classWanted(int label);
  /// Why a stroke changed nothing, or what it came to.
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
  /// Of the points near a place those that a hand would take for it.
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
  bool m_hasCursor = false;  ///< the keys were used last

  // While a stroke lasts.
  std::optional<engine::OwnSamples> m_pending;
  PaintTool m_strokeTool = PaintTool::Look;
  engine::SheetPlace m_begun;
  engine::SheetPlace m_last;
  bool m_isBand = false;  ///< a rectangle is being drawn around points
};

}  // namespace pellucid::ui
