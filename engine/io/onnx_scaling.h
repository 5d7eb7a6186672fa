// SPDX-License-Identifier: GPL-3.0-or-later
// The arithmetic of an ONNX graph before its first layer (adding, subtracting, multiplying and dividing) and
// after its last (Mul, then Add): a scaling of inputs and answers. Internal to io/; pure, any thread.
#pragma once

#include <string_view>

#include "engine/data/scaling.h"
#include "engine/io/onnx_tip.h"

namespace pellucid::engine {

/// Expands one value to `count`; `count` values are returned unchanged.
inline Vector widened(const Vector& values, Index count) {
  return values.size() == count ? values : Vector(Vector::Constant(count, values[0]));
}

class OnnxScaling {
 public:
  /// Add, Sub, Mul or Div of the samples by a constant. The error, to follow a node's name, says why it is
  /// not a scaling: of single pixels, or by numbers that are not above 0.
  Result<void> addBefore(std::string_view op, const OnnxTensor& constant, const OnnxTip& tip);
  /// Mul or Add of the answers.
  Result<void> addBehind(std::string_view op, const OnnxTensor& constant, const OnnxTip& tip);
  const Scaling& scaling() const { return m_scaling; }

 private:
  Scaling m_scaling;
};

}  // namespace pellucid::engine
