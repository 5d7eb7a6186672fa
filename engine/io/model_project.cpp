// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/model_project.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/model/network.h"

namespace pellucid::engine {
namespace {

/// For inputs: x ← (x − mean) / deviation, as (x − mean) / sqrt(variance + ε) · 1 / deviation with a root of
/// 1.
void scaleInputsByLayer(TrainedModel& model) {
  const Standard standard = std::exchange(model.scaling.inputs, {});
  const auto& first = model.network.layers.front();
  const bool isOfMaps = model.shape.channels % standard.mean.size() == 0;
  std::vector<LayerSpec> layers;
  // If each value in a row has its own entry, they must be in a row first.
  if (!isOfMaps && first.kind != LayerKind::Flatten) layers.push_back(flatten());
  const Index count = isOfMaps ? model.shape.channels : model.shape.size();
  layers.push_back(batchNorm(Activation::Linear));
  layers.back().frozen = true;
  Vector weights(model.weights.size() + 4 * count);
  const Index each = count / standard.mean.size();
  for (Index i = 0; i < count; ++i) {
    weights[i] = 1 / standard.deviation[i / each];
    weights[count + i] = 0;
    weights[2 * count + i] = standard.mean[i / each];
    weights[3 * count + i] = Scalar(1) - static_cast<Scalar>(batchNorm(Activation::Linear).epsilon);
  }
  weights.tail(model.weights.size()) = model.weights;
  model.weights = std::move(weights);
  auto& all = model.network.layers;
  // A Flatten at the beginning stays first.
  all.insert(all.begin() + (!isOfMaps && first.kind == LayerKind::Flatten ? 1 : 0), layers.begin(),
             layers.end());
}

/// y ← y · deviation + mean: the last layer's rows and its bias.
Result<void> scaleAnswersByLayer(TrainedModel& model) {
  LayerSpec& last = model.network.layers.back();
  if (last.activation != Activation::Linear)
    return Error{message("its answers are scaled behind the activation {}, which no layer here can do",
                         nameOf(last.activation))};
  const Standard standard = std::exchange(model.scaling.targets, {});
  const auto network = *Network::create(model.network, model.shape);
  const Index begin = network->layerOffset(network->layerCount() - 1);
  const Index count = (model.weights.size() - begin - (last.bias ? last.units : 0));
  MatrixMap weight(model.weights.data() + begin, last.units, count / last.units);
  if (!last.bias) {
    model.weights.conservativeResize(model.weights.size() + last.units);
    model.weights.tail(last.units).setZero();
    last.bias = true;
    new (&weight) MatrixMap(model.weights.data() + begin, last.units, count / last.units);
  }
  VectorMap bias(model.weights.data() + begin + count, last.units);
  for (Index i = 0; i < last.units; ++i) {
    const Index entry = i * standard.mean.size() / last.units;
    weight.row(i) *= standard.deviation[entry];
    bias[i] = bias[i] * standard.deviation[entry] + standard.mean[entry];
  }
  return {};
}

std::string dataOfModel(const TrainedModel& model) {
  if (const auto told = model.facts.find("data"); told != model.facts.end()) return told->second;
  constexpr Index kPixels = 784;
  constexpr Index kDigits = 10;
  const auto& names = model.classNames;  // classes other than digits belong to other data
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] != std::to_string(i)) return {};
  return model.shape.size() == kPixels && model.network.layers.back().units == kDigits ? "mnist" : "";
}

/// A list of values as a square image, as intended for MNIST's 784, or else as columns of a table; an image
/// of the network stays one.
Shape sampleShape(const TrainedModel& model) {
  const Shape& shape = model.shape;
  constexpr Index kLeastSide = 8;
  const auto side = static_cast<Index>(std::lround(std::sqrt(static_cast<double>(shape.size()))));
  Shape other = flatShape(shape.size());
  if (side >= kLeastSide && side * side == shape.size())
    other = {.channels = 1, .height = side, .width = side};
  const bool isList = shape.channels == 1 && shape.height == 1;
  if (!isList || needsImages(model.network)) return shape;
  return parameterCount(model.network, other) == model.weights.size() ? other : shape;
}

}  // namespace

Result<TrainedModel> withScalingInLayers(TrainedModel model) {
  if (!model.scaling.targets.isEmpty())
    if (auto scaled = scaleAnswersByLayer(model); !scaled) return scaled.error();
  if (!model.scaling.inputs.isEmpty()) scaleInputsByLayer(model);
  return model;
}

Project projectOf(TrainedModel model) {
  check(model.scaling.isEmpty(), "projectOf: the model still has a scaling");
  Project project;
  project.experiment = seedExperiment();
  project.experiment.data.name = dataOfModel(model);
  project.experiment.training.loss = usualLoss(model.network.layers.back().activation);
  project.shape = sampleShape(model);
  project.classNames = std::move(model.classNames);
  project.inputNames = std::move(model.inputNames);
  project.targetNames = std::move(model.targetNames);
  project.state = firstState(std::move(model.weights), project.experiment.training.optimizer,
                             model.network.layers.size());
  project.initial = std::make_shared<const Vector>(project.state.weights);
  // Where the meaning of the outputs is unknown: classes named by their numbers.
  const Index units = model.network.layers.back().units;
  if (project.classNames.empty() && project.targetNames.empty())
    for (Index i = 0; i < std::max<Index>(units, 2); ++i) project.classNames.push_back(std::to_string(i));
  project.experiment.network = std::move(model.network);
  return project;
}

}  // namespace pellucid::engine
