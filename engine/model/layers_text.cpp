// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/layers_text.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "engine/base/numbers.h"
#include "engine/base/typed_word.h"

namespace pellucid::engine {
namespace {

constexpr std::string_view kExample = "28x28x1,conv8x5:relu,maxpool2,flatten,64:relu,10:softmax";

/// Reads one part from its beginning. A failed read leaves the text unchanged.
class Reader {
 public:
  explicit Reader(std::string_view text) : m_rest(text) {}

  bool isAtEnd() const { return m_rest.empty(); }
  std::string_view rest() const { return m_rest; }
  bool take(std::string_view word) {
    if (!m_rest.starts_with(word)) return false;
    m_rest.remove_prefix(word.size());
    return true;
  }
  template <class Number>
  std::optional<Number> number() {
    if (m_rest.empty() || m_rest[0] < '0' || m_rest[0] > '9') return std::nullopt;
    Number value = 0;
    const auto [end, problem] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), value);
    if (problem != std::errc()) return std::nullopt;
    m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
    return value;
  }
  std::optional<Index> count() {
    const auto value = number<Index>();
    return value && *value >= 1 ? value : std::nullopt;
  }

 private:
  std::string_view m_rest;
};

std::optional<Shape> readInput(std::string_view part) {
  Reader reader(part);
  const auto first = reader.count();
  if (!first || *first > kMaxInputs) return std::nullopt;
  if (reader.isAtEnd()) return flatShape(*first);
  if (!reader.take("x")) return std::nullopt;
  const auto width = reader.count();
  if (!width || !reader.take("x")) return std::nullopt;
  const auto channels = reader.count();
  if (!channels || !reader.isAtEnd() || *width > kMaxInputs || *channels > kMaxInputs) return std::nullopt;
  return Shape{.channels = *channels, .height = *first, .width = *width};
}

/// Reads "s2", "p1" or "same" after a window; false where anything else follows.
bool readWindow(Reader& reader, LayerSpec& layer) {
  const auto kernel = reader.count();
  if (!kernel) return false;
  layer.kernel = *kernel;
  const bool isPool = layer.kind != LayerKind::Conv2d;
  layer.stride = isPool ? *kernel : 1;
  if (reader.take("same")) layer.padding.isSame = true;
  if (reader.take("s")) {
    const auto stride = reader.count();
    if (!stride) return false;
    layer.stride = *stride;
    if (reader.take("same")) layer.padding.isSame = true;
  }
  if (reader.take("p")) {
    const auto pixels = reader.number<Index>();
    if (!pixels) return false;
    layer.padding.pixels = *pixels;
  }
  return !isPool || layer.padding == Padding{};
}

/// "-nobias", "-he", "-lr0.5", "-momentum0.2" and "-epsilon0.001" after a layer that has them, in any order;
/// false where anything else follows.
bool readOptions(Reader& reader, LayerSpec& layer) {
  const bool isNorm = layer.kind == LayerKind::BatchNorm;
  const auto takeNumber = [&](double& number) {
    const auto value = reader.number<double>();
    number = value.value_or(number);
    return value.has_value();
  };
  const auto takeInitializer = [&] {
    // "he-uniform" begins with "he": the longest name that matches counts.
    std::size_t longest = 0;
    for (const auto& entry : kEnumNames<Initializer>)
      if (entry.name.size() > longest && reader.rest().starts_with(entry.name)) {
        layer.initializer = entry.value;
        longest = entry.name.size();
      }
    return longest > 0 && reader.take(reader.rest().substr(0, longest));
  };
  while (reader.take("-")) {
    if (drawsWeights(layer.kind) && reader.take("nobias"))
      layer.bias = false;
    else if (hasParameters(layer.kind) && reader.take("lr")) {
      if (!takeNumber(layer.rateFactor)) return false;
    } else if (isNorm && reader.take("momentum")) {
      if (!takeNumber(layer.momentum)) return false;
    } else if (isNorm && reader.take("epsilon")) {
      if (!takeNumber(layer.epsilon)) return false;
    } else if (!drawsWeights(layer.kind) || !takeInitializer())
      return false;
  }
  return true;
}

/// A layer without its activation.
std::optional<LayerSpec> readLayer(std::string_view part) {
  Reader reader(part);
  LayerSpec layer{.activation = Activation::Linear};
  bool isGood = true;
  if (reader.take("conv")) {
    layer.kind = LayerKind::Conv2d;
    const auto filters = reader.count();
    isGood = filters && reader.take("x") && readWindow(reader, layer);
    layer.units = filters.value_or(1);
  } else if (reader.take("maxpool")) {
    layer.kind = LayerKind::MaxPool;
    isGood = readWindow(reader, layer);
  } else if (reader.take("avgpool")) {
    layer.kind = LayerKind::AveragePool;
    isGood = readWindow(reader, layer);
  } else if (reader.take("flatten")) {
    layer.kind = LayerKind::Flatten;
  } else if (reader.take("dropout")) {
    layer.kind = LayerKind::Dropout;
    const auto rate = reader.number<double>();
    isGood = rate.has_value();
    layer.rate = rate.value_or(0);
  } else if (reader.take("batchnorm")) {
    layer.kind = LayerKind::BatchNorm;
  } else {
    const auto units = reader.count();
    isGood = units.has_value();
    layer.units = units.value_or(1);
  }
  if (!isGood || !readOptions(reader, layer) || !reader.isAtEnd()) return std::nullopt;
  return layer;
}

