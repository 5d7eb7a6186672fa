// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of any size scaled to values near 0 that vary by about 1, which networks learn best from: the mean
// of the training samples is subtracted and the result divided by their standard deviation. The scaling is
// kept with the data and goes into every model that learned from them, so that it can be used in the units of
// the table and gives its answers in them. Pure.
#pragma once

#include <string>

#include "engine/base/message.h"
#include "engine/base/numeric.h"

namespace pellucid::engine {

struct Dataset;

/// x ← (x − mean) / deviation. With N entries for F = k·N values, entry i applies to the values k·i …
/// k·i+k−1: each column of a table has its own, and each channel of images.
struct Standard {
  Vector mean;
  Vector deviation;  ///< finite, > 0
  bool isEmpty() const { return mean.size() == 0; }
  /// Whether it can belong to samples with this many values.
  bool fits(Index values) const { return isEmpty() || (values > 0 && values % mean.size() == 0); }
  friend bool operator==(const Standard& a, const Standard& b) {
    return a.mean.size() == b.mean.size() && a.mean == b.mean && a.deviation == b.deviation;
  }
};

/// For the inputs, and for numeric targets. Empty where nothing was changed.
struct Scaling {
  Standard inputs;
  Standard targets;
  bool isEmpty() const { return inputs.isEmpty() && targets.isEmpty(); }
  friend bool operator==(const Scaling&, const Scaling&) = default;
};

/// F×N, in place; does nothing where the standard is empty.
void scale(const Standard& standard, Eigen::Ref<Matrix> values);
/// The inverse.
void unscale(const Standard& standard, Eigen::Ref<Matrix> values);

/// Over the training samples (at least one), summed in double. The deviation is that of the population, as in
/// scikit-learn, and 1 where all values are equal.
Scaling scalingOf(const Dataset& dataset);

/// Scales the samples of all splits, records it in Dataset::scaling and renews the checksum. Bytes become
/// numbers.
void applyScaling(const Scaling& scaling, Dataset& dataset);

/// For the description of how the data were read.
Message describeScaling(const Scaling& scaling);

}  // namespace pellucid::engine
