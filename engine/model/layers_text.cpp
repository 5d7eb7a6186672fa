// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/layers_text.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace pellucid::engine {
namespace {

std::optional<Index> parseCount(std::string_view text) {
  Index value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || value < 1 || value > kMaxUnits)
    return std::nullopt;
  return value;
}

}  // namespace

Result<LayersText> parseLayers(std::string_view text) {
  LayersText result;
  std::size_t begin = 0;
  for (bool first = true; begin <= text.size(); first = false) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string_view part = text.substr(begin, end - begin);
    begin = end + 1;

    const std::size_t colon = part.find(':');
    const auto count = parseCount(part.substr(0, colon));
    if (!count)
      return Error{fmt::format(
          "Layers \"{}\": \"{}\" does not begin with a whole number from 1 to {}. Write for example "
          "784,64:relu,10:softmax.",
          text, part, kMaxUnits)};
    if (first) {
      if (colon != std::string_view::npos)
        return Error{
            fmt::format("Layers \"{}\": the first number is the input size and has no activation, but \"{}\" "
                        "names one.",
                        text, part)};
      result.inputs = *count;
      continue;
    }
    LayerSpec layer{.units = *count, .activation = Activation::Linear, .frozen = false};
    if (colon != std::string_view::npos) {
      const std::string_view name = part.substr(colon + 1);
      const auto activation = fromName<Activation>(name);
      if (!activation)
        return Error{fmt::format("Layers \"{}\": unknown activation \"{}\". There are: {}.", text, name,
                                 allNames<Activation>())};
      layer.activation = *activation;
    }
    result.layers.push_back(layer);
  }
  if (result.layers.empty())
    return Error{fmt::format(
        "Layers \"{}\": there is only an input size. Add an output layer, as in 784,10:softmax.", text)};
  return result;
}

std::string formatLayers(Index inputs, const std::vector<LayerSpec>& layers) {
  std::string text = fmt::format("{}", inputs);
  for (const LayerSpec& layer : layers) text += fmt::format(",{}:{}", layer.units, nameOf(layer.activation));
  return text;
}

}  // namespace pellucid::engine
