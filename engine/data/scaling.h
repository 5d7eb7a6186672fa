// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of any size made into numbers near 0 that vary by about 1, which is what networks learn from: each
// less the mean of the training samples, divided by their standard deviation. What was taken away stays
// beside the data and goes into every model that learned from them, so that it can be asked in the units of
// the table and answers in them. Pure.
#pragma once

#include <string>

#include "engine/base/message.h"
#include "engine/base/numeric.h"

namespace pellucid::engine {

struct Dataset;

/// x ← (x − mean) / deviation. Of N entries, for F = k·N values, entry i is that of the values k·i … k·i+k−1:
/// each column of a table has its own, and each channel of images.
struct Standard {
  Vector mean;
  Vector deviation;  ///< finite, > 0
  bool isEmpty() const { return mean.size() == 0; }
  /// Whether it can be that of samples with so many values.
  bool fits(Index values) const { return isEmpty() || (values > 0 && values % mean.size() == 0); }
  friend bool operator==(const Standard& a, const Standard& b) {
    return a.mean.size() == b.mean.size() && a.mean == b.mean && a.deviation == b.deviation;
  }
};

/// That of the inputs, and of the answers where they are numbers. Empty where nothing was changed.
struct Scaling {
  Standard inputs;
  Standard targets;
  bool isEmpty() const { return inputs.isEmpty() && targets.isEmpty(); }
  friend bool operator==(const Scaling&, const Scaling&) = default;
};

/// F×N, in place; nothing where the standard is empty.
void scale(const Standard& standard, Eigen::Ref<Matrix> values);
/// The inverse.
void unscale(const Standard& standard, Eigen::Ref<Matrix> values);

/// Of the training samples, summed in double; at least one. The deviation is that of the population, as
/// scikit-learn takes it, and 1 where all values are equal.
Scaling scalingOf(const Dataset& dataset);

/// Scales the samples of all splits, notes it in Dataset::scaling and renews the checksum. Bytes become
/// numbers.
void applyScaling(const Scaling& scaling, Dataset& dataset);

/// For everybody who reads how the data were read.
Message describeScaling(const Scaling& scaling);

}  // namespace pellucid::engine