std::string windowText(const LayerSpec& layer) {
  const bool isPool = layer.kind != LayerKind::Conv2d;
  std::string text = fmt::format("{}", layer.kernel);
  if (layer.stride != (isPool ? layer.kernel : 1)) text += fmt::format("s{}", layer.stride);
  if (layer.padding.isSame) text += "same";
  if (layer.padding.pixels > 0) text += fmt::format("p{}", layer.padding.pixels);
  return text;
}

std::string optionsText(const LayerSpec& layer) {
  const LayerSpec usual;
  std::string text = layer.bias ? "" : "-nobias";
  if (layer.initializer) text += fmt::format("-{}", nameOf(*layer.initializer));
  if (layer.momentum != usual.momentum) text += fmt::format("-momentum{}", layer.momentum);
  if (layer.epsilon != usual.epsilon) text += fmt::format("-epsilon{}", layer.epsilon);
  if (layer.rateFactor != usual.rateFactor) text += fmt::format("-lr{}", layer.rateFactor);
  return text;
}

std::string layerText(const LayerSpec& layer) {
  switch (layer.kind) {
    case LayerKind::Dense:
      return fmt::format("{}{}", layer.units, optionsText(layer));
    case LayerKind::Conv2d:
      return fmt::format("conv{}x{}{}", layer.units, windowText(layer), optionsText(layer));
    case LayerKind::MaxPool:
      return "maxpool" + windowText(layer);
    case LayerKind::AveragePool:
      return "avgpool" + windowText(layer);
    case LayerKind::Flatten:
      return "flatten";
    case LayerKind::Dropout:
      return fmt::format("dropout{}", layer.rate);
    case LayerKind::BatchNorm:
      return "batchnorm" + optionsText(layer);
  }
  return {};
}

}  // namespace

std::string layersGrammar() {
  return fmt::format(
      "INPUT,LAYER,…,LAYER. INPUT is a count of numbers or HEIGHTxWIDTHxCHANNELS of images. LAYER is one "
      "of\n  UNITS             fully connected, as in 64:relu\n  convFILTERSxSIDE  convolution with a kernel "
      "of SIDExSIDE, as in conv8x5:relu. After SIDE may follow\n                    s2 for a stride of 2 (1 "
      "otherwise), then p1 for a padding of 1 pixel, or same for\n                    one that keeps the "
      "size (none otherwise): conv8x3s2same\n  maxpoolSIDE       the largest of each window of SIDExSIDE. "
      "Windows lie side by side; s1 after SIDE\n                    sets a stride of 1\n  avgpoolSIDE       "
      "the mean of each window; otherwise as maxpool\n  flatten           lays maps end to end, as one row "
      "of numbers\n  dropoutRATE       drops this share while training, as in dropout0.2\n  batchnorm        "
      " normalises each unit or map over the batch; -momentum0.2 and -epsilon0.001 after it "
      "set\n                    its share of new statistics (0.1 otherwise) and what is added to the "
      "variance "
      "(1e-5)\nAfter UNITS or a convolution, -nobias leaves its biases out and the name of an initializer "
      "draws its\nweights so: 64-nobias-he. After these and batchnorm, -lr0.5 multiplies the learning rate "
      "of the\nlayer's updates. :ACTIVATION after UNITS, a convolution or batchnorm is one of {}; linear "
      "where none "
      "is named.\nFor example {}",
      allNames<Activation>(), kExample);
}

Result<LayersText> parseLayers(std::string_view text) {
  LayersText result;
  std::size_t begin = 0;
  for (bool first = true; begin <= text.size(); first = false) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string part = plainWord(text.substr(begin, end - begin));
    begin = end + 1;
    if (first) {
      const auto input = readInput(part);
      if (!input)
        return Error{
            message("Layers \"{}\": \"{}\" is not an input. Begin with the number of inputs (from 1 to {}) "
                    "or with HEIGHTxWIDTHxCHANNELS, as in {}.",
                    text, part, kMaxInputs, kExample)};
      result.input = *input;
      continue;
    }
    const std::size_t colon = std::min(part.find(':'), part.size());
    const std::string_view kind = trimmed(std::string_view(part).substr(0, colon));
    auto layer = readLayer(kind);
    if (!layer && parseNumber<Index>(kind) == Index{0})
      return Error{
          message("Layers \"{}\": \"{}\" has no units; a layer needs at least one. Write for example {}.",
                  text, part, kExample)};
    if (!layer)
      return Error{
          message("Layers \"{}\": \"{}\" is not a layer. A layer is UNITS, convFILTERSxSIDE, maxpoolSIDE, "
                  "avgpoolSIDE, flatten, dropoutRATE or batchnorm. Write for example {}.",
                  text, part, kExample)};
    if (colon < part.size()) {
      const std::string name = part.substr(colon + 1);
      const auto activation = fromTypedName<Activation>(name);
      if (!activation)
        return Error{followed(message("Layers \"{}\": unknown activation \"{}\"; it must be one of: {}.",
                                      text, name, allNames<Activation>()),
                              didYouMean<Activation>(name))};
      layer->activation = *activation;
    }
    result.layers.push_back(*layer);
  }
  if (result.layers.empty())
    return Error{message(
        "Layers \"{}\": there is only an input size. Add an output layer, as in 784,10:softmax.", text)};
  return result;
}

std::string formatLayers(const Shape& input, const std::vector<LayerSpec>& layers) {
  std::string text = input.isImage() ? fmt::format("{}x{}x{}", input.height, input.width, input.channels)
                                     : fmt::format("{}", input.size());
  for (const LayerSpec& layer : layers) {
    text += ',' + layerText(layer);
    if (hasActivation(layer.kind)) text += fmt::format(":{}", nameOf(layer.activation));
  }
  return text;
}

}  // namespace pellucid::engine
