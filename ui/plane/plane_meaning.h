// SPDX-License-Identifier: GPL-3.0-or-later
// What the numbers over a plane say: which class, how certain, or a number and its scale. Pure functions.
#pragma once

#include <QString>
#include <vector>

#include "engine/inspect/class_shares.h"
#include "ui/run/moment.h"

namespace pellucid::ui {

/// Whose answer is shown: the network's, one of its numbers, or a unit's.
struct PlaneSubject {
  engine::Index output = 0;            ///< where the network's answer is several numbers
  std::optional<UnitPlace> unit = {};  ///< instead of the network
  friend bool operator==(const PlaneSubject&, const PlaneSubject&) = default;
};

struct PlaneMeaning {
  enum class Kind { Classes, Number };
  Kind kind = Kind::Number;
  std::size_t layer = 0;        ///< whose a is shown
  engine::Index row = 0;        ///< of that layer, where it is a number
  engine::TargetCoding coding;  ///< of classes
  double middle = 0;            ///< of a number: the middle of the colours,
  double half = 1;              ///< and how far from it full colour is
  bool isUnit = false;          ///< it is a unit's, which has no targets
  /// Of the classes, see classColour().
  std::vector<std::uint8_t> colours = {};

  engine::Index classes() const { return coding.classes(); }
  friend bool operator==(const PlaneMeaning&, const PlaneMeaning&) = default;
};

/// What `subject` answers on these data. The scale of a unit without bounds is that of `most`, the largest of
/// its numbers on the plane.
PlaneMeaning meaningOf(const engine::Network& network, engine::Loss loss, const engine::Dataset& dataset,
                       const PlaneSubject& subject);
/// Whether the scale of these numbers follows from them.
bool needsScale(const engine::Network& network, const PlaneMeaning& meaning);

/// What is shown in the units of the data: value · deviation + mean.
struct ShownScale {
  double mean = 0;
  double deviation = 1;
  double shown(double value) const { return value * deviation + mean; }
  double scaled(double shown) const { return (shown - mean) / deviation; }
};
/// Of an input of these data, and of a number of their answers.
ShownScale inputScale(const engine::Dataset& dataset, engine::Index input);
ShownScale targetScale(const engine::Dataset& dataset, engine::Index target);

}  // namespace pellucid::ui
