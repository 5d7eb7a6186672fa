// SPDX-License-Identifier: GPL-3.0-or-later
// Something of the user's own, a picture or a drawing, changed as all samples of the data are: turned,
// inverted, and so on. Pure functions, any thread.
#pragma once

#include <vector>

#include "engine/data/data_changes.h"

namespace pellucid::engine {

/// What the data's name does to the pixels of their samples, one after the other.
std::vector<DataChanges::Step> pixelChanges(const Dataset& data);

/// Of the data's samples before these changes: each quarter turn swaps the sides.
Shape shapeBeforeChanges(const Dataset& data);

/// A sample of that shape, pixels from 0 to 1, as one of the data, before any scaling. One that they leave as
/// it is stays so, to the bit; noise is that of the first training sample.
Result<Vector> changedAs(const Dataset& data, const Vector& sample);

}  // namespace pellucid::engine
