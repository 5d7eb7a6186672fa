// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_windows.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/io/onnx_nodes.h"

namespace pellucid::engine {
namespace {

using Integers = std::vector<std::int64_t>;

Error unsupported(const char* name, const Integers& values, const std::string& supported) {
  return Error{fmt::format("has {} [{}]; {}", name, fmt::join(values, ", "), supported)};
}

/// An attribute of two equal values, or `otherwise`.
Result<Index> side(const onnx::NodeProto& node, const char* name, Index otherwise) {
  const Integers values = integersAttribute(node, name, {otherwise, otherwise});
  if (values.size() != 2 || values[0] != values[1] || values[0] < 1 || values[0] > kMaxKernel)
    return unsupported(
        name, values, fmt::format("two equal numbers from 1 to {} are supported: square images", kMaxKernel));
  return values[0];
}

/// Zeros before and behind a line of `size` pixels, as Padding::isSame adds them.
std::pair<Index, Index> samePads(Index size, Index kernel, Index stride) {
  const Index places = (size + stride - 1) / stride;
  const Index all = std::max<Index>(0, (places - 1) * stride + kernel - size);
  return {all / 2, all - all / 2};
}

Result<Padding> padding(const onnx::NodeProto& node, const Shape& in, Index kernel, Index stride) {
  const std::string automatic = textAttribute(node, "auto_pad", "NOTSET");
  if (automatic == "SAME_UPPER") return Padding{.isSame = true};
  if (automatic == "VALID") return Padding{};
  if (automatic != "NOTSET")
    return Error{
        fmt::format("has auto_pad {}; NOTSET, VALID and SAME_UPPER are supported", shownName(automatic))};
  const Integers pads = integersAttribute(node, "pads", {0, 0, 0, 0});  // above, left, below, right
  const bool areEqual = pads.size() == 4 && std::ranges::count(pads, pads[0]) == 4;
  if (areEqual && pads[0] >= 0 && pads[0] < kernel) return Padding{.isSame = false, .pixels = pads[0]};
  const auto [above, below] = samePads(in.height, kernel, stride);
  const auto [left, right] = samePads(in.width, kernel, stride);
  if (pads == Integers{above, left, below, right}) return Padding{.isSame = true};
  return unsupported("pads", pads,
                     "the same on all sides and less than the kernel, or as SAME_UPPER, is supported");
}

void addIntegers(onnx::NodeProto& node, const char* name, const Integers& values) {
  auto* attribute = node.add_attribute();
  attribute->set_name(name);
  attribute->set_type(onnx::AttributeProto::INTS);
  for (const std::int64_t value : values) attribute->add_ints(value);
}

}  // namespace

Result<LayerSpec> onnxWindow(const onnx::NodeProto& node, LayerKind kind, const Shape& in, Index kernel) {
  const Integers dilations = integersAttribute(node, "dilations", {1, 1});
  if (std::ranges::count(dilations, 1) != std::ssize(dilations))
    return unsupported("dilations", dilations, "only 1 is supported");
  for (const auto& [name, only] : {std::pair{"group", 1}, {"ceil_mode", 0}, {"storage_order", 0}})
    if (const auto value = integerAttribute(node, name, only); value != only)
      return Error{fmt::format("has {} {}; only {} is supported", name, value, only)};

  const auto shape = side(node, "kernel_shape", kernel);
  if (!shape) return shape.error();
  if (kernel > 0 && *shape != kernel)
    return Error{fmt::format("has a kernel_shape of {0}×{0}, but a weight of {1}×{1}", *shape, kernel)};
  const auto stride = side(node, "strides", 1);
  if (!stride) return stride.error();
  const auto zeros = padding(node, in, *shape, *stride);
  if (!zeros) return zeros.error();
  if (kind != LayerKind::Conv2d && *zeros != Padding{})
    return Error{"has padding, which pools do not have here"};

  LayerSpec layer{.activation = Activation::Linear, .kind = kind};
  layer.kernel = *shape;
  layer.stride = *stride;
  layer.padding = *zeros;
  return layer;
}

void addOnnxWindow(const LayerSpec& layer, onnx::NodeProto& node) {
  addIntegers(node, "kernel_shape", {layer.kernel, layer.kernel});
  addIntegers(node, "strides", {layer.stride, layer.stride});
  if (layer.padding.isSame) {
    auto* attribute = node.add_attribute();
    attribute->set_name("auto_pad");
    attribute->set_type(onnx::AttributeProto::STRING);
    attribute->set_s("SAME_UPPER");
  } else if (const Index p = layer.padding.pixels; p > 0) {
    addIntegers(node, "pads", {p, p, p, p});
  }
}

}  // namespace pellucid::engine
