// SPDX-License-Identifier: GPL-3.0-or-later

#include <algorithm>
#include <cmath>

#include "engine/io/onnx.h"
#include "engine/io/onnx_chain.h"
#include "engine/io/onnx_metadata.h"
#include "engine/io/parameters.h"

namespace pellucid::engine {
namespace {

NetworkSpec specOf(const OnnxChain& chain) {
  NetworkSpec spec;
  for (const OnnxLayer& layer : chain.layers) spec.layers.push_back(layer.spec);
  return spec;
}

/// [F], [H, W] and [C, H, W] as they are; anything else as a plain list of values.
Shape shapeOf(const OnnxChain& chain) {
  const auto& sizes = chain.features;
  if (sizes.size() == 2) return {.channels = 1, .height = sizes[0], .width = sizes[1]};
  if (sizes.size() == 3) return {.channels = sizes[0], .height = sizes[1], .width = sizes[2]};
  const auto first =
      std::ranges::find_if(chain.layers, [](const OnnxLayer& layer) { return layer.weight != nullptr; });
  return {.channels = 1, .height = 1, .width = first->inputs};
}

Error notFinite(std::size_t layer, const onnx::TensorProto& tensor, const Scalar* begin, const Scalar* end) {
  const auto value = std::find_if(begin, end, [](Scalar v) { return !std::isfinite(v); });
  return Error{message(
      "layer {}, tensor {} has {}, which is not a finite number; such a model cannot be trained or used",
      layer + 1, shownName(tensor.name()), *value)};
}

/// Fills the stretch of layer `index` of the parameters: its weight (O×I, a filter's taps in a row), then its
/// bias (O).
Result<void> fillLayer(std::size_t index, const OnnxLayer& layer, Scalar* parameters) {
  if (layer.weight == nullptr) return {};
  const Index outputs = layer.spec.units;
  const auto values = floatsOf(*layer.weight);
  MatrixMap weight(parameters, outputs, layer.inputs);
  using Rows = Eigen::Map<const RowMajor<float>>;
  if (layer.isOutputByInput)
    weight = layer.alpha * Rows(values.data(), outputs, layer.inputs).cast<Scalar>();
  else
    weight = layer.alpha * Rows(values.data(), layer.inputs, outputs).transpose().cast<Scalar>();
  if (!weight.allFinite())
    return notFinite(index, *layer.weight, weight.data(), weight.data() + weight.size());

  if (!layer.spec.bias) return {};
  VectorMap bias(parameters + weight.size(), outputs);
  bias.setZero();
  for (std::size_t i = 0; i < layer.biases.size(); ++i) {
    const auto& [tensor, scale] = layer.biases[i];
    const auto terms = floatsOf(*tensor);
    for (Index o = 0; o < outputs; ++o) {
      const Scalar term = scale * terms[terms.size() == 1 ? 0 : static_cast<std::size_t>(o)];
      bias[o] = i == 0 ? term : bias[o] + term;  // adding to zero would lose the sign of -0
    }
    if (!bias.allFinite()) return notFinite(index, *tensor, bias.data(), bias.data() + bias.size());
  }
  return {};
}

Result<Model> read(std::span<const std::uint8_t> bytes) {
  const auto proto = OnnxModel::parse(bytes);
  if (!proto) return proto.error();
  const auto chain = readOnnxChain(*proto);
  if (!chain) return chain.error();
  Model model;
  model.network = specOf(*chain);
  model.shape = shapeOf(*chain);
  if (const auto read = readOnnxMetadata(proto->proto(), model); !read) return read.error();
  if (needsImages(model.network) && model.shape != shapeOf(*chain))
    return Error{message("its metadata pellucid.sample_shape say {}, but its input is {}",
                         shapeText(model.shape), shapeText(shapeOf(*chain)))};
  const auto network = Network::create(model.network, model.shape);
  if (!network) return network.error();
  model.scaling = chain->scaling;
  if (!model.scaling.inputs.fits(model.shape.size()) || !model.scaling.targets.fits((*network)->outputs()))
    return Error{
        message("its scaling has {} values for inputs and {} for answers, which does not fit samples of {}",
                model.scaling.inputs.mean.size(), model.scaling.targets.mean.size(), shapeText(model.shape))};
  model.weights.resize((*network)->parameterCount());
  for (std::size_t i = 0; i < chain->layers.size(); ++i)
    if (const auto filled = fillLayer(i, chain->layers[i], model.weights.data() + (*network)->layerOffset(i));
        !filled)
      return filled.error();
  return model;
}

}  // namespace

Result<Model> readOnnx(std::span<const std::uint8_t> bytes, const std::string& file) {
  auto model = read(bytes);
  if (!model) return Error{message("{}: {}", file, model.error().message)};
  return model;
}

}  // namespace pellucid::engine
