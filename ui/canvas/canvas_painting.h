// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a CanvasScene: edges, units and cards, a staged step over them, and the cards beside the
// pinned and the pointed-at item. Edges are redrawn only when something about them has changed. Lives on the
// window's thread.
#pragma once

#include <QCoreApplication>
#include <QPainter>
#include <QWidget>

#include "ui/canvas/canvas_footer.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/decision_fields.h"
#include "ui/canvas/edge_picture.h"
#include "ui/canvas/hover_card.h"
#include "ui/canvas/layer_signs.h"

namespace pellucid::ui {

class CanvasPainting {
  Q_DECLARE_TR_FUNCTIONS(CanvasPainting)

 public:
  /// On `canvas`, using its size, font and theme; the references must outlive it.
  CanvasPainting(QWidget& canvas, const CanvasScene& scene, const Selection& selection, CanvasFooter& footer,
                 const LayerSigns& signs)
      : m_canvas(canvas), m_scene(scene), m_selection(selection), m_footer(footer), m_signs(signs) {}

  /// What the picture depends on besides the scene: the user's current gesture.
  struct InHand {
    bool isStale = false;                     ///< it shows a network or weights that have since changed
    std::optional<std::size_t> dragged = {};  ///< the layer that is being moved
    bool isBusy = false;  ///< an item being dragged or typed shows itself, without a card beside it
  };
  void paint(QPainter& painter, const InHand& inHand);
  /// Paints the canvas without a moment.
  void paintEmpty(QPainter& painter, bool isLoading) const;

  /// Edges, or which of them are lit, have changed.
  void forgetEdges() { m_areEdgesStale = true; }
  void forgetTrace() { m_isTraceStale = true; }
  void forgetPinnedCard() { m_pinnedCard = {}; }

  DecisionFields& fields() { return m_fields; }
  const DecisionFields& fields() const { return m_fields; }
  const VisibleEdges& edges() const { return m_edges; }
  std::int64_t paintedMoments() const { return m_paintedMoments; }
  /// As painted last; has a picture only where it is of the plane.
  const PaintedCard& pinnedCard() const { return m_pinnedCard; }
  QRectF pinnedCross() const;
  QRectF hoveredCard() const { return m_hoveredCard; }

 private:
  /// The moment drawn: the newest one, or during an update the one with moved weights.
  const Moment& drawn() const { return m_moved ? *m_moved : *m_scene.moment; }
  CanvasView viewOf(const Theme& theme, const InHand& inHand) const;
  void drawEdges();
  void drawTrace();
  EdgePicture::Canvas edgeCanvas() const;
  void paintEdges(QPainter& painter, const Theme& theme);
  void paintStepAndPlaces(QPainter& painter, const Theme& theme) const;
  void paintOver(QPainter& painter, const CanvasView& view, const InHand& inHand);
  /// The cards beside the pinned and the pointed-at item.
  void paintCallOuts(QPainter& painter, const CanvasView& view, bool isBusy);
  PaintedCard paintCard(QPainter& painter, const CanvasView& view, const CanvasTarget& target,
                        std::vector<QRectF>& taken) const;
  /// The area a card must not cover, because it explains it.
  QRectF aboutRect(const CanvasTarget& target) const;

  QWidget& m_canvas;
  const CanvasScene& m_scene;
  const Selection& m_selection;
  CanvasFooter& m_footer;
  const LayerSigns& m_signs;
  DecisionFields m_fields;
  VisibleEdges m_edges;
  EdgePicture m_picture;
  bool m_areEdgesStale = true;
  bool m_isTraceStale = true;
  MomentPtr m_moved;
  engine::Vector m_changes;  ///< of the weights, during an update
  std::int64_t m_paintedMoments = 0;
  PaintedCard m_pinnedCard;
  QRectF m_hoveredCard;
};

}  // namespace pellucid::ui
