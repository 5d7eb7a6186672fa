// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/layer_pass.h"

#include <algorithm>
#include <cmath>

namespace pellucid::tests {

using namespace engine;

namespace {

Numbers numbers(const Vector& values) {
  return {values.begin(), values.end()};
}

Matrix normal(Index rows, Index cols, Random& random) {
  Matrix values(rows, cols);
  for (Scalar& value : values.reshaped()) value = static_cast<Scalar>(random.normal());
  return values;
}

}  // namespace

LayerPass passThrough(const Layer& layer, const PassOptions& options) {
  Random random(options.seed, "pass");
  Vector parameters = normal(layer.parameterCount(), 1, random);
  // For a running variance, so that its root exists.
  for (const TensorShape& tensor : layer.tensors())
    if (tensor.name == "running_var")
      parameters.segment(tensor.offset, tensor.size()) =
          parameters.segment(tensor.offset, tensor.size()).cwiseAbs().array() + Scalar(0.5);
  const Matrix x = normal(layer.inputs(), options.samples, random);

  LayerPass pass;
  pass.trace = options.trace;
  layer.forward(parameters.data(), x, pass.trace,
                {.isTraining = options.isTraining, .seed = 5, .step = 7, .layer = 2});
  pass.trace.delta = normal(layer.outputs(), options.samples, random);
  if (options.sparse)
    for (Scalar& value : pass.trace.delta.reshaped())
      if (random.below(4) != 0) value = 0;
  // Previous contents must not matter.
  Vector gradient = Vector::Constant(layer.parameterCount(), 77);
  Matrix dx;
  layer.backward(parameters.data(), x, pass.trace, gradient.data(), &dx);

  pass.parameters = numbers(parameters);
  pass.x = columns(x);
  pass.delta = columns(pass.trace.delta);
  pass.z = columns(pass.trace.z);
  pass.a = columns(pass.trace.a);
  pass.dx = columns(dx);
  pass.gradient = numbers(gradient);

  // Computing only one of the results gives the same, to the last bit.
  Vector gradientAlone = Vector::Constant(layer.parameterCount(), -77);
  layer.backward(parameters.data(), x, pass.trace, gradientAlone.data(), nullptr);
  Matrix dxAlone;
  layer.backward(parameters.data(), x, pass.trace, nullptr, &dxAlone);
  check(gradientAlone == gradient, "backward: another gradient when nobody asks for dx");
  check(dxAlone == dx, "backward: another dx when nobody asks for the gradient");
  return pass;
}

Samples columns(const Matrix& matrix) {
  Samples samples;
  for (const auto& column : matrix.colwise()) samples.emplace_back(column.begin(), column.end());
  return samples;
}

NaiveMaps maps(const Shape& shape) {
  return {.channels = static_cast<std::size_t>(shape.channels),
          .height = static_cast<std::size_t>(shape.height),
          .width = static_cast<std::size_t>(shape.width)};
}

double worstDifference(const Numbers& values, const Numbers& expected) {
  if (values.size() != expected.size()) return INFINITY;
  double worst = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double difference = std::abs(values[i] - expected[i]) / std::max(1.0, std::abs(expected[i]));
    if (!(difference <= worst)) worst = difference;
    if (std::isnan(worst)) break;
  }
  return worst;
}

double worstDifference(const Samples& values, const Samples& expected) {
  if (values.size() != expected.size()) return INFINITY;
  double worst = 0;
  for (std::size_t n = 0; n < values.size(); ++n) {
    const double difference = worstDifference(values[n], expected[n]);
    if (!(difference <= worst)) worst = difference;
    if (std::isnan(worst)) break;
  }
  return worst;
}

}  // namespace pellucid::tests
