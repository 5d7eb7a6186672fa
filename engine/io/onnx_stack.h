// SPDX-License-Identifier: GPL-3.0-or-later
// The layers that a chain of ONNX nodes becomes, built up from input to output. Errors are to follow the name
// of a node. Internal to io/; pure, any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/onnx_scaling.h"
#include "engine/io/onnx_tip.h"
#include "engine/io/onnx_windows.h"
#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// One layer with the file's values. Dense and Conv2d: z = scale ∘ (alpha W x) + bias. BatchNorm: its four.
struct OnnxLayer {
  LayerSpec spec = {.activation = Activation::Linear};
  bool isBare = false;           ///< has z, and no activation yet
  OnnxTensor weight = {};        ///< for Dense and Conv2d
  bool isOutputByInput = false;  ///< it is [O, I] or [O, C, k, k], or else [I, O]
  float alpha = 1;
  Index inputs = 0;               ///< of one unit or filter
  std::vector<Index> order = {};  ///< Dense: the file's input i is the engine's order[i]; empty where it is i
  Vector scale = {};              ///< O; empty for 1
  Vector bias = {};               ///< O; empty for none
  std::string biasName = {};
  std::array<Vector, 4> normal = {};  ///< BatchNorm: weight, bias, running mean, running variance
};

struct OnnxChain {
  std::vector<OnnxLayer> layers;
  Scaling scaling = {};                      ///< of inputs and answers
  Shape shape = {};                          ///< of a sample
  bool isImage = false;                      ///< the graph takes it as channels, height and width
  std::vector<std::string> classNames = {};  ///< from nodes at the end
  std::vector<Message> notes = {};           ///< assumptions for nodes without a corresponding layer
};

class OnnxStack {
 public:
  /// `isKnown`: the tip's size is that of the samples.
  explicit OnnxStack(OnnxTip input) : m_tip(std::move(input)) {}

  const OnnxTip& tip() const { return m_tip; }
  bool isEmpty() const { return m_layers.empty(); }
  bool endsInDense() const { return !m_layers.empty() && m_layers.back().spec.kind == LayerKind::Dense; }

  /// `layer` has its weight and the layout.
  Result<void> addDense(OnnxLayer layer);
  Result<void> addConvolution(const onnx::NodeProto& node, const OnnxTensor& weight);
  Result<void> addPool(const onnx::NodeProto& node, LayerKind kind);
  /// One window over each whole map.
  Result<void> addGlobalPool(LayerKind kind, bool keepsAxes);
  /// scale, bias, mean and variance; epsilon and momentum are those of a LayerSpec
  Result<void> addBatchNorm(const std::array<const OnnxTensor*, 4>& tensors, double epsilon, double momentum);
  /// The bias of the Conv added last.
  Result<void> addFilterBias(const OnnxTensor& bias);
  /// Gemm's third input.
  Result<void> addBias(const OnnxTensor& bias, float factor);
  /// Add, Sub, Mul or Div by a constant: for samples before the first layer a scaling, for a layer without
  /// activation a part of it, after all others a separate layer.
  Result<void> addArithmetic(std::string_view op, const OnnxTensor& constant);
  /// Mul or Add of the answers.
  Result<void> scaleAnswers(std::string_view op, const OnnxTensor& constant);
  Result<void> activate(Activation activation);
  /// It becomes a layer, for further training, only if another one follows.
  void drop(double rate) { m_dropout = rate; }
  Result<void> pad(const std::vector<std::int64_t>& pads);
  bool isPadded() const { return m_pads != OnnxPads{}; }

  void flatten();
  /// See OnnxTip.
  bool transpose(const std::vector<std::int64_t>& axes) { return m_tip.transpose(axes); }
  bool reshape(const std::vector<std::int64_t>& target, bool zeroCopies, std::int64_t batch);
  bool squeeze(const std::vector<std::int64_t>& axes);
  bool unsqueeze(const std::vector<std::int64_t>& axes) { return m_tip.unsqueeze(axes); }

  /// Appends a dense layer at the end if there is none, as the engine requires.
  Result<OnnxChain> finish(const Shape& sample);

 private:
  Result<void> addWindow(const onnx::NodeProto& node, LayerKind kind, OnnxLayer layer);
  Result<void> addAffine();
  Result<void> addIdentity(Activation activation);
  void append(OnnxLayer layer);
  /// Before the first layer, an image is whatever a Reshape makes of a sample.
  void adoptImage();
  void appendFlatten();
  /// Once, where images become values in a row.
  void flattenWhereDue();
  OnnxLayer* layerFor(Activation activation);
  Result<void> addToBias(OnnxLayer& layer, const Vector& values, const std::string& name);

  OnnxTip m_tip;
  std::vector<OnnxLayer> m_layers;
  OnnxScaling m_scaling;
  std::optional<double> m_dropout;  ///< the rate of a Dropout that no layer follows yet
  OnnxPads m_pads = {};             ///< padding for the next Conv
  std::optional<Shape> m_adopted;   ///< the sample's shape, if it differs from the input's
  bool m_hasWeights = false;        ///< from the file
  Index m_inputs = 0;               ///< number of the first layer's inputs, where the file does not say
  bool m_takesImages = false;
  std::vector<Message> m_notes;
};

}  // namespace pellucid::engine
