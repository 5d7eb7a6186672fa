// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/plan.h"

#include <fmt/format.h>

#include <algorithm>

namespace pellucid::engine {
namespace {

std::string describe(const Network& network, std::size_t index) {
  if (index >= network.layerCount()) return std::string(kNoLayer);
  const Layer& layer = network.layer(index);
  return fmt::format("{} {}→{}", nameOf(layer.kind()), shapeText(layer.inputShape()),
                     shapeText(layer.outputShape()));
}

bool fit(const Layer& a, const Layer& b) {
  const auto isSame = [](const TensorShape& x, const TensorShape& y) {
    return x.name == y.name && x.rows == y.rows && x.cols == y.cols;
  };
  return a.kind() == b.kind() && std::ranges::equal(a.tensors(), b.tensors(), isSame);
}

std::vector<LayerFit> compareNetworks(const NetworkSpec& sourceSpec, const Network& source,
                                      const NetworkSpec& targetSpec, const Network& target) {
  std::vector<LayerFit> fits;
  for (std::size_t i = 0; i < std::max(source.layerCount(), target.layerCount()); ++i) {
    const bool isInTarget = i < target.layerCount();
    fits.push_back({.name = layerName(isInTarget ? targetSpec : sourceSpec, i).text(),
                    .source = describe(source, i),
                    .target = describe(target, i),
                    .fits = isInTarget && i < source.layerCount() && fit(source.layer(i), target.layer(i))});
  }
  return fits;
}

}  // namespace

bool sharesHead(const TrainedModel& source, const Dataset& target) {
  return !source.classNames.empty() && source.classNames == target.classNames &&
         source.network.layers.back().activation == Activation::Softmax;
}

NetworkSpec targetNetwork(const TrainedModel& source, const Dataset& target) {
  NetworkSpec network = source.network;
  for (LayerSpec& layer : network.layers) {
    layer.frozen = false;
    layer.rateFactor = 1;
  }
  if (!sharesHead(source, target)) network.layers.back() = dense(target.classes(), Activation::Softmax);
  return network;
}

std::vector<LayerFit> compareLayers(const NetworkSpec& source, const Shape& sourceShape,
                                    const NetworkSpec& target, const Shape& targetShape) {
  return compareNetworks(source, *Network::create(source, sourceShape).value(), target,
                         *Network::create(target, targetShape).value());
}

Result<Vector> transplant(const TrainedModel& source, const NetworkSpec& target, const Shape& targetShape,
                          const TransferPlan& plan, Vector fresh) {
  check(plan.size() == target.layers.size(), "transplant: the plan needs an entry for each layer");
  const auto from = Network::create(source.network, source.shape).value();
  const auto into = Network::create(target, targetShape).value();
  const auto fits = compareNetworks(source.network, *from, target, *into);
  const auto isImpossible = [&](std::size_t i) { return plan[i] != LayerPlan::New && !fits[i].fits; };
  bool isPossible = true;
  for (std::size_t i = 0; i < plan.size(); ++i) isPossible = isPossible && !isImpossible(i);
  if (!isPossible) {
    Message layers = message("The plan copies layers that do not fit.");
    for (const LayerFit& fit : std::span(fits).first(plan.size()))
      layers = followed(layers, fit.fits ? message("{} is {} in {} and {} here: it can be copied.", fit.name,
                                                   fit.source, source.name, fit.target)
                                         : message("{} is {} in {} and {} here: it must be re-initialised.",
                                                   fit.name, fit.source, source.name, fit.target));
    return Error{layers};
  }
  for (std::size_t i = 0; i < plan.size(); ++i)
    if (plan[i] != LayerPlan::New)
      fresh.segment(into->layerOffset(i), into->layer(i).parameterCount()) =
          source.weights.segment(from->layerOffset(i), from->layer(i).parameterCount());
  return fresh;
}

}  // namespace pellucid::engine
