// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_fold.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "engine/io/onnx_nodes.h"

namespace pellucid::engine {
namespace {

using Tensors = std::vector<const OnnxTensor*>;
using Folded = std::optional<OnnxTensor>;

/// Calls visit(a, b) for all index tuples of `dims` in order, with the sums of index · stride for two
/// tensors.
template <class Visit>
void walk(const std::vector<Index>& dims, const std::vector<Index>& a, const std::vector<Index>& b,
          Visit visit) {
  std::vector<Index> at(dims.size(), 0);
  if (std::ranges::count(dims, 0) > 0) return;
  Index placeA = 0;
  Index placeB = 0;
  while (true) {
    visit(placeA, placeB);
    std::size_t axis = dims.size();
    while (axis > 0) {
      --axis;
      placeA += a[axis];
      placeB += b[axis];
      if (++at[axis] < dims[axis]) break;
      placeA -= a[axis] * dims[axis];
      placeB -= b[axis] * dims[axis];
      at[axis] = 0;
      if (axis == 0) return;
    }
    if (dims.empty()) return;
  }
}

std::vector<Index> stridesOf(const std::vector<Index>& dims) {
  std::vector<Index> strides(dims.size(), 1);
  for (std::size_t i = dims.size(); i-- > 1;) strides[i - 1] = strides[i] * dims[i];
  return strides;
}

OnnxTensor withDims(const OnnxTensor& tensor, std::vector<Index> dims) {
  OnnxTensor result = tensor;
  result.dims = std::move(dims);
  return result;
}

/// The tensor's values at these positions, in this order.
OnnxTensor gathered(const OnnxTensor& tensor, const std::vector<Index>& places, std::vector<Index> dims) {
  const auto pick = [&](const auto& values) {
    std::remove_cvref_t<decltype(values)> result;
    result.reserve(places.size());
    for (const Index place : places) result.push_back(values[static_cast<std::size_t>(place)]);
    return result;
  };
  OnnxTensor result = tensor.isFloat() ? onnxFloats(std::move(dims), pick(*tensor.floats))
                                       : onnxIntegers(std::move(dims), pick(*tensor.integers));
  result.name = tensor.name;
  return result;
}

Folded reshape(const OnnxNode& node, const OnnxTensor& tensor, const OnnxTensor& shape) {
  if (!shape.isInteger() || shape.count() > 8) return std::nullopt;
  std::vector<Index> dims(shape.integers->begin(), shape.integers->end());
  const bool zeroCopies = integerAttribute(*node.proto, "allowzero", 0) == 0;
  Index product = 1;
  std::optional<std::size_t> open;
  for (std::size_t i = 0; i < dims.size(); ++i) {
    if (dims[i] == 0 && zeroCopies && i < tensor.dims.size()) dims[i] = tensor.dims[i];
    if (dims[i] == -1 && !open) {
      open = i;
      continue;
    }
    if (dims[i] < 0 || (dims[i] > 0 && product > tensor.count() / dims[i])) return std::nullopt;
    product *= dims[i];
  }
  if (open && product > 0) dims[*open] = tensor.count() / product;
  if (product * (open ? dims[*open] : 1) != tensor.count()) return std::nullopt;
  return withDims(tensor, std::move(dims));
}

Folded transpose(const OnnxNode& node, const OnnxTensor& tensor) {
  std::vector<std::int64_t> axes;
  for (std::size_t i = tensor.dims.size(); i-- > 0;) axes.push_back(static_cast<std::int64_t>(i));
  axes = integersAttribute(*node.proto, "perm", axes);
  if (std::set(axes.begin(), axes.end()).size() != tensor.dims.size() || axes.size() != tensor.dims.size())
    return std::nullopt;
  const std::vector<Index> from = stridesOf(tensor.dims);
  std::vector<Index> dims;
  std::vector<Index> strides;
  for (const std::int64_t axis : axes) {
    if (axis < 0 || axis >= std::ssize(tensor.dims)) return std::nullopt;
    dims.push_back(tensor.dims[static_cast<std::size_t>(axis)]);
    strides.push_back(from[static_cast<std::size_t>(axis)]);
  }
  const auto turned = [&](const auto& values) {
    std::remove_cvref_t<decltype(values)> result;
    result.reserve(values.size());
    walk(dims, strides, strides,
         [&](Index place, Index) { result.push_back(values[static_cast<std::size_t>(place)]); });
    return result;
  };
  return tensor.isFloat() ? onnxFloats(dims, turned(*tensor.floats))
                          : onnxIntegers(dims, turned(*tensor.integers));
}

Folded cast(const OnnxNode& node, const OnnxTensor& tensor) {
  const auto to = integerAttribute(*node.proto, "to", 0);
  const bool isToFloat = to == onnx::TensorProto::FLOAT || to == onnx::TensorProto::DOUBLE ||
                         to == onnx::TensorProto::FLOAT16 || to == onnx::TensorProto::BFLOAT16;
  const bool isToWhole = to == onnx::TensorProto::INT64 || to == onnx::TensorProto::INT32;
  if ((isToFloat && tensor.isFloat()) || (isToWhole && tensor.isInteger())) return tensor;
  if (isToFloat && tensor.isInteger())
    return onnxFloats(tensor.dims, {tensor.integers->begin(), tensor.integers->end()});
  if (!isToWhole || !tensor.isFloat()) return std::nullopt;
  std::vector<std::int64_t> values;
  for (const float value : *tensor.floats) {
    if (!(std::abs(value) < 1e9F)) return std::nullopt;
    values.push_back(static_cast<std::int64_t>(value));
  }
  return onnxIntegers(tensor.dims, std::move(values));
}

Folded concat(const OnnxNode& node, const Tensors& inputs) {
  const auto axis = axisOf(integerAttribute(*node.proto, "axis", 0), 1);
  if (!axis) return std::nullopt;
  std::vector<std::int64_t> whole;
  std::vector<float> parts;
  for (const OnnxTensor* input : inputs) {
    if (input->dims.size() != 1 || input->isFloat() != inputs[0]->isFloat()) return std::nullopt;
    if (input->isFloat())
      parts.insert(parts.end(), input->floats->begin(), input->floats->end());
    else
      whole.insert(whole.end(), input->integers->begin(), input->integers->end());
  }
  if (inputs[0]->isFloat()) return onnxFloats({std::ssize(parts)}, parts);
  return onnxIntegers({std::ssize(whole)}, whole);
}

/// For a one-dimensional tensor.
Folded gather(const OnnxNode& node, const OnnxTensor& tensor, const OnnxTensor& indices) {
  if (tensor.dims.size() != 1 || !indices.isInteger() || !axisOf(integerAttribute(*node.proto, "axis", 0), 1))
    return std::nullopt;
  std::vector<Index> places;
  for (const std::int64_t index : *indices.integers) {
    const std::int64_t place = index < 0 ? index + tensor.count() : index;
    if (place < 0 || place >= tensor.count()) return std::nullopt;
    places.push_back(place);
  }
  return gathered(tensor, places, indices.dims);
}

/// Along one axis, forwards or backwards.
Folded slice(const OnnxNode& node, const Tensors& inputs) {
  const OnnxTensor& tensor = *inputs[0];
  const auto part = [&](const char* name, std::size_t input,
                        std::int64_t otherwise) -> std::optional<std::int64_t> {
    std::vector<std::int64_t> values = integersAttribute(*node.proto, name, {otherwise});
    if (inputs.size() > input && inputs[input] != nullptr) {
      if (!inputs[input]->isInteger()) return std::nullopt;
      values = *inputs[input]->integers;
    }
    return values.size() == 1 ? std::optional(values[0]) : std::nullopt;
  };
  const auto begin = part("starts", 1, 0);
  const auto end = part("ends", 2, 0);
  const auto axis = part("axes", 3, 0);
  const auto step = part("steps", 4, 1);
  const auto along = axis ? axisOf(*axis, tensor.dims.size()) : std::nullopt;
  if (!along || !begin || !end || !step || std::abs(*step) != 1) return std::nullopt;
  const std::int64_t size = tensor.dims[*along];
  // Backwards from the last one to before the first.
  const std::int64_t least = *step > 0 ? 0 : -1;
  const auto inside = [&](std::int64_t at) {
    return std::clamp<std::int64_t>(at < 0 ? at + size : at, least, size + least);
  };
  std::vector<Index> dims = tensor.dims;
  const Index count = std::max<std::int64_t>((inside(*end) - inside(*begin)) * *step, 0);
  dims[*along] = count;
  const std::vector<Index> strides = stridesOf(tensor.dims);
  std::vector<Index> turned = strides;
  turned[*along] *= *step;
  std::vector<Index> places;
  walk(dims, turned, turned,
       [&](Index place, Index) { places.push_back(place + inside(*begin) * strides[*along]); });
  return gathered(tensor, places, std::move(dims));
}

/// One value repeated to fill a shape; for small shapes, as used by exporters in their computations.
Folded constantOfShape(const onnx::NodeProto& node, const OnnxTensor& shape) {
  constexpr Index kMost = 1000;
  if (!shape.isInteger() || shape.count() > 8) return std::nullopt;
  Index count = 1;
  for (const std::int64_t size : *shape.integers) {
    if (size < 0 || size > kMost || count * size > kMost) return std::nullopt;
    count *= size;
  }
  const std::vector<Index> dims(shape.integers->begin(), shape.integers->end());
  const auto places = static_cast<std::size_t>(count);
  if (node.attribute_size() == 0) return onnxFloats(dims, std::vector<float>(places, 0));
  onnx::TensorProto proto = node.attribute(0).t();
  const auto value = takeOnnxTensor(proto, {});
  if (!value || value->count() != 1 || value->texts) return std::nullopt;
  if (value->isFloat()) return onnxFloats(dims, std::vector<float>(places, (*value->floats)[0]));
  return onnxIntegers(dims, std::vector<std::int64_t>(places, (*value->integers)[0]));
}

/// x = (q − zero point) · scale, with one of each for all values or for each index along an axis.
Folded dequantize(const OnnxNode& node, const Tensors& inputs) {
  const OnnxTensor& quantized = *inputs[0];
  const OnnxTensor& scale = *inputs[1];
  const OnnxTensor* zero = inputs.size() > 2 ? inputs[2] : nullptr;
  if (!quantized.isInteger() || !scale.isFloat() ||
      (zero != nullptr && (!zero->isInteger() || zero->count() != scale.count())))
    return std::nullopt;
  Index inner = quantized.count();  // number of consecutive values that share a scale
  if (scale.count() != 1) {
    const auto axis = axisOf(integerAttribute(*node.proto, "axis", 1), quantized.dims.size());
    if (!axis || quantized.dims[*axis] != scale.count()) return std::nullopt;
    inner = 1;
    for (std::size_t i = *axis + 1; i < quantized.dims.size(); ++i) inner *= quantized.dims[i];
  }
  if (inner < 1) return std::nullopt;
  std::vector<float> values;
  values.reserve(quantized.integers->size());
  for (Index i = 0; i < quantized.count(); ++i) {
    const auto place = static_cast<std::size_t>(i / inner % scale.count());
    const std::int64_t from = zero == nullptr ? 0 : (*zero->integers)[place];
    values.push_back(static_cast<float>((*quantized.integers)[static_cast<std::size_t>(i)] - from) *
                     (*scale.floats)[place]);
  }
  return onnxFloats(quantized.dims, std::move(values));
}

/// Strides for broadcasting a tensor over `to`: 0 along axes of size 1. Nothing where it cannot be broadcast.
std::optional<std::vector<Index>> spreadStrides(const std::vector<Index>& from,
                                                const std::vector<Index>& to) {
  if (from.size() > to.size()) return std::nullopt;
  std::vector<Index> strides = stridesOf(from);
  const std::size_t missing = to.size() - from.size();
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from[i] != 1 && from[i] != to[i + missing]) return std::nullopt;
    if (from[i] == 1) strides[i] = 0;
  }
  strides.insert(strides.begin(), missing, 0);
  return strides;
}

