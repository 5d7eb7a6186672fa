// SPDX-License-Identifier: GPL-3.0-or-later
// What the user looks at: the input that flows through the network, and the selected layer. Panels share it
// instead of knowing each other. It is not part of the document: selecting is neither saved nor undone.
#pragma once

#include <QObject>
#include <cstdint>
#include <optional>

#include "engine/base/numeric.h"

namespace pellucid::ui {

/// A sample's inputs (pixels in [0, 1], or numbers), its class where known, and its place in the test split
/// unless it was drawn.
struct Input {
  engine::Vector values;
  std::optional<std::uint8_t> target;
  std::optional<engine::Index> testIndex;
  engine::Vector numbers = {};  ///< what is to be answered, where that is no class
};

enum class Quantity { Activations, Gradients };

class Selection : public QObject {
  Q_OBJECT

 public:
  const Input& input() const { return m_input; }
  void setInput(Input input) {
    m_input = std::move(input);
    emit inputChanged();
  }

  /// Counted from 0, the first layer with weights; none when nothing is selected.
  std::optional<std::size_t> layer() const { return m_layer; }
  void setLayer(std::optional<std::size_t> layer) {
    if (layer == m_layer) return;
    m_layer = layer;
    emit layerChanged();
  }

  /// Whether the canvas shows what flows forward or what flows back.
  Quantity quantity() const { return m_quantity; }
  void setQuantity(Quantity quantity) {
    if (quantity == m_quantity) return;
    m_quantity = quantity;
    emit quantityChanged();
  }

 signals:
  void inputChanged();
  void layerChanged();
  void quantityChanged();

 private:
  Input m_input;
  std::optional<std::size_t> m_layer;
  Quantity m_quantity = Quantity::Activations;
};

}  // namespace pellucid::ui
