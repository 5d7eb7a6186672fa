// SPDX-License-Identifier: GPL-3.0-or-later
// Transposes lines of values, in blocks of eight by eight.
#pragma once

#include "engine/base/numeric.h"

namespace pellucid::engine {

/// to[j · toStep + i] ← from[i · fromStep + j] for all i < rows and j < columns. The two must not overlap.
void transpose(const Scalar* from, Index fromStep, Index rows, Index columns, Scalar* to, Index toStep);

}  // namespace pellucid::engine
