// SPDX-License-Identifier: GPL-3.0-or-later
// The findings of the diagnosis as quiet signs on the network: a button on the card of each layer with a
// finding, and a sign on each dead or saturated unit. Lives on the window's thread.
#pragma once

#include <QAbstractButton>
#include <optional>
#include <vector>

#include "ui/canvas/canvas_layout.h"
#include "ui/widgets/severity_sign.h"

namespace pellucid::ui {

/// The sign of one layer, or of the input.
struct LayerSign {
  std::optional<std::size_t> layer = 0;  ///< none: the input
  SignKind kind = SignKind::Note;        ///< the most serious
  QString text;                          ///< the finding, in a sentence
  std::vector<Index> dead = {};          ///< units, ascending; whole maps where its outputs are images
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
  /// Puts the signs on this widget, which must outlive it.
  explicit LayerSigns(QWidget& canvas) : m_canvas(canvas) {}

  void setSigns(std::vector<LayerSign> signs, const CanvasLayout& layout);
  const std::vector<LayerSign>& signs() const { return m_signs; }
  /// Moves the buttons to their cards.
  void place(const CanvasLayout& layout);
  /// Paints the signs on the visible units.
  void paintUnits(QPainter& painter, const CanvasLayout& layout, const Theme& theme) const;
  /// "dead" or "saturated" where a unit has such a sign, for screen readers; otherwise empty.
  QString wordOf(std::size_t layer, Index unit) const;
  /// The button of a layer, or of the input; null where it has none.
  LayerSignButton* buttonOf(std::optional<std::size_t> layer) const;

 signals:
  void pressed(std::optional<std::size_t> layer);

 private:
  QWidget& m_canvas;
  std::vector<LayerSign> m_signs;
  std::vector<LayerSignButton*> m_buttons;  ///< one for each sign, children of the canvas
};

}  // namespace pellucid::ui
