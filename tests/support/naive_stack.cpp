// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/naive_stack.h"

#include "engine/base/check.h"

namespace pellucid::tests {

using engine::LayerKind;

namespace {

NaiveWindows windowsOf(const NaiveStage& stage) {
  const auto kernel = static_cast<std::size_t>(stage.spec.kernel);
  const auto stride = static_cast<std::size_t>(stage.spec.stride);
  if (stage.spec.padding.isSame) return sameWindows(stage.in, kernel, stride);
  return windows(stage.in, kernel, stride, static_cast<std::size_t>(stage.spec.padding.pixels));
}

NaiveMaps outputsOf(const NaiveStage& stage) {
  const auto units = static_cast<std::size_t>(stage.spec.units);
  switch (stage.spec.kind) {
    case LayerKind::Dense:
      return {.channels = units};
    case LayerKind::Flatten:
      return {.channels = stage.in.size()};
    case LayerKind::Dropout:
    case LayerKind::BatchNorm:
      return stage.in;
    case LayerKind::Conv2d:
    case LayerKind::MaxPool:
    case LayerKind::AveragePool:
      break;
  }
  const NaiveWindows at = windowsOf(stage);
  const bool isConvolution = stage.spec.kind == LayerKind::Conv2d;
  return {.channels = isConvolution ? units : stage.in.channels, .height = at.lines, .width = at.columns};
}

/// How many values it has of each sort.
struct Counts {
  std::size_t weights = 0;
  std::size_t biases = 0;
  std::size_t running = 0;  ///< means, and as many variances
};

Counts countsOf(const NaiveStage& stage) {
  const auto units = static_cast<std::size_t>(stage.spec.units);
  const auto kernel = static_cast<std::size_t>(stage.spec.kernel);
  const std::size_t biases = stage.spec.bias ? units : 0;
  switch (stage.spec.kind) {
    case LayerKind::Dense:
      return {.weights = stage.in.size() * units, .biases = biases};
    case LayerKind::Conv2d:
      return {.weights = stage.in.channels * kernel * kernel * units, .biases = biases};
    case LayerKind::BatchNorm:
      return {.weights = stage.in.channels, .biases = stage.in.channels, .running = stage.in.channels};
    default:
      return {};
  }
}

NaiveBatchNorm normOf(const NaiveStage& stage) {
  return {.weight = stage.weight,
          .bias = stage.bias,
          .mean = stage.mean,
          .variance = stage.variance,
          .momentum = stage.spec.momentum,
          .epsilon = stage.spec.epsilon};
}

/// The layer's output without its activation: z, or the output of a layer without one.
Samples sums(const NaiveStage& stage) {
  const auto units = static_cast<std::size_t>(stage.spec.units);
  switch (stage.spec.kind) {
    case LayerKind::Dense:
      return dense(stage.weight, stage.bias, units, stage.x);
    case LayerKind::Conv2d:
      return convolve(windowsOf(stage), units, stage.weight, stage.bias, stage.x);
    case LayerKind::MaxPool:
      return maxPool(windowsOf(stage), stage.x);
    case LayerKind::AveragePool:
      return averagePool(windowsOf(stage), stage.x);
    case LayerKind::Flatten:
      return stage.x;
    case LayerKind::Dropout:
      return stage.isTraining ? dropOut(stage.x, stage.keeps, stage.spec.rate) : stage.x;
    case LayerKind::BatchNorm:
      return batchNorm(normOf(stage), stage.in, stage.isTraining, stage.x);
  }
  engine::failCheck("NaiveStage: unknown kind of layer");
}

void addTo(Numbers& to, const Numbers& values) {
  to.insert(to.end(), values.begin(), values.end());
}

}  // namespace

NaiveGradients NaiveStage::backward(const Samples& dz) const {
  const auto units = static_cast<std::size_t>(spec.units);
  switch (spec.kind) {
    case LayerKind::Dense:
      return denseBackward(weight, units, x, dz);
    case LayerKind::Conv2d:
      return convolveBackward(windowsOf(*this), units, weight, x, dz);
    case LayerKind::MaxPool:
      return {.x = maxPoolBackward(windowsOf(*this), x, dz), .weight = {}, .bias = {}};
    case LayerKind::AveragePool:
      return {.x = averagePoolBackward(windowsOf(*this), dz), .weight = {}, .bias = {}};
    case LayerKind::Flatten:
      return {.x = dz, .weight = {}, .bias = {}};
    case LayerKind::Dropout:
      return {.x = isTraining ? dropOut(dz, keeps, spec.rate) : dz, .weight = {}, .bias = {}};
    case LayerKind::BatchNorm:
      return batchNormBackward(normOf(*this), in, isTraining, x, dz);
  }
  engine::failCheck("NaiveStage: unknown kind of layer");
}

Numbers NaiveStage::factors(std::size_t n, std::size_t output) const {
  Samples one(x.size(), Numbers(out.size(), 0));
  one[n][output] = 1;
  return backward(one).x[n];
}

Samples NaiveStage::normalised() const {
  NaiveBatchNorm norm = normOf(*this);
  norm.weight.assign(in.channels, 1);
  norm.bias.assign(in.channels, 0);
  return batchNorm(norm, in, isTraining, x);
}

NaiveStack::NaiveStack(const engine::NetworkSpec& spec, const NaiveMaps& input, const Numbers& parameters) {
  NaiveMaps in = input;
  auto from = parameters.begin();
  const auto take = [&from](std::size_t count) {
    const auto begin = from;
    from += static_cast<std::ptrdiff_t>(count);
    return Numbers(begin, from);
  };
  for (const engine::LayerSpec& layer : spec.layers) {
    NaiveStage stage;
    stage.spec = layer;
    stage.in = in;
    stage.out = outputsOf(stage);
    const Counts counts = countsOf(stage);
    stage.weight = take(counts.weights);
    stage.bias = take(counts.biases);
    stage.mean = take(counts.running);
    stage.variance = take(counts.running);
    in = stage.out;
    stages.push_back(std::move(stage));
  }
  engine::check(from == parameters.end(), "NaiveStack: the parameters belong to another network");
}

void NaiveStack::forward(const Samples& x, bool isTraining, const std::vector<Samples>& keeps) {
  const Samples* next = &x;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    NaiveStage& stage = stages[i];
    const bool isFrozenNorm = stage.spec.kind == LayerKind::BatchNorm && stage.spec.frozen;
    stage.isTraining = isTraining && !isFrozenNorm;
    stage.keeps = keeps.empty() ? Samples() : keeps[i];
    stage.x = *next;
    const Samples sum = sums(stage);
    stage.z = engine::hasActivation(stage.spec.kind) ? sum : Samples();
    stage.a = sum;
    for (std::size_t n = 0; n < stage.z.size(); ++n) stage.a[n] = activate(stage.spec.activation, stage.z[n]);
    next = &stage.a;
  }
}

