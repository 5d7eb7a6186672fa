// SPDX-License-Identifier: GPL-3.0-or-later

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/io/onnx.h"
#include "engine/io/onnx_activations.h"
#include "engine/io/onnx_chain.h"
#include "engine/io/onnx_fold.h"
#include "engine/io/onnx_metadata.h"
#include "engine/io/onnx_nodes.h"
#include "engine/io/parameters.h"

namespace pellucid::engine {
namespace {

/// An error about the values of a tensor that are not finite.
Error notFinite(std::size_t layer, const std::string& tensor, const Scalar* begin, const Scalar* end) {
  const auto value = std::find_if(begin, end, [](Scalar v) { return !std::isfinite(v); });
  return Error{message(
      "layer {}, tensor {} has {}, which is not a finite number; such a model cannot be trained or used",
      layer + 1, shownName(tensor), *value)};
}

/// Fills layer `index`'s section of the parameters: its weight (O×I, a filter's taps in a row), then its bias
/// (O), or the four columns of a batch normalisation.
Result<void> fillLayer(std::size_t index, const OnnxLayer& layer, Scalar* parameters) {
  if (layer.spec.kind == LayerKind::BatchNorm) {
    for (const Vector& values : layer.normal) {
      VectorMap(parameters, values.size()) = values;
      if (!values.allFinite())
        return notFinite(index, layer.biasName, values.data(), values.data() + values.size());
      parameters += values.size();
    }
    return {};
  }
  if (!layer.weight.isFloat()) return {};
  const Index outputs = layer.spec.units;
  const auto& values = *layer.weight.floats;
  MatrixMap weight(parameters, outputs, layer.inputs);
  using Rows = Eigen::Map<const RowMajor<float>>;
  const auto scalar = static_cast<Scalar>(layer.alpha);
  const auto place = [&](Index input) {
    return layer.order.empty() ? input : layer.order[static_cast<std::size_t>(input)];
  };
  if (layer.isOutputByInput) {
    const Rows rows(values.data(), outputs, layer.inputs);
    for (Index i = 0; i < layer.inputs; ++i) weight.col(place(i)) = scalar * rows.col(i).cast<Scalar>();
  } else {
    const Rows rows(values.data(), layer.inputs, outputs);
    for (Index i = 0; i < layer.inputs; ++i)
      weight.col(place(i)) = scalar * rows.row(i).transpose().cast<Scalar>();
  }
  if (layer.scale.size() != 0) weight.array().colwise() *= layer.scale.array();
  if (!weight.allFinite())
    return notFinite(index, layer.weight.name, weight.data(), weight.data() + weight.size());
  if (!layer.spec.bias) return {};
  VectorMap bias(parameters + weight.size(), outputs);
  bias = layer.bias;
  if (!bias.allFinite()) return notFinite(index, layer.biasName, bias.data(), bias.data() + bias.size());
  return {};
}

Result<OnnxChain> chainOf(OnnxModel& proto, const OnnxOptions& options) {
  auto graph = readOnnxGraph(proto, options.files);
  if (!graph) return graph.error();
  Index most = 1 << 20;
  for (const auto& [name, tensor] : graph->constants) most += tensor.count();
  OnnxFolder folder(most);
  foldOnnxConstants(*graph, folder);
  if (auto known = checkOnnxNodes(*graph, proto.proto().producer_name()); !known) return known.error();
  recogniseActivations(*graph);
  return readOnnxChain(*graph, folder, options.layout);
}

/// The (x − m) / d of the options comes first, followed by what the file does.
Result<void> scaleBefore(const Standard& first, Standard& inputs) {
  if (first.isEmpty()) return {};
  if (inputs.isEmpty()) {
    inputs = first;
    return {};
  }
  if (first.mean.size() != 1)
    return Error{
        message("it scales its inputs itself; beside that, one mean and one deviation for all are possible")};
  // ((x − m) / d − mean) / deviation
  inputs.mean = inputs.mean.array() * first.deviation[0] + first.mean[0];
  inputs.deviation *= first.deviation[0];
  return {};
}

/// Whether the graph scales pixels of 0 … 255 to small numbers: an image of 0 … 1 would not be divided by
/// that much. Files written by Pellucid take the values of their data.
bool wantsBytes(const OnnxChain& chain, const onnx::ModelProto& proto) {
  const Standard& inputs = chain.scaling.inputs;
  const bool isImage = chain.shape.height > 1 && chain.shape.width > 1;
  return isImage && proto.producer_name() != "Pellucid" && !inputs.isEmpty() &&
         (inputs.deviation.array() > 40).all() && (inputs.deviation.array() < 300).all();
}

Result<TrainedModel> read(std::span<const std::uint8_t> bytes, const OnnxOptions& options) {
  auto proto = OnnxModel::parse(bytes);
  if (!proto) return proto.error();
  auto chain = chainOf(*proto, options);
  if (!chain) return chain.error();
  TrainedModel model;
  for (const OnnxLayer& layer : chain->layers) model.network.layers.push_back(layer.spec);
  model.shape = chain->shape;
  const auto answers = static_cast<std::size_t>(std::max<Index>(model.network.layers.back().units, 2));
  if (chain->classNames.size() == answers) model.classNames = std::move(chain->classNames);
  if (const auto read = readOnnxMetadata(proto->proto(), model); !read) return read.error();
  if (chain->isImage && model.shape != chain->shape)
    return Error{message("its metadata pellucid.sample_shape say {}, but its input is {}",
                         shapeText(model.shape), shapeText(chain->shape))};
  const auto network = Network::create(model.network, model.shape);
  if (!network) return network.error();
  if (!options.areInputsTold && wantsBytes(*chain, proto->proto())) {
    takeBytes(chain->scaling.inputs);
    chain->notes.push_back(
        message("The model divides pixels by a large number, so it is given them from 0 to 255."));
  }
  model.scaling = chain->scaling;
  if (auto scaled = scaleBefore(options.inputs, model.scaling.inputs); !scaled) return scaled.error();
  if (!model.scaling.inputs.fits(model.shape.size()) || !model.scaling.targets.fits((*network)->outputs()))
    return Error{
        message("its scaling has {} values for inputs and {} for answers, which does not fit samples of {}",
                model.scaling.inputs.mean.size(), model.scaling.targets.mean.size(), shapeText(model.shape))};
  model.weights.resize((*network)->parameterCount());
  for (std::size_t i = 0; i < chain->layers.size(); ++i)
    if (const auto filled = fillLayer(i, chain->layers[i], model.weights.data() + (*network)->layerOffset(i));
        !filled)
      return filled.error();
  LayerSpec& last = model.network.layers.back();
  if (options.addSoftmax && last.activation == Activation::Linear && last.units > 1)
    last.activation = Activation::Softmax;
  model.notes = std::move(chain->notes);
  return model;
}

}  // namespace

Result<std::vector<std::string>> onnxDataFiles(std::span<const std::uint8_t> bytes, const std::string& file) {
  const auto proto = OnnxModel::parse(bytes);
  std::set<std::string> names;
  if (!proto) return std::vector<std::string>();
  const auto add = [&](const onnx::TensorProto& tensor) -> Result<void> {
    const auto name = onnxDataFile(tensor);
    if (!name)
      return Error{message("{}: tensor {} {}", file, shownName(tensor.name()), name.error().message)};
    if (!name->empty()) names.insert(*name);
    return {};
  };
  for (const auto& tensor : proto->proto().graph().initializer())
    if (auto added = add(tensor); !added) return added.error();
  for (const auto& node : proto->proto().graph().node())
    for (const auto& attribute : node.attribute())
      if (attribute.has_t())
        if (auto added = add(attribute.t()); !added) return added.error();
  return std::vector<std::string>(names.begin(), names.end());
}

Result<TrainedModel> readOnnx(std::span<const std::uint8_t> bytes, const std::string& file,
                              const OnnxOptions& options) {
  auto model = read(bytes, options);
  if (!model) return Error{message("{}: {}", file, model.error().message)};
  return model;
}

}  // namespace pellucid::engine
