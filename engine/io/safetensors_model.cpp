// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/safetensors_model.h"

#include <algorithm>
#include <optional>

#include "engine/base/shortened.h"
#include "engine/io/network_tensors.h"
#include "engine/io/state_dict.h"
#include "engine/model/layers_text.h"

namespace pellucid::engine {
namespace {

using Layers = std::vector<LayerSpec>;

/// The layer of a module, without what its sizes do not determine.
LayerSpec layerOf(const StateModule& module) {
  if (module.isNorm()) return batchNorm(Activation::Linear);
  LayerSpec layer = module.isConv() ? conv2d(module.outputs(), module.weight->shape[3], Activation::Linear)
                                    : dense(module.outputs(), Activation::Linear);
  layer.bias = module.bias != nullptr;
  return layer;
}

/// ReLU after each layer, or after the normalisation that follows it; softmax at the end.
Layers withActivations(const std::vector<StateModule>& modules) {
  Layers layers;
  for (std::size_t i = 0; i < modules.size(); ++i) {
    layers.push_back(layerOf(modules[i]));
    const bool isLast = i + 1 == modules.size();
    const bool isNormalised = !isLast && modules[i + 1].isNorm();
    const bool isOfInputs = i == 0 && modules[i].isNorm();
    if (!isLast && !isNormalised && !isOfInputs) layers.back().activation = Activation::Relu;
    if (isLast && modules[i].outputs() > 1) layers.back().activation = Activation::Softmax;
  }
  return layers;
}

/// Ways to arrange padding of images and pools after convolutions, so that an image ends with `side`.
class Arrangements {
 public:
  Arrangements(std::vector<Index> kernels, Index image, Index side)
      : m_kernels(std::move(kernels)), m_image(image), m_side(side) {}

  struct Choice {
    bool isSame = false;
    bool isPooled = false;
  };
  using Way = std::vector<Choice>;

  /// With padding for all convolutions or for none; otherwise all ways. At most a few.
  std::vector<Way> find() {
    for (const bool isUniform : {true, false}) {
      m_ways.clear();
      m_isUniform = isUniform;
      Way way;
      extend(way, m_image);
      if (!m_ways.empty()) break;
    }
    return m_ways;
  }

 private:
  void extend(Way& way, Index side) {
    constexpr std::size_t kEnough = 2;
    if (m_ways.size() == kEnough) return;
    if (way.size() == m_kernels.size()) {
      if (side == m_side) m_ways.push_back(way);
      return;
    }
    const Index kernel = m_kernels[way.size()];
    for (const bool isSame : {false, true}) {
      const bool isPossible = kernel > 1 && kernel % 2 == 1;  // else PyTorch has no symmetric "same"
      if (isSame && !isPossible) continue;
      if (m_isUniform && isPossible && m_wasSame.value_or(isSame) != isSame) continue;
      const Index next = isSame ? side : side - kernel + 1;
      if (next < m_side) continue;
      const auto before = m_wasSame;
      if (isPossible) m_wasSame = isSame;
      for (const bool isPooled : {true, false}) {
        way.push_back({.isSame = isSame, .isPooled = isPooled});
        extend(way, isPooled ? next / 2 : next);
        way.pop_back();
      }
      m_wasSame = before;
    }
  }

