// SPDX-License-Identifier: GPL-3.0-or-later
// The attributes of ONNX nodes that slide a window over images: Conv, MaxPool, AveragePool. Internal to io/;
// pure, any thread.
#pragma once

#include <onnx.pb.h>

#include <array>

#include "engine/data/dataset.h"
#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// Padding above, left, below and right of images, in ONNX's order.
using OnnxPads = std::array<Index, 4>;

/// The layer for the node, without units and activation, for images of shape `in`, around which an earlier
/// node has put `padded`. `kernel` is the side of a Conv's weight, and 0 for a pool. Refuses windows that are
/// not square or that the engine's layers cannot have: uneven padding, rounding up, or a padded pool. The
/// positions of the windows are what counts: padding that none of them reaches is ignored, and where several
/// paddings give the same windows, a number of pixels on all sides is preferred.
Result<LayerSpec> onnxWindow(const onnx::NodeProto& node, LayerKind kind, const Shape& in, Index kernel,
                             const OnnxPads& padded = {});

/// Adds all attributes of such a layer to its node, including those with default values: not every reader
/// knows the defaults. Padding is written as a number of pixels on each side.
void addOnnxWindow(const LayerSpec& layer, const Shape& in, onnx::NodeProto& node);

}  // namespace pellucid::engine
