// SPDX-License-Identifier: GPL-3.0-or-later
// One function for each thing that a user does to the fields of one layer, as in edits.h. Layers are counted
// from 0.
#pragma once

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

}  // namespace pellucid::ui::edit
