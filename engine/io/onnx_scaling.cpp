// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_scaling.h"

#include <algorithm>

#include "engine/io/onnx_model.h"

namespace pellucid::engine {
namespace {

Error unfit(const OnnxTensor& constant) {
  return Error{message("has the constant {} of shape {}, which is no scaling of whole columns or channels",
                       shownName(constant.name), shapeText(constant))};
}

}  // namespace

Result<void> OnnxScaling::addBefore(std::string_view op, const OnnxTensor& constant, const OnnxTip& tip) {
  const auto spread = tip.spread(constant);
  const bool isFactor = op == "Mul" || op == "Div";
  const bool isUsable = spread && spread->allFinite() && (!isFactor || (spread->array() > 0).all());
  if (!isUsable) return unfit(constant);
  Standard standard = m_scaling.inputs;
  if (standard.isEmpty()) standard = {.mean = Vector::Zero(1), .deviation = Vector::Ones(1)};
  const Index count = std::max(standard.mean.size(), spread->size());
  for (const Index size : {standard.mean.size(), spread->size()})
    if (size != 1 && size != count) return unfit(constant);
  const Vector values = widened(*spread, count);
  Vector& mean = standard.mean = widened(standard.mean, count);
  Vector& deviation = standard.deviation = widened(standard.deviation, count);
  // (x − m) / d, followed by ± c, · c or / c
  if (op == "Sub")
    mean.array() += values.array() * deviation.array();
  else if (op == "Add")
    mean.array() -= values.array() * deviation.array();
  else if (op == "Div")
    deviation.array() *= values.array();
  else
    deviation.array() /= values.array();
  if (!mean.allFinite() || !deviation.allFinite() || !(deviation.array() > 0).all()) return unfit(constant);
  m_scaling.inputs = std::move(standard);
  return {};
}

Result<void> OnnxScaling::addBehind(std::string_view op, const OnnxTensor& constant, const OnnxTip& tip) {
  const bool isFactor = op == "Mul";
  const auto values = tip.spread(constant);
  const bool isUsable = values && values->allFinite() && (!isFactor || (values->array() > 0).all());
  if (!isUsable) return unfit(constant);
  Standard& targets = m_scaling.targets;
  if (isFactor)
    targets = {.mean = Vector::Zero(1), .deviation = *values};
  else
    targets.mean = *values;
  const Index count = std::max(targets.mean.size(), targets.deviation.size());
  targets.mean = widened(targets.mean, count);
  targets.deviation = widened(targets.deviation, count);
  return {};
}

}  // namespace pellucid::engine
