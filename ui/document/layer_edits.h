// SPDX-License-Identifier: GPL-3.0-or-later
// One function for each change a user makes to the fields of one layer, as in edits.h. Layers are counted
// from 0.
#pragma once

#include <optional>

#include "ui/document/edits.h"

namespace pellucid::ui::edit {

/// The side of a convolution's kernel or of a pool's window; a padding that would be as large shrinks with
/// it, and a pool's windows that were side by side remain so.
Result<void> setKernel(Document& document, std::size_t layer, engine::Index kernel);
/// For a convolution or a pool.
Result<void> setStride(Document& document, std::size_t layer, engine::Index stride);
/// For a convolution.
Result<void> setPadding(Document& document, std::size_t layer, const engine::Padding& padding);
/// For a dense layer or a convolution.
Result<void> setBias(Document& document, std::size_t layer, bool hasBias);
/// The share of its inputs that a dropout drops, 0 ≤ rate < 1.
Result<void> setDropRate(Document& document, std::size_t layer, double rate);

/// Only for layers that draw their weights; nothing means the network's initializer.
Result<void> setLayerInitializer(Document& document, std::size_t layer,
                                 std::optional<engine::Initializer> initializer);
/// Multiplies the learning rate of the layer's updates from now on. Only for layers with weights.
Result<void> setRateFactor(Document& document, std::size_t layer, double factor);
/// For a batch norm.
Result<void> setNormMomentum(Document& document, std::size_t layer, double momentum);
Result<void> setNormEpsilon(Document& document, std::size_t layer, double epsilon);

}  // namespace pellucid::ui::edit