/// For two constants of one type, the smaller one broadcast over the larger.
Folded combine(const std::string& op, const OnnxTensor& a, const OnnxTensor& b) {
  if (a.isFloat() != b.isFloat()) return std::nullopt;
  const std::vector<Index>& dims = a.count() > b.count() || a.dims.size() > b.dims.size() ? a.dims : b.dims;
  const auto stridesA = spreadStrides(a.dims, dims);
  const auto stridesB = spreadStrides(b.dims, dims);
  if (!stridesA || !stridesB) return std::nullopt;
  const auto each = [&](const auto& left, const auto& right, auto function) {
    std::remove_cvref_t<decltype(left)> values;
    values.reserve(std::max(left.size(), right.size()));
    walk(dims, *stridesA, *stridesB, [&](Index x, Index y) {
      values.push_back(function(left[static_cast<std::size_t>(x)], right[static_cast<std::size_t>(y)]));
    });
    return values;
  };
  if (a.isFloat())
    return onnxFloats(dims, each(*a.floats, *b.floats, [&op](float x, float y) {
                        return op == "Add" ? x + y : op == "Sub" ? x - y : op == "Mul" ? x * y : x / y;
                      }));
  constexpr std::int64_t kMost = 1 << 24;
  const auto isSmall = [](std::int64_t value) { return value >= -kMost && value <= kMost; };
  if (!std::ranges::all_of(*a.integers, isSmall) || !std::ranges::all_of(*b.integers, isSmall) ||
      (op == "Div" && std::ranges::count(*b.integers, 0) > 0))
    return std::nullopt;
  return onnxIntegers(dims, each(*a.integers, *b.integers, [&op](std::int64_t x, std::int64_t y) {
                        return op == "Add" ? x + y : op == "Sub" ? x - y : op == "Mul" ? x * y : x / y;
                      }));
}

