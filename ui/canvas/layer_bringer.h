// SPDX-License-Identifier: GPL-3.0-or-later
// Adding layers on the canvas: from the palette beside a +, by a click or by dragging one to its place. Lives
// on the window's thread.
#pragma once

#include <QObject>
#include <QPainter>
#include <optional>

#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/layer_palette.h"
#include "ui/document/document.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

class LayerBringer : public QObject {
  Q_OBJECT

 public:
  /// Over `canvas`, which owns the palette; the references must outlive it.
  LayerBringer(QWidget& canvas, const CanvasScene& scene, Document& document, Selection& selection);

  const LayerPalette& palette() const { return m_palette; }
  /// At this +, if it exists.
  void open(std::size_t position);
  /// A layer being dragged from the palette: the place it would take, and whether it can.
  void paint(QPainter& painter, const Theme& theme) const;

 signals:
  /// Why a layer does not fit, or what was added with it.
  void noted(const QString& message);

 private:
  struct Brought {
    engine::LayerKind kind;
    std::size_t position;
    QPointF at;
    QString refusal;  ///< why it does not fit there; empty where it does
  };

  void insert(std::size_t position, engine::LayerKind kind);
  void bring(engine::LayerKind kind, QPointF at);
  void drop(engine::LayerKind kind, QPointF at);
  /// The nearest +.
  std::size_t addPosition(double x) const;

  QWidget& m_canvas;
  const CanvasScene& m_scene;
  Document& m_document;
  Selection& m_selection;
  LayerPalette m_palette;
  std::size_t m_position = 0;  ///< of the + that opened it
  std::optional<Brought> m_brought;
};

}  // namespace pellucid::ui
