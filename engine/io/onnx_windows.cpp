// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_windows.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/io/onnx_nodes.h"
#include "engine/model/window_axis.h"

namespace pellucid::engine {
namespace {

using Integers = std::vector<std::int64_t>;

Error unsupported(const char* name, const Integers& values, const Message& supported) {
  return Error{message("has {} [{}]; {}", name, fmt::join(values, ", "), supported)};
}

/// An attribute of two equal values, or `otherwise`.
Result<Index> side(const onnx::NodeProto& node, const char* name, Index otherwise) {
  const Integers values = integersAttribute(node, name, {otherwise, otherwise});
  if (values.size() != 2 || values[0] != values[1] || values[0] < 1 || values[0] > kMaxKernel)
    return unsupported(name, values,
                       message("two equal numbers from 1 to {} are supported: square images", kMaxKernel));
  return values[0];
}

/// Padding above, left, below and right of images, in ONNX's order.
Integers padsOf(const LayerSpec& layer, const Shape& in) {
  const WindowAxis rows = windowAxis(layer, in.height);
  const WindowAxis columns = windowAxis(layer, in.width);
  return {rows.before, columns.before, rows.after, columns.after};
}

/// The positions of windows along an axis.
struct Stand {
  Index before = 0;
  Index windows = 0;
  friend bool operator==(const Stand&, const Stand&) = default;
};

/// For an axis with this padding around its pixels; `roundsUp` allows a last window that is cut off.
Stand standOf(Index pixels, Index before, Index after, const LayerSpec& layer, bool roundsUp) {
  const Index room = pixels + before + after - layer.kernel;
  if (room < 0) return {.before = before, .windows = 0};
  Index windows = room / layer.stride + 1;
  // A window that begins in the padding at the end does not count.
  if (roundsUp && room % layer.stride != 0 && windows * layer.stride < pixels + before) ++windows;
  return {.before = before, .windows = windows};
}

Stand standOf(const LayerSpec& layer, Index pixels) {
  const WindowAxis axis = windowAxis(layer, pixels);
  return {.before = axis.before, .windows = axis.windows};
}

/// `layer` has its kernel and stride.
Result<Padding> padding(const onnx::NodeProto& node, const Shape& in, LayerSpec layer,
                        const OnnxPads& padded) {
  const std::string automatic = textAttribute(node, "auto_pad", "NOTSET");
  Integers pads = integersAttribute(node, "pads", {0, 0, 0, 0});
  layer.padding = {.isSame = true};
  const Shape around{.channels = in.channels,
                     .height = in.height + padded[0] + padded[2],
                     .width = in.width + padded[1] + padded[3]};
  if (automatic == "SAME_UPPER" || automatic == "SAME_LOWER") {
    pads = padsOf(layer, around);
    if (automatic == "SAME_LOWER") std::swap_ranges(pads.begin(), pads.begin() + 2, pads.begin() + 2);
  } else if (automatic == "VALID") {
    pads = {0, 0, 0, 0};
  } else if (automatic != "NOTSET") {
    return Error{message("has auto_pad {}; NOTSET, VALID, SAME_UPPER and SAME_LOWER are supported",
                         shownName(automatic))};
  }
  const bool areCounts = pads.size() == 4 && std::ranges::all_of(pads, [](auto zeros) {
                           return zeros >= 0 && zeros <= kMaxKernel;
                         });
  if (!areCounts)
    return unsupported("pads", pads, message("four numbers from 0 to {} are supported", kMaxKernel));
  for (std::size_t i = 0; i < pads.size(); ++i) pads[i] += padded[i];
  const bool roundsUp = integerAttribute(node, "ceil_mode", 0) != 0;
  const Stand rows = standOf(in.height, pads[0], pads[2], layer, roundsUp);
  const Stand columns = standOf(in.width, pads[1], pads[3], layer, roundsUp);
  const bool mayHaveZeros = layer.kind == LayerKind::Conv2d;
  for (Index pixels = 0; pixels < (mayHaveZeros ? layer.kernel : 1); ++pixels) {
    layer.padding = {.isSame = false, .pixels = pixels};
    if (standOf(layer, in.height) == rows && standOf(layer, in.width) == columns) return layer.padding;
  }
  layer.padding = {.isSame = true};
  if (mayHaveZeros && standOf(layer, in.height) == rows && standOf(layer, in.width) == columns)
    return layer.padding;
  if (rows.windows < 1 || columns.windows < 1) return Padding{};  // reported as a kernel that does not fit
  if (!mayHaveZeros && roundsUp)
    return Error{message("has ceil_mode 1, which cuts off the last windows; only 0 is supported here")};
  if (!mayHaveZeros) return Error{message("has padding, which pools do not support here")};
  return unsupported(
      "pads", pads,
      message("the same on all sides and less than the kernel, or as SAME_UPPER, is supported"));
}

}  // namespace

Result<LayerSpec> onnxWindow(const onnx::NodeProto& node, LayerKind kind, const Shape& in, Index kernel,
                             const OnnxPads& padded) {
  const auto shape = side(node, "kernel_shape", kernel);
  if (!shape) return shape.error();
  if (kernel > 0 && *shape != kernel)
    return Error{message("has a kernel_shape of {0}×{0}, but a weight of {1}×{1}", *shape, kernel)};
  const auto stride = side(node, "strides", 1);
  if (!stride) return stride.error();
  LayerSpec layer{.activation = Activation::Linear, .kind = kind};
  layer.kernel = *shape;
  layer.stride = *stride;
  const auto zeros = padding(node, in, layer, padded);
  if (!zeros) return zeros.error();
  layer.padding = *zeros;
  return layer;
}

void addOnnxWindow(const LayerSpec& layer, const Shape& in, onnx::NodeProto& node) {
  addIntegers(node, "kernel_shape", {layer.kernel, layer.kernel});
  addIntegers(node, "strides", {layer.stride, layer.stride});
  addIntegers(node, "pads", padsOf(layer, in));
  if (layer.kind == LayerKind::Conv2d) {
    addIntegers(node, "dilations", {1, 1});
    addInteger(node, "group", 1);
    return;
  }
  addInteger(node, "ceil_mode", 0);
  if (layer.kind == LayerKind::AveragePool) addInteger(node, "count_include_pad", 0);
}

}  // namespace pellucid::engine