Folded mapped(const std::string& op, const OnnxTensor& tensor) {
  if (!tensor.isFloat()) return std::nullopt;
  std::vector<float> values;
  values.reserve(tensor.floats->size());
  for (const float x : *tensor.floats)
    values.push_back(op == "Neg" ? -x : op == "Sqrt" ? std::sqrt(x) : op == "Exp" ? std::exp(x) : 1 / x);
  return onnxFloats(tensor.dims, std::move(values));
}

/// A Constant of plain numbers.
Folded constant(const onnx::NodeProto& node) {
  if (node.attribute_size() != 1) return std::nullopt;
  const auto& value = node.attribute(0);
  if (value.name() == "value_int") return onnxIntegers({}, {value.i()});
  if (value.name() == "value_ints")
    return onnxIntegers({value.ints_size()}, {value.ints().begin(), value.ints().end()});
  if (value.name() == "value_float") return onnxFloats({}, {value.f()});
  if (value.name() == "value_floats")
    return onnxFloats({value.floats_size()}, {value.floats().begin(), value.floats().end()});
  return std::nullopt;
}

Folded shaped(const OnnxNode& node, const OnnxTensor& tensor, const OnnxTensor* second) {
  const auto axes = listOf(node, "axes", second);
  const auto dims =
      node.proto->op_type() == "Squeeze" ? squeezed(tensor.dims, axes) : unsqueezed(tensor.dims, axes);
  return dims ? Folded(withDims(tensor, *dims)) : std::nullopt;
}

