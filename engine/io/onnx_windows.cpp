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

/// Zeros above, left, below and right of images, as ONNX lists them.
Integers padsOf(const LayerSpec& layer, const Shape& in) {
  const WindowAxis rows = windowAxis(layer, in.height);
  const WindowAxis columns = windowAxis(layer, in.width);
  return {rows.before, columns.before, rows.after, columns.after};
}

/// `layer` has its kernel and stride.
Result<Padding> padding(const onnx::NodeProto& node, const Shape& in, LayerSpec layer) {
  layer.padding = {.isSame = true};
  const Integers same = padsOf(layer, in);
  const std::string automatic = textAttribute(node, "auto_pad", "NOTSET");
  Integers pads = integersAttribute(node, "pads", {0, 0, 0, 0});
  if (automatic == "SAME_UPPER")
    pads = same;
  else if (automatic == "VALID")
    pads = {0, 0, 0, 0};
  else if (automatic != "NOTSET")
    return Error{
        message("has auto_pad {}; NOTSET, VALID and SAME_UPPER are supported", shownName(automatic))};
  const bool areEqual = pads.size() == 4 && std::ranges::count(pads, pads[0]) == 4;
  if (areEqual && pads[0] >= 0 && pads[0] < layer.kernel) return Padding{.isSame = false, .pixels = pads[0]};
  if (pads == same) return Padding{.isSame = true};
  return unsupported(
      "pads", pads,
      message("the same on all sides and less than the kernel, or as SAME_UPPER, is supported"));
}

}  // namespace

Result<LayerSpec> onnxWindow(const onnx::NodeProto& node, LayerKind kind, const Shape& in, Index kernel) {
  const Integers dilations = integersAttribute(node, "dilations", {1, 1});
  if (std::ranges::count(dilations, 1) != std::ssize(dilations))
    return unsupported("dilations", dilations, message("only 1 is supported"));
  for (const auto& [name, only] : {std::pair{"group", 1}, {"ceil_mode", 0}, {"storage_order", 0}})
    if (const auto value = integerAttribute(node, name, only); value != only)
      return Error{message("has {} {}; only {} is supported", name, value, only)};

  const auto shape = side(node, "kernel_shape", kernel);
  if (!shape) return shape.error();
  if (kernel > 0 && *shape != kernel)
    return Error{message("has a kernel_shape of {0}×{0}, but a weight of {1}×{1}", *shape, kernel)};
  const auto stride = side(node, "strides", 1);
  if (!stride) return stride.error();
  LayerSpec layer{.activation = Activation::Linear, .kind = kind};
  layer.kernel = *shape;
  layer.stride = *stride;
  const auto zeros = padding(node, in, layer);
  if (!zeros) return zeros.error();
  layer.padding = *zeros;
  if (kind != LayerKind::Conv2d && layer.padding != Padding{})
    return Error{message("has padding, which pools do not support here")};
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
