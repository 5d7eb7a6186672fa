// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_scaling.h"

#include <algorithm>

namespace pellucid::engine {
namespace {

/// The constant's values: one for all, one for each channel of images, or one for each value. Nothing where
/// ONNX would spread them over a sample in another way, or one is not finite.
std::optional<Vector> spreadOver(const onnx::TensorProto& constant, const std::vector<Index>& features) {
  if (constant.data_type() != onnx::TensorProto::FLOAT) return std::nullopt;
  const std::vector<std::int64_t> sizes(constant.dims().begin(), constant.dims().end());
  const Index count = elementCount(constant);
  // Dimensions are told from the last one on; those before the sample's own must be 1.
  std::size_t known = std::min(sizes.size(), std::max<std::size_t>(features.size(), 1));
  const bool isOfSample = std::all_of(sizes.begin(), sizes.end() - static_cast<std::ptrdiff_t>(known),
                                      [](std::int64_t size) { return size == 1; });
  bool isWhole = !features.empty() && known == features.size();
  for (std::size_t i = 0; isWhole && i < known; ++i)
    isWhole = sizes[sizes.size() - 1 - i] == features[features.size() - 1 - i];
  const bool isOfChannels =
      features.size() == 3 && known == 3 && count == features[0] && sizes[sizes.size() - 3] == features[0];
  if (!isOfSample || !(count == 1 || isWhole || isOfChannels)) return std::nullopt;
  const auto values = floatsOf(constant);
  Vector result(count);
  for (Index i = 0; i < count; ++i) result[i] = static_cast<Scalar>(values[static_cast<std::size_t>(i)]);
  if (!result.allFinite()) return std::nullopt;
  return result;
}

/// Both parts with as many entries as the finer one.
void evenOut(Standard& standard) {
  Vector& mean = standard.mean;
  Vector& deviation = standard.deviation;
  const Index count = std::max(mean.size(), deviation.size());
  if (mean.size() < count) mean = Vector::Constant(count, mean[0]);
  if (deviation.size() < count) deviation = Vector::Constant(count, deviation[0]);
}

Error unfit(const onnx::TensorProto* constant) {
  if (constant == nullptr) return Error{message("scales by something that is not a constant")};
  return Error{message("has the constant {} of shape {}, which is no scaling of whole columns or channels",
                       shownName(constant->name()), shapeText(*constant))};
}

}  // namespace

Result<void> OnnxScaling::addBefore(std::string_view op, const onnx::TensorProto* constant,
                                    const std::vector<Index>& features) {
  Standard& inputs = m_scaling.inputs;
  const bool isDivision = op == "Div";
  const auto values = constant == nullptr ? std::nullopt : spreadOver(*constant, features);
  const bool isUsable = values && (!isDivision || (values->array() > 0).all());
  if (!isUsable) return unfit(constant);
  if (m_isDivided || (!isDivision && !inputs.isEmpty()))
    return Error{message("scales inputs a second time; one Sub and then one Div are supported")};
  if (inputs.isEmpty()) inputs = {.mean = Vector::Zero(1), .deviation = Vector::Ones(1)};
  (isDivision ? inputs.deviation : inputs.mean) = *values;
  m_isDivided = isDivision;
  const Index finer = std::max(inputs.mean.size(), inputs.deviation.size());
  for (const Index size : {inputs.mean.size(), inputs.deviation.size()})
    if (size != 1 && size != finer) return unfit(constant);
  evenOut(inputs);
  return {};
}

Result<void> OnnxScaling::addBehind(std::string_view op, const onnx::TensorProto* constant, Index outputs) {
  Standard& targets = m_scaling.targets;
  const bool isFactor = op == "Mul";
  const auto values = constant == nullptr ? std::nullopt : spreadOver(*constant, {outputs});
  const bool isUsable = values && (!isFactor || (values->array() > 0).all());
  if (!isUsable) return unfit(constant);
  if (m_isMoved || isFactor == hasEnded())
    return Error{message("scales answers a second time; one Mul and then one Add are supported")};
  if (isFactor)
    targets = {.mean = Vector::Zero(1), .deviation = *values};
  else
    targets.mean = *values;
  m_isMoved = !isFactor;
  evenOut(targets);
  return {};
}

}  // namespace pellucid::engine
