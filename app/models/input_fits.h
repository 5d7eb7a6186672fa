// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the layers that somebody has written begin with what a sample of the data is. Pure.
#pragma once

#include "engine/data/dataset.h"
#include "engine/model/layers_text.h"

namespace pellucid::app {

/// Whether the given input shape means such samples. A count also matches images with that many values, and
/// the channels may come first, as other programs write a shape.
bool isInput(const engine::Shape& given, const engine::Shape& shape);

/// Refuses layers whose input differs from the data's.
engine::Result<void> checkInput(const engine::LayersText& layers, const engine::Dataset& dataset);

}  // namespace pellucid::app