Folded flattened(const OnnxNode& node, const OnnxTensor& tensor) {
  const auto axis = integerAttribute(*node.proto, "axis", 1);
  if (axis < 0 || axis > std::ssize(tensor.dims)) return std::nullopt;
  Index outer = 1;
  for (std::int64_t i = 0; i < axis; ++i) outer *= tensor.dims[static_cast<std::size_t>(i)];
  return outer > 0 ? Folded(withDims(tensor, {outer, tensor.count() / outer})) : std::nullopt;
}

Folded fold(const OnnxNode& node, const Tensors& in) {
  const std::string& op = node.proto->op_type();
  const bool isPair = in.size() == 2 && in[1] != nullptr;
  if (op == "Constant") return constant(*node.proto);
  if (in.empty() || in[0] == nullptr) return std::nullopt;
  if (std::ranges::any_of(in, [](const OnnxTensor* input) { return input != nullptr && input->texts; }))
    return std::nullopt;
  if (op == "Identity") return *in[0];
  if (op == "Reshape" && isPair) return reshape(node, *in[0], *in[1]);
  if (op == "Flatten") return flattened(node, *in[0]);
  if (op == "Transpose") return transpose(node, *in[0]);
  if (op == "Cast") return cast(node, *in[0]);
  if (op == "Squeeze" || op == "Unsqueeze") return shaped(node, *in[0], isPair ? in[1] : nullptr);
  if (op == "Concat" && std::ranges::count(in, nullptr) == 0) return concat(node, in);
  if (op == "Gather" && isPair) return gather(node, *in[0], *in[1]);
  if (op == "Slice") return slice(node, in);
  if (op == "ConstantOfShape") return constantOfShape(*node.proto, *in[0]);
  if (op == "DequantizeLinear" && in.size() >= 2 && in[1] != nullptr) return dequantize(node, in);
  if ((op == "Add" || op == "Sub" || op == "Mul" || op == "Div") && isPair)
    return combine(op, *in[0], *in[1]);
  if (op == "Neg" || op == "Sqrt" || op == "Reciprocal" || op == "Exp") return mapped(op, *in[0]);
  if (op == "Shape") return onnxIntegers({std::ssize(in[0]->dims)}, {in[0]->dims.begin(), in[0]->dims.end()});
  return std::nullopt;
}

}  // namespace

