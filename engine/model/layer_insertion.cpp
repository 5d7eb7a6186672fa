// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/layer_insertion.h"

#include <algorithm>
#include <optional>

namespace pellucid::engine {
namespace {

bool makesRow(LayerKind kind) {
  return kind == LayerKind::Dense || kind == LayerKind::Flatten;
}

/// The first layer before `position` that turns maps into a row; none where maps arrive at `position`.
std::optional<std::size_t> rowMaker(const NetworkSpec& network, std::size_t position) {
  for (std::size_t i = 0; i < position; ++i)
    if (makesRow(network.layers[i].kind)) return i;
  return std::nullopt;
}

/// The nearest hidden layer of this kind before `position`, else the nearest after it.
std::optional<LayerSpec> neighbour(const NetworkSpec& network, std::size_t position, LayerKind kind) {
  const auto& layers = network.layers;
  for (std::size_t i = position; i-- > 0;)
    if (layers[i].kind == kind) return layers[i];
  for (std::size_t i = position; i + 1 < layers.size(); ++i)
    if (layers[i].kind == kind) return layers[i];
  return std::nullopt;
}

LayerSpec usual(LayerKind kind) {
  switch (kind) {
    case LayerKind::Dense:
      return dense(32, Activation::Relu);
    case LayerKind::Conv2d: {
      LayerSpec layer = conv2d(8, 3, Activation::Relu);
      layer.padding.isSame = true;
      return layer;
    }
    case LayerKind::MaxPool:
      return maxPool(2);
    case LayerKind::AveragePool:
      return averagePool(2);
    case LayerKind::Flatten:
      return flatten();
    case LayerKind::Dropout:
      return dropout(0.5);
    case LayerKind::BatchNorm:
      return batchNorm(Activation::Linear);
  }
  return {};
}

/// Limits the window to the size of the maps that arrive.
void fitWindow(LayerSpec& layer, const Shape& in) {
  if (!needsImages(layer.kind)) return;
  const Index side = std::min(in.height, in.width);
  if (layer.kernel <= side || layer.padding.isSame) return;
  layer.kernel = side;
  layer.stride = std::min(layer.stride, side);
  layer.padding.pixels = std::min(layer.padding.pixels, side - 1);
}

Error nothingToFlatten(Index numbers) {
  return Error{message("There is nothing to flatten: here is a row of numbers already, {} in all.", numbers)};
}

/// Without any Flatten that would already receive a row, as a copy does after the original.
std::vector<LayerSpec> withoutIdleFlattens(const std::vector<LayerSpec>& layers, bool startsWithRow) {
  std::vector<LayerSpec> kept;
  bool isRow = startsWithRow;
  for (const LayerSpec& layer : layers) {
    if (!isRow || layer.kind != LayerKind::Flatten) kept.push_back(layer);
    isRow = isRow || makesRow(layer.kind);
  }
  return kept;
}

/// Why a layer of this kind cannot work on what arrives at `position`.
std::optional<Error> unfitThere(const NetworkSpec& network, const Shape& input, const Shape& in,
                                std::size_t position, LayerKind kind) {
  const auto row = rowMaker(network, position);
  const bool slides = needsImages(kind);
  if (slides && !input.isImage())
    return Error{message("A convolution or a pool needs images, but the data are rows of numbers.")};
  if (slides && row)
    return Error{message("A convolution or a pool needs maps, but {} before it makes a row of numbers.",
                         layerName(network, *row))};
  if ((kind == LayerKind::MaxPool || kind == LayerKind::AveragePool) && in.pixels() == 1)
    return Error{message("The maps are single pixels here: there is nothing left to pool.")};
  if (kind == LayerKind::Flatten && !in.isImage()) return nothingToFlatten(in.size());
  if (!makesRow(kind)) return std::nullopt;
  for (std::size_t i = position; i < network.layers.size(); ++i)
    if (needsImages(network.layers[i].kind))
      return Error{
          message("It would make a row of numbers, but {} behind it needs maps.", layerName(network, i))};
  return std::nullopt;
}

/// Whether the maps of a convolution or pool arrive at `position`, perhaps via dropout and batch norm.
bool getsMapsOfLayers(const NetworkSpec& network, std::size_t position) {
  const auto& layers = network.layers;
  return !rowMaker(network, position) &&
         std::any_of(layers.begin(), layers.begin() + static_cast<std::ptrdiff_t>(position),
                     [](const LayerSpec& layer) { return needsImages(layer.kind); });
}

}  // namespace

Result<Insertion> insertLayer(const NetworkSpec& network, const Shape& input, std::size_t position,
                              LayerKind kind) {
  const auto shapes = layerShapes(network, input);
  if (!shapes) return shapes.error();
  position = std::min(position, network.layers.size() - 1);
  const bool isBehindFlatten =
      kind == LayerKind::Dense && network.layers[position].kind == LayerKind::Flatten;
  if (isBehindFlatten) ++position;
  const Shape in = position == 0 ? input : (*shapes)[position - 1];
  if (auto error = unfitThere(network, input, in, position, kind)) return *std::move(error);

  LayerSpec layer = neighbour(network, position, kind).value_or(usual(kind));
  layer.frozen = false;
  layer.initializer.reset();
  layer.rateFactor = 1;
  fitWindow(layer, in);
  return insertLayers(network, input, position, {layer});
}

Result<Insertion> insertLayers(const NetworkSpec& network, const Shape& input, std::size_t position,
                               const std::vector<LayerSpec>& copies) {
  const auto shapes = layerShapes(network, input);
  if (!shapes) return shapes.error();
  position = std::min(position, network.layers.size() - 1);
  const Shape in = position == 0 ? input : (*shapes)[position - 1];
  const std::vector<LayerSpec> added = withoutIdleFlattens(copies, !in.isImage());
  if (added.empty()) return nothingToFlatten(in.size());
  Insertion result{.network = network, .layer = position, .count = added.size()};
  auto& layers = result.network.layers;
  layers.insert(layers.begin() + static_cast<std::ptrdiff_t>(position), added.begin(), added.end());

  // There is a Flatten between the maps of layers and a row, as in textbooks.
  const auto row = static_cast<std::size_t>(
      std::ranges::find_if(layers, [](const LayerSpec& each) { return makesRow(each.kind); }) -
      layers.begin());
  const bool isAmongThem = row >= position && row < position + added.size();
  const bool isNew =
      isAmongThem || std::ranges::any_of(added, [](const LayerSpec& each) { return needsImages(each.kind); });
  if (isNew && layers[row].kind == LayerKind::Dense && getsMapsOfLayers(result.network, row)) {
    layers.insert(layers.begin() + static_cast<std::ptrdiff_t>(row), flatten());
    result.bringsFlatten = true;
    if (row <= position) ++result.layer;
  }
  if (const auto fits = validate(result.network, input); !fits) return fits.error();
  return result;
}

}  // namespace pellucid::engine