void NaiveStack::backward(engine::Loss loss, const Samples& y) {
  Samples da;
  for (std::size_t n = 0; n < y.size(); ++n) {
    da.push_back(lossBackward(loss, outputs()[n], y[n]));
    for (double& each : da.back()) each /= static_cast<double>(y.size());
  }
  for (auto stage = stages.rbegin(); stage != stages.rend(); ++stage) {
    stage->delta = da;
    for (std::size_t n = 0; n < stage->z.size(); ++n)
      stage->delta[n] = activateBackward(stage->spec.activation, stage->z[n], stage->a[n], da[n]);
    NaiveGradients d = stage->backward(stage->delta);
    da = std::move(d.x);
    stage->weightGradient = std::move(d.weight);
    stage->biasGradient = std::move(d.bias);
  }
}

Numbers NaiveStack::parameters() const {
  Numbers flat;
  for (const NaiveStage& stage : stages)
    for (const Numbers* part : {&stage.weight, &stage.bias, &stage.mean, &stage.variance}) addTo(flat, *part);
  return flat;
}

Numbers NaiveStack::gradient() const {
  Numbers flat;
  for (const NaiveStage& stage : stages) {
    addTo(flat, stage.weightGradient);
    // May be empty where the loops have one.
    addTo(flat, stage.bias.empty() ? Numbers() : stage.biasGradient);
    addTo(flat, Numbers(stage.mean.size() + stage.variance.size(), 0));
  }
  return flat;
}

}  // namespace pellucid::tests
