// SPDX-License-Identifier: GPL-3.0-or-later
// The network as a picture, live. Shows Moments, edits the document directly (padlocks, +, ×, dragging a card
// or the handle below it), and selects layers. It paints only when a Moment, the pointer or its size changed.
#pragma once

#include <QSpinBox>
#include <QWidget>
#include <optional>

#include "ui/canvas/canvas_target.h"
#include "ui/canvas/edge_buffer.h"
#include "ui/document/document.h"
#include "ui/run/moment.h"
#include "ui/run/step_view.h"

namespace pellucid::ui {

class NetworkCanvas : public QWidget {
  Q_OBJECT

 public:
  /// The references must outlive the canvas.
  NetworkCanvas(Document& document, Selection& selection);

  void showMoment(const Moment& moment);
  /// A staged step to be painted over the network; none when there is none.
  void showStep(std::optional<StepView> step);

  /// Most edges drawn at a time.
  static constexpr std::size_t kEdgeLimit = 10'000;

  /// How often it has painted a new moment; frames a second are measured by it.
  std::int64_t paintedMoments() const { return m_paintedMoments; }
  /// Where things are now; for tests and for tools that point at them.
  const CanvasLayout& canvasLayout() const { return m_layout; }

  QSize sizeHint() const override { return {820, 440}; }
  QSize minimumSizeHint() const override { return {420, 260}; }

 signals:
  /// Something the user should know: why an edit was refused, or what changed with it.
  void noted(const QString& message);
  /// The user asked for the layer's menu; it has been selected.
  void layerMenuRequested(const QPoint& globalPosition);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  /// Return and Escape in the field for units, before they come back here.
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct CardDrag {
    std::size_t layer;
    QPointF start;
    bool isMoving = false;
  };
  struct HandleDrag {
    std::size_t layer;
    QPointF start;
    Index units;
    int gesture;
  };

  void layOutAgain();
  void drawEdges();
  void setHovered(const CanvasTarget& target);
  QString toolTipFor(const CanvasTarget& target) const;
  void note(const engine::Result<void>& result);
  /// False while the picture is still that of another network than the document's: then it is not edited.
  bool isCurrent() const;
  void typeUnits(std::size_t layer);
  void takeTypedUnits();
  /// The hidden place that a card dropped at x would take.
  std::size_t dropPosition(double x) const;
  void paintEmpty(QPainter& painter) const;
  void paintStepAndPlaces(QPainter& painter) const;

  Document& m_document;
  Selection& m_selection;
  std::optional<Moment> m_moment;
  std::optional<StepView> m_step;
  CanvasLayout m_layout;
  VisibleEdges m_edges;
  EdgeBuffer m_buffer;
  QImage m_edgeImage;
  bool m_areEdgesStale = true;
  CanvasTarget m_hovered;
  QPointF m_pointer;
  std::optional<CardDrag> m_cardDrag;
  std::optional<HandleDrag> m_handleDrag;
  int m_gestures = 0;
  std::int64_t m_paintedMoments = 0;
  QSpinBox m_unitsEditor;
  std::size_t m_editedLayer = 0;
};

}  // namespace pellucid::ui
