// SPDX-License-Identifier: GPL-3.0-or-later
// The weights that enter a unit or make a map, and those that leave it, picked out of a moment. Pure
// functions.
#pragma once

#include <QSize>
#include <QString>
#include <vector>

#include "ui/run/moment.h"

namespace pellucid::ui {

/// The weights from one map of the layer below, or channel of the input, in rows as they are on it; for a
/// layer with a plain vector as input, all of them in one row.
struct WeightPicture {
  engine::Index from = 0;  ///< the map or channel
  engine::Vector w;
  engine::Vector
      gradient;  ///< dL/dw for the sample that is shown; empty without a target, or where it is not requested
  QSize size;    ///< columns and rows
  bool isPicture = false;  ///< whether they belong to adjacent pixels
};
/// Empty for layers without sums: pools and the like, and BatchNorm, which scales and shifts.
std::vector<WeightPicture> weightsInto(const Moment& moment, std::size_t layer, engine::Index channel,
                                       bool hasGradients = true);

/// What a 1 from this unit, or a 1 everywhere on this map, adds to z of a unit (or in the middle of a map) of
/// the next dense or convolutional layer; pools and normalisations in between are ignored.
struct OutgoingWeight {
  std::size_t layer = 0;
  engine::Index channel = 0;
  double sum = 0;
};
/// The largest by magnitude, at most `count`; empty for the last layer.
std::vector<OutgoingWeight> largestOutOf(const Moment& moment, std::size_t layer, engine::Index channel,
                                         std::size_t count);

}  // namespace pellucid::ui
