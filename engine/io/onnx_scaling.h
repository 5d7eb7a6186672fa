// SPDX-License-Identifier: GPL-3.0-or-later
// What an ONNX graph does to the numbers before its first layer (Sub, then Div) and behind its last (Mul,
// then Add): a scaling of inputs and answers. Internal to io/; pure, any thread.
#pragma once

#include <string_view>
#include <vector>

#include "engine/data/scaling.h"
#include "engine/io/onnx_model.h"

namespace pellucid::engine {

class OnnxScaling {
 public:
  /// Sub or Div, of samples with these dimensions (empty where the file does not tell) by a constant, or
  /// null. The error, to be put behind a node's name, says why it is no scaling.
  Result<void> addBefore(std::string_view op, const onnx::TensorProto* constant,
                         const std::vector<Index>& features);
  /// Mul or Add, of so many answers.
  Result<void> addBehind(std::string_view op, const onnx::TensorProto* constant, Index outputs);
  /// The answers are scaled: no layer may come any more.
  bool hasEnded() const { return !m_scaling.targets.isEmpty(); }
  const Scaling& scaling() const { return m_scaling; }

 private:
  Scaling m_scaling;
  bool m_isDivided = false;
  bool m_isMoved = false;
};

}  // namespace pellucid::engine