std::optional<OnnxTensor> OnnxFolder::fold(const OnnxNode& node,
                                           const std::vector<const OnnxTensor*>& inputs) {
  // No operator above produces more values than it takes, except for concatenated lists.
  Index most = 0;
  for (const OnnxTensor* input : inputs)
    if (input != nullptr) most += input->count();
  if (most > m_budget) return std::nullopt;
  auto folded = engine::fold(node, inputs);
  if (folded) {
    const bool isShared = !inputs.empty() && inputs[0] != nullptr && folded->floats == inputs[0]->floats &&
                          folded->integers == inputs[0]->integers;
    if (!isShared) m_budget -= folded->count();
    folded->name = node.output;
  }
  return folded;
}

void foldOnnxConstants(OnnxGraph& graph, OnnxFolder& folder) {
  std::erase_if(graph.nodes, [&](const OnnxNode& node) {
    if (!onnxObjection(node).empty()) return false;
    std::vector<const OnnxTensor*> inputs;
    for (const std::string& input : node.inputs) {
      inputs.push_back(graph.constant(input));
      if (inputs.back() == nullptr && !input.empty()) return false;
    }
    auto folded = folder.fold(node, inputs);
    if (!folded) return false;
    graph.constants.insert_or_assign(node.output, *std::move(folded));
    return true;
  });
}

std::vector<Index> permutation(const std::vector<Index>& dims, const std::vector<std::int64_t>& axes) {
  const std::vector<Index> from = stridesOf(dims);
  std::vector<Index> turned;
  std::vector<Index> strides;
  for (const std::int64_t axis : axes) {
    turned.push_back(dims[static_cast<std::size_t>(axis)]);
    strides.push_back(from[static_cast<std::size_t>(axis)]);
  }
  std::vector<Index> places;
  walk(turned, strides, strides, [&places](Index place, Index) { places.push_back(place); });
  return places;
}

std::optional<std::size_t> axisOf(std::int64_t axis, std::size_t rank) {
  const auto count = static_cast<std::int64_t>(rank);
  if (axis < -count || axis >= count) return std::nullopt;
  return static_cast<std::size_t>(axis < 0 ? axis + count : axis);
}

std::vector<std::int64_t> listOf(const OnnxNode& node, const char* name, const OnnxTensor* second) {
  if (second != nullptr && second->isInteger()) return *second->integers;
  return integersAttribute(*node.proto, name, {});
}

std::optional<std::vector<Index>> squeezed(std::vector<Index> dims, const std::vector<std::int64_t>& axes) {
  std::set<std::size_t> gone;
  for (const std::int64_t axis : axes) {
    const auto at = axisOf(axis, dims.size());
    if (!at || dims[*at] != 1) return std::nullopt;
    gone.insert(*at);
  }
  std::vector<Index> left;
  for (std::size_t i = 0; i < dims.size(); ++i)
    if (axes.empty() ? dims[i] != 1 : !gone.contains(i)) left.push_back(dims[i]);
  return left;
}

std::optional<std::vector<Index>> unsqueezed(std::vector<Index> dims, const std::vector<std::int64_t>& axes) {
  const std::size_t rank = dims.size() + axes.size();
  if (rank > 8) return std::nullopt;
  std::set<std::size_t> added;
  for (const std::int64_t axis : axes) {
    const auto at = axisOf(axis, rank);
    if (!at || !added.insert(*at).second) return std::nullopt;
  }
  std::vector<Index> result;
  for (std::size_t i = 0, next = 0; i < rank; ++i) result.push_back(added.contains(i) ? 1 : dims[next++]);
  return result;
}

}  // namespace pellucid::engine
