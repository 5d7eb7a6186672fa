// SPDX-License-Identifier: GPL-3.0-or-later
// What the user is looking at: the input that flows through the network, the selected layer, and the unit or
// weight whose arithmetic is shown. Panels share it instead of knowing about each other. Not part of the
// document: selecting is neither saved nor undone.
#pragma once

#include <QObject>
#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/inspect/network_place.h"
#include "engine/inspect/units/held_channels.h"

namespace pellucid::ui {

/// What a network should answer: a class, or numbers. Empty where nothing is wanted.
struct Target {
  std::optional<std::uint8_t> label = {};
  engine::Vector numbers = {};
  bool isEmpty() const { return !label && numbers.size() == 0; }
};

/// A sample's inputs (pixels in [0, 1], or numbers), its class where known, and its place in the test split,
/// or in the training split, unless the user drew, typed or dragged it.
struct Input {
  engine::Vector values;
  std::optional<std::uint8_t> target;
  std::optional<engine::Index> testIndex;
  engine::Vector numbers = {};  ///< the target, where that is no class
  std::optional<engine::Index> trainIndex = {};
  /// The user's choice instead of the data's answer: loss and gradients are then those of this target.
  Target chosen = {};
  bool hasChosenTarget() const { return !chosen.isEmpty(); }
  /// The user's own, for which the data have no answer.
  bool isOwn() const { return !testIndex && !trainIndex; }
};

/// Sets the split's answer for the sample: its class, or its numbers.
inline void setAnswer(Input& input, const engine::Dataset& dataset, const engine::Split& split,
                      engine::Index sample) {
  if (dataset.hasClasses())
    input.target = split.labels[static_cast<std::size_t>(sample)];
  else
    input.numbers = split.targets.col(sample);
}

using Place = engine::NetworkPlace;

/// One unit of a layer; both count from 0.
struct UnitPlace {
  std::size_t layer = 0;
  engine::Index unit = 0;
  friend bool operator==(const UnitPlace&, const UnitPlace&) = default;
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
  void setLayer(std::optional<std::size_t> layer) { chooseLayers(layer, layer); }

  /// Adjacent layers, to be copied or removed together; layer() is the first or the last.
  struct LayerRange {
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t size() const { return last - first + 1; }
    bool contains(std::size_t layer) const { return layer >= first && layer <= last; }
    friend bool operator==(const LayerRange&, const LayerRange&) = default;
  };
  std::optional<LayerRange> layers() const {
    if (!m_layer) return std::nullopt;
    return LayerRange{.first = std::min(*m_layer, *m_firstChosen),
                      .last = std::max(*m_layer, *m_firstChosen)};
  }
  /// Selects from where the choice began to `layer`, which is then the selected one.
  void extendTo(std::size_t layer) { chooseLayers(m_layer ? m_firstChosen : layer, layer); }

  /// The unit with the keyboard focus, in the selected layer. Selecting another layer clears it. It is the
  /// place whose arithmetic is shown until a weight is chosen.
  std::optional<UnitPlace> unit() const { return m_unit; }
  void setUnit(std::optional<UnitPlace> unit) {
    if (unit == m_unit) return;
    m_unit = unit;
    if (unit) setLayer(unit->layer);
    emit unitChanged();
    setPlace(unit ? std::optional(Place{.layer = unit->layer, .unit = unit->unit, .from = {}})
                  : std::nullopt);
  }

  /// The unit or weight whose arithmetic is shown; none when nothing is selected.
  const std::optional<Place>& place() const { return m_place; }
  void setPlace(std::optional<Place> place) {
    if (place == m_place) return;
    m_place = place;
    emit placeChanged();
  }

  /// The item under the pointer in one view, so that the others can light it up.
  const std::optional<Place>& pointed() const { return m_pointed; }
  void setPointed(std::optional<Place> pointed) {
    if (pointed == m_pointed) return;
    m_pointed = pointed;
    emit pointedChanged();
  }

  /// Units and weights that another view has chosen, for the canvas to light up.
  const std::vector<Place>& marked() const { return m_marked; }
  void setMarked(std::vector<Place> marked) {
    if (marked == m_marked) return;
    m_marked = std::move(marked);
    emit markedChanged();
  }

  /// Units and maps that are switched off for inspection, with the values they are held at. The run does not
  /// know about it.
  const engine::HeldChannels& switchedOff() const { return m_switchedOff; }
  void setSwitchedOff(engine::HeldChannels held) {
    if (held == m_switchedOff) return;
    m_switchedOff = std::move(held);
    emit switchedOffChanged();
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
  void unitChanged();
  void placeChanged();
  void pointedChanged();
  void markedChanged();
  void quantityChanged();
  void switchedOffChanged();

 private:
  void chooseLayers(std::optional<std::size_t> first, std::optional<std::size_t> layer) {
    if (first == m_firstChosen && layer == m_layer) return;
    m_firstChosen = first;
    m_layer = layer;
    if (m_unit && layer != m_unit->layer) setUnit(std::nullopt);
    emit layerChanged();
  }

  Input m_input;
  std::optional<std::size_t> m_layer;
  std::optional<std::size_t> m_firstChosen;  ///< of the layers chosen together
  std::optional<UnitPlace> m_unit;
  std::optional<Place> m_place;
  std::optional<Place> m_pointed;
  std::vector<Place> m_marked;
  engine::HeldChannels m_switchedOff;
  Quantity m_quantity = Quantity::Activations;
};

}  // namespace pellucid::ui