  std::vector<Index> m_kernels;
  Index m_image;
  Index m_side;
  bool m_isUniform = true;
  std::optional<bool> m_wasSame;  ///< of the previous convolutions, where it makes a difference
  std::vector<Way> m_ways;
};

Layers arrangedBy(const Arrangements::Way& way, const Layers& layers) {
  Layers result;
  std::size_t conv = 0;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const bool isConv = layers[i].kind == LayerKind::Conv2d;
    if (layers[i].kind == LayerKind::Dense && conv > 0 && conv == way.size()) {
      result.push_back(flatten());
      ++conv;
    }
    result.push_back(layers[i]);
    if (isConv) result.back().padding.isSame = way[conv++].isSame;
    const bool isNormalised = i + 1 < layers.size() && layers[i + 1].kind == LayerKind::BatchNorm;
    const bool isOfMaps = conv > 0 && conv <= way.size() && layers[i].kind != LayerKind::Dense;
    if (isOfMaps && !isNormalised && way[conv - 1].isPooled) result.push_back(maxPool(2));
  }
  return result;
}

Error howToTell(const Message& why) {
  return {message("{}. Save the weights with the metadata {} to tell its layers, for example {}.", why,
                  kLayersKey, "28x28x1,conv6x5:relu,maxpool2,flatten,10:softmax")};
}

/// A convolutional network, for images whose size is not in the file.
Result<LayersText> guessImages(const std::vector<StateModule>& modules, const Layers& layers) {
  std::vector<Index> kernels;
  const StateModule* lastConv = nullptr;
  const StateModule* rows = nullptr;
  for (const StateModule& module : modules) {
    if (module.isConv()) {
      kernels.push_back(module.weight->shape[3]);
      lastConv = &module;
    } else if (!module.isNorm() && rows == nullptr) {
      rows = &module;
    }
  }
  if (rows == nullptr)
    return Error{message("no dense layer follows its convolutions, and without one nothing here can answer")};
  const auto first = std::ranges::find_if(modules, &StateModule::isConv);
  const Index channels = first->inputs();
  constexpr Index kGreySide = 28;    // MNIST and its relatives
  constexpr Index kColourSide = 32;  // CIFAR
  if (channels != 1 && channels != 3)
    return howToTell(message("its images have {} channels, and it does not tell their size", channels));
  const Index image = channels == 1 ? kGreySide : kColourSide;
  const Index places = rows->inputs() / lastConv->outputs();
  Index side = 1;
  while (side * side < places) ++side;
  const std::string sizes = fmt::format("{0}×{0}", image);
  const auto ways =
      side * side == places ? Arrangements(kernels, image, side).find() : std::vector<Arrangements::Way>();
  if (ways.empty())
    return howToTell(
        message("no arrangement of its convolutions with max-pools of 2×2 leads from an image of {} to the "
                "{} numbers that \"{}\" takes",
                sizes, rows->inputs(), shortened(rows->name)));
  const Shape shape{.channels = channels, .height = image, .width = image};
  if (ways.size() > 1)
    return howToTell(message("its layers could be {} as well as {}",
                             formatLayers(shape, arrangedBy(ways[0], layers)),
                             formatLayers(shape, arrangedBy(ways[1], layers))));
  return LayersText{.input = shape, .layers = arrangedBy(ways.front(), layers)};
}

Result<LayersText> guess(const std::vector<StateModule>& modules) {
  const Layers layers = withActivations(modules);
  if (std::ranges::any_of(modules, &StateModule::isConv)) return guessImages(modules, layers);
  return LayersText{.input = flatShape(modules.front().inputs()), .layers = layers};
}

Result<LayersText> told(const std::string& text, const std::vector<StateModule>& modules) {
  auto layers = parseLayers(text);
  if (!layers) return Error{message("its metadata {}: {}", kLayersKey, layers.error().message)};
  const auto count =
      std::ranges::count_if(layers->layers, [](const LayerSpec& layer) { return hasParameters(layer.kind); });
  if (static_cast<std::size_t>(count) != modules.size())
    return Error{message("its metadata {} has {} layers with weights, but the file has those of {}",
                         kLayersKey, count, modules.size())};
  auto module = modules.begin();
  for (LayerSpec& layer : layers->layers)
    if (hasParameters(layer.kind)) layer.bias = (module++)->bias != nullptr;
  return layers;
}

const TensorView* tensorOf(const StateModule& module, const std::string& name) {
  if (name == "weight") return module.weight;
  if (name == "bias") return module.bias;
  return name == "running_mean" ? module.mean : module.variance;
}

Result<Vector> weightsOf(const Network& network, const Layers& layers,
                         const std::vector<StateModule>& modules) {
  Vector weights(network.parameterCount());
  auto module = modules.begin();
  std::optional<std::size_t> layer;
  for (const Tensor& tensor : network.tensors()) {
    if (layer && *layer != tensor.layer) ++module;
    layer = tensor.layer;
    const std::vector<Index> shape = fileShape(network, tensor);
    const TensorView* source = tensorOf(*module, tensor.name);
    if (source == nullptr || source->shape != shape) {
      const TensorView& found = source != nullptr ? *source : *module->weight;
      return howToTell(
          message("tensor {} is [{}], but the layers {} need [{}]", "\"" + shortened(found.name) + "\"",
                  fmt::format("{}", fmt::join(found.shape, ", ")), formatLayers(network.inputShape(), layers),
                  fmt::format("{}", fmt::join(shape, ", "))));
    }
    source->type == ElementType::Float32 ? setRowMajor<float>(tensor, source->values, weights)
                                         : setRowMajor<double>(tensor, source->values, weights);
  }
  if (const Message bad = describeNotFinite(network, weights, ""); !bad.empty())
    return Error{message("{}; such a model cannot be trained or used", bad)};
  return weights;
}

Result<TrainedModel> readState(std::span<const std::uint8_t> bytes, const OnnxOptions& options) {
  const auto tensors = viewSafetensors(bytes);
  if (!tensors) return tensors.error();
  const auto modules = stateModules(*tensors);
  if (!modules) return modules.error();
  const auto metadata = safetensorsMetadata(bytes);
  const auto text = metadata.find(kLayersKey);
  const bool isTold = text != metadata.end();
  const auto layers = isTold ? told(text->second, *modules) : guess(*modules);
  if (!layers) return layers.error();
  if (options.layout == OnnxLayout::ChannelsLast && needsImages({.layers = layers->layers}))
    return Error{
        message("PyTorch's convolutions take channels, height, width: channels-last is not for them")};
  TrainedModel model;
  model.network.layers = layers->layers;
  model.shape = layers->input;
  const auto network = Network::create(model.network, model.shape);
  if (!network) return network.error();
  auto weights = weightsOf(**network, layers->layers, *modules);
  if (!weights) return weights.error();
  model.weights = *std::move(weights);
  model.scaling.inputs = options.inputs;
  LayerSpec& last = model.network.layers.back();
  if (options.addSoftmax && last.activation == Activation::Linear && last.units > 1)
    last.activation = Activation::Softmax;
  if (!isTold)
    model.notes.push_back(
        message("The file has weights but no layers. These are assumed: {}. Check the activations.",
                formatLayers(model.shape, model.network.layers)));
  // As in other readers, for values that can be the pixels of an image as well as the columns of a table.
  const Shape list{.channels = 1, .height = 1, .width = model.shape.size()};
  if (!model.shape.isImage() && parameterCount(model.network, list) == model.weights.size())
    model.shape = list;
  return model;
}

}  // namespace

Result<TrainedModel> readSafetensorsModel(std::span<const std::uint8_t> bytes, const std::string& file,
                                          const OnnxOptions& options) {
  auto model = readState(bytes, options);
  if (!model) return Error{message("{}: {}", file, model.error().message)};
  return model;
}

}  // namespace pellucid::engine
