// SPDX-License-Identifier: GPL-3.0-or-later
// What the values over a plane mean: which class, how certain, or a number and its scale. Pure functions.
#pragma once

#include <QString>
#include <vector>

#include "engine/inspect/class_shares.h"
#include "ui/run/moment.h"

namespace pellucid::ui {

/// Whose output is shown: the network's, one of its values, or a unit's.
struct PlaneSubject {
  engine::Index output = 0;            ///< for several numeric answers
  std::optional<UnitPlace> unit = {};  ///< instead of the network
  friend bool operator==(const PlaneSubject&, const PlaneSubject&) = default;
};

struct PlaneMeaning {
  enum class Kind { Classes, Number };
  Kind kind = Kind::Number;
  std::size_t layer = 0;        ///< the layer whose a is shown
  engine::Index row = 0;        ///< of that layer, for a numeric output
  engine::TargetCoding coding;  ///< for classes
  double middle = 0;            ///< for numbers: the middle of the colours,
  double half = 1;              ///< and the distance from it at full colour
  bool isUnit = false;          ///< a unit's, which has no targets
  /// Of the classes; see classColour().
  std::vector<std::uint8_t> colours = {};

  engine::Index classes() const { return coding.classes(); }
  friend bool operator==(const PlaneMeaning&, const PlaneMeaning&) = default;
};

/// The meaning of `subject`'s output on these data. The scale of an unbounded unit is that of `most`, its
/// largest value on the plane.
PlaneMeaning meaningOf(const engine::Network& network, engine::Loss loss, const engine::Dataset& dataset,
                       const PlaneSubject& subject);
/// Whether the scale of these values depends on them.
bool needsScale(const engine::Network& network, const PlaneMeaning& meaning);

/// The value in the units of the data: value · deviation + mean.
struct ShownScale {
  double mean = 0;
  double deviation = 1;
  double shown(double value) const { return value * deviation + mean; }
  double scaled(double shown) const { return (shown - mean) / deviation; }
};
/// For an input of these data, and for one of their numeric answers.
ShownScale inputScale(const engine::Dataset& dataset, engine::Index input);
ShownScale targetScale(const engine::Dataset& dataset, engine::Index target);

}  // namespace pellucid::ui
