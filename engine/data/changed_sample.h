// SPDX-License-Identifier: GPL-3.0-or-later
// One of the user's own pictures or drawings, changed in the way all samples of the data are: rotated,
// inverted, and so on. Pure functions, any thread.
#pragma once

#include <vector>

#include "engine/data/data_changes.h"

namespace pellucid::engine {

/// The changes in the data's name that act on the pixels of its samples, in order.
std::vector<DataChanges::Step> pixelChanges(const Dataset& data);

/// The shape of the data's samples before these changes: each quarter turn swaps the sides.
Shape shapeBeforeChanges(const Dataset& data);

/// A sample of that shape, pixels from 0 to 1, changed like the data's, before any scaling. A sample that the
/// changes do not affect stays the same to the bit; noise is that of the first training sample.
Result<Vector> changedAs(const Dataset& data, const Vector& sample);

}  // namespace pellucid::engine
