// SPDX-License-Identifier: GPL-3.0-or-later
// What the diagnosis has found, as quiet signs on the network: a button on the card of each layer that
// something is found of, and a sign on each unit that is dead or saturated. Lives on the window's thread.
#pragma once

#include <QAbstractButton>
#include <optional>
#include <vector>

#include "ui/canvas/canvas_layout.h"
#include "ui/widgets/severity_sign.h"

namespace pellucid::ui {

/// Of one layer, or of the input.
struct LayerSign {
  std::optional<std::size_t> layer = 0;  ///< none: the input
  SignKind kind = SignKind::Note;        ///< the gravest
  QString text;                          ///< what was found, in a sentence
  std::vector<Index> dead = {};          ///< units, rising; whole maps where its outputs are images
  std::vector<Index> saturated = {};
  friend bool operator==(const LayerSign&, const LayerSign&) = default;
};

/// On the lower edge of a layer's card.
class LayerSignButton : public QAbstractButton {
  Q_OBJECT

 public:
  explicit LayerSignButton(QWidget* parent);
  void show(const LayerSign& sign);
  using QWidget::show;
  SignKind kind() const { return m_kind; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  SignKind m_kind = SignKind::Note;
};

class LayerSigns : public QObject {
  Q_OBJECT

 public:
  /// On this widget, which must outlive it.
  explicit LayerSigns(QWidget& canvas) : m_canvas(canvas) {}

  void setSigns(std::vector<LayerSign> signs, const CanvasLayout& layout);
  const std::vector<LayerSign>& signs() const { return m_signs; }
  /// Moves the buttons to their cards.
  void place(const CanvasLayout& layout);
  /// On the units that are seen.
  void paintUnits(QPainter& painter, const CanvasLayout& layout, const Theme& theme) const;
  /// "dead" or "saturated" where a unit has such a sign, for those who hear it; else empty.
  QString wordOf(std::size_t layer, Index unit) const;
  /// The button of a layer, or of the input; null where it has none.
  LayerSignButton* buttonOf(std::optional<std::size_t> layer) const;

 signals:
  void pressed(std::optional<std::size_t> layer);

 private:
  QWidget& m_canvas;
  std::vector<LayerSign> m_signs;
  std::vector<LayerSignButton*> m_buttons;  ///< one for each sign, of the canvas
};

}  // namespace pellucid::ui
