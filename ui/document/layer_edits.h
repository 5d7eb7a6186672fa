// SPDX-License-Identifier: GPL-3.0-or-later
// One function for each thing that a user does to the fields of one layer, as in edits.h. Layers are counted
// from 0.
#pragma once

#include <optional>

#include "ui/document/edits.h"

namespace pellucid::ui::edit {

/// The side of a convolution's kernel or of a pool's window; a padding that would be as large shrinks with
/// it, and windows of a pool that stood side by side still do.
Result<void> setKernel(Document& document, std::size_t layer, engine::Index kernel);
/// Of a convolution or a pool.
Result<void> setStride(Document& document, std::size_t layer, engine::Index stride);
/// Of a convolution.
Result<void> setPadding(Document& document, std::size_t layer, const engine::Padding& padding);
/// Of a dense layer or a convolution.
Result<void> setBias(Document& document, std::size_t layer, bool hasBias);
/// The share of its inputs that a dropout drops, 0 ≤ rate < 1.
Result<void> setDropRate(Document& document, std::size_t layer, double rate);

/// Only layers that draw their weights; nothing means the network's.
Result<void> setLayerInitializer(Document& document, std::size_t layer,
                                 std::optional<engine::Initializer> initializer);
/// Times the learning rate of the layer's updates, from now on. Only layers with weights.
Result<void> setRateFactor(Document& document, std::size_t layer, double factor);
/// Of a batch norm.
Result<void> setNormMomentum(Document& document, std::size_t layer, double momentum);
Result<void> setNormEpsilon(Document& document, std::size_t layer, double epsilon);

}  // namespace pellucid::ui::edit
