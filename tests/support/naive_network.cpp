// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/naive_network.h"

#include <cmath>

namespace pellucid::tests {

using engine::Activation;
using engine::Loss;
using engine::Optimizer;

namespace {

Numbers softmax(const Numbers& z) {
  double largest = z[0];
  for (const double value : z) largest = std::max(largest, value);
  double sum = 0;
  for (const double value : z) sum += std::exp(value - largest);
  Numbers p;
  for (const double value : z) p.push_back(std::exp(value - largest) / sum);
  return p;
}

double sigmoid(double z) {
  return 1 / (1 + std::exp(-z));
}

constexpr double kSelu = 1.0507009873554805;
constexpr double kSeluAlpha = 1.6732632423543773;
const double kGelu = std::sqrt(2 / std::acos(-1.0));

double activate(Activation f, double z) {
  switch (f) {
    case Activation::Linear:
      return z;
    case Activation::Exponential:
      return std::exp(z);
    case Activation::Sigmoid:
      return sigmoid(z);
    case Activation::BipolarSigmoid:
      return (1 - std::exp(-z)) / (1 + std::exp(-z));
    case Activation::Tanh:
      return std::tanh(z);
    case Activation::Relu:
      return z > 0 ? z : 0;
    case Activation::LeakyRelu:
      return z > 0 ? z : 0.01 * z;
    case Activation::Elu:
      return z > 0 ? z : std::expm1(z);
    case Activation::Selu:
      return kSelu * (z > 0 ? z : kSeluAlpha * std::expm1(z));
    case Activation::Gelu:
      return z * (1 + std::erf(z / std::sqrt(2.0))) / 2;
    case Activation::GeluTanh:
      return z * (1 + std::tanh(kGelu * (z + 0.044715 * z * z * z))) / 2;
    case Activation::Silu:
      return z * sigmoid(z);
    case Activation::Softplus:
      return std::log1p(std::exp(z));
    case Activation::Softsign:
      return z / (1 + std::abs(z));
    case Activation::HardSigmoid:
      return std::min(std::max(z / 6 + 0.5, 0.0), 1.0);
    case Activation::Softmax:
      break;
  }
  return NAN;
}

/// da_i / dz_j, the whole Jacobian.
double derivative(Activation f, const Numbers& z, const Numbers& a, std::size_t i, std::size_t j) {
  if (f == Activation::Softmax) return a[i] * ((i == j ? 1 : 0) - a[j]);
  if (i != j) return 0;
  const double x = z[i];
  const double s = sigmoid(x);
  switch (f) {
    case Activation::Linear:
      return 1;
    case Activation::Exponential:
      return std::exp(x);
    case Activation::Sigmoid:
      return s * (1 - s);
    case Activation::BipolarSigmoid:
      return 2 * s * (1 - s);
    case Activation::Tanh:
      return 1 - a[i] * a[i];
    case Activation::Relu:
      return x > 0 ? 1 : 0;
    case Activation::LeakyRelu:
      return x > 0 ? 1 : 0.01;
    case Activation::Elu:
      return x > 0 ? 1 : std::exp(x);
    case Activation::Selu:
      return kSelu * (x > 0 ? 1 : kSeluAlpha * std::exp(x));
    case Activation::Gelu:
      return (1 + std::erf(x / std::sqrt(2.0))) / 2 +
             x * std::exp(-x * x / 2) / std::sqrt(2 * std::acos(-1.0));
    case Activation::GeluTanh: {
      const double t = std::tanh(kGelu * (x + 0.044715 * x * x * x));
      return (1 + t) / 2 + x / 2 * (1 - t * t) * kGelu * (1 + 3 * 0.044715 * x * x);
    }
    case Activation::Silu:
      return s + x * s * (1 - s);
    case Activation::Softplus:
      return s;
    case Activation::Softsign:
      return 1 / ((1 + std::abs(x)) * (1 + std::abs(x)));
    case Activation::HardSigmoid:
      return std::abs(x) < 3 ? 1.0 / 6 : 0;
    case Activation::Softmax:
      break;
  }
  return NAN;
}

/// What one output adds to its sample's loss.
double lossOf(Loss loss, double a, double y, double outputs) {
  const double e = a - y;
  switch (loss) {
    case Loss::CrossEntropy:
      return y == 0 ? 0 : -y * std::log(a);
    case Loss::BinaryCrossEntropy:
      return (-y * std::log(a) - (1 - y) * std::log(1 - a)) / outputs;
    case Loss::MeanSquaredError:
      return e * e / 2;
    case Loss::MeanSquares:
      return e * e / outputs;
    case Loss::MeanAbsoluteError:
      return std::abs(e) / outputs;
    case Loss::Huber:
      return (std::abs(e) < 1 ? e * e / 2 : std::abs(e) - 0.5) / outputs;
    case Loss::Hinge:
      return std::max(0.0, 1 - y * a) / outputs;
  }
  return NAN;
}

/// Its derivative with respect to a.
double lossSlope(Loss loss, double a, double y, double outputs) {
  const double e = a - y;
  const double sign = e > 0 ? 1 : e < 0 ? -1 : 0;
  switch (loss) {
    case Loss::CrossEntropy:
      return -y / a;
    case Loss::BinaryCrossEntropy:
      return (-y / a + (1 - y) / (1 - a)) / outputs;
    case Loss::MeanSquaredError:
      return e;
    case Loss::MeanSquares:
      return 2 * e / outputs;
    case Loss::MeanAbsoluteError:
      return sign / outputs;
    case Loss::Huber:
      return (std::abs(e) < 1 ? e : sign) / outputs;
    case Loss::Hinge:
      return y * a < 1 ? -y / outputs : 0;
  }
  return NAN;
}

std::size_t largest(const Numbers& values) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < values.size(); ++i)
    if (values[i] > values[best]) best = i;
  return best;
}

Numbers targets(const NaiveSample& sample, std::size_t outputs, Loss loss = Loss::CrossEntropy) {
  if (!sample.y.empty()) return sample.y;
  Numbers y(outputs, loss == Loss::Hinge ? -1 : 0);
  y[sample.label] = 1;
  return y;
}

void append(Numbers& to, const Numbers& values) {
  to.insert(to.end(), values.begin(), values.end());
}

}  // namespace

Numbers activate(Activation f, const Numbers& z) {
  if (f == Activation::Softmax) return softmax(z);
  Numbers a;
  for (const double value : z) a.push_back(activate(f, value));
  return a;
}

Numbers activateBackward(Activation f, const Numbers& z, const Numbers& a, const Numbers& da) {
  Numbers dz(z.size(), 0);
  for (std::size_t j = 0; j < z.size(); ++j)
    for (std::size_t i = 0; i < z.size(); ++i)
      // Only a softmax has outputs that depend on the z of others.
      if (i == j || f == Activation::Softmax) dz[j] += da[i] * derivative(f, z, a, i, j);
  return dz;
}

double lossOf(Loss loss, const Numbers& a, const Numbers& y) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += lossOf(loss, a[i], y[i], static_cast<double>(a.size()));
  return sum;
}

Numbers lossBackward(Loss loss, const Numbers& a, const Numbers& y) {
  Numbers da;
  for (std::size_t i = 0; i < a.size(); ++i)
    da.push_back(lossSlope(loss, a[i], y[i], static_cast<double>(a.size())));
  return da;
}

void NaiveNetwork::setParameters(const Numbers& flat) {
  auto from = flat.begin();
  for (NaiveLayer& layer : layers) {
    const auto weights = static_cast<std::ptrdiff_t>(layer.inputs * layer.units);
    const auto biases = static_cast<std::ptrdiff_t>(layer.units);
    layer.weight.assign(from, from + weights);
    layer.bias.assign(from + weights, from + weights + biases);
    from += weights + biases;
  }
}

Numbers NaiveNetwork::parameters() const {
  Numbers flat;
  for (const NaiveLayer& layer : layers) {
    append(flat, layer.weight);
    append(flat, layer.bias);
  }
  return flat;
}

Numbers NaiveNetwork::gradient() const {
  Numbers flat;
  for (const NaiveLayer& layer : layers) {
    append(flat, layer.weightGradient);
    append(flat, layer.biasGradient);
  }
  return flat;
}

std::vector<Numbers> NaiveNetwork::forward(const std::vector<NaiveSample>& batch) {
  std::vector<Numbers> x;
  for (const NaiveSample& sample : batch) x.push_back(sample.x);
  for (NaiveLayer& layer : layers) {
    layer.x = x;
    layer.z.assign(batch.size(), Numbers(layer.units, 0));
    layer.a.clear();
    for (std::size_t n = 0; n < batch.size(); ++n) {
      for (std::size_t o = 0; o < layer.units; ++o) {
        layer.z[n][o] = layer.bias[o];
        for (std::size_t i = 0; i < layer.inputs; ++i)
          layer.z[n][o] += layer.weight[i * layer.units + o] * x[n][i];
      }
      layer.a.push_back(activate(layer.activation, layer.z[n]));
    }
    x = layer.a;
  }
  return x;
}

double NaiveNetwork::loss(Loss loss, const std::vector<NaiveSample>& batch) const {
  double sum = 0;
  for (std::size_t n = 0; n < batch.size(); ++n)
    sum += lossOf(loss, layers.back().a[n], targets(batch[n], layers.back().units, loss));
  return sum / static_cast<double>(batch.size());
}

double NaiveNetwork::accuracy(const std::vector<NaiveSample>& batch) const {
  double right = 0;
  for (std::size_t n = 0; n < batch.size(); ++n)
    if (largest(layers.back().a[n]) == largest(targets(batch[n], layers.back().units))) ++right;
  return right / static_cast<double>(batch.size());
}

void NaiveNetwork::backward(Loss loss, const std::vector<NaiveSample>& batch) {
  std::vector<Numbers> da;
  for (std::size_t n = 0; n < batch.size(); ++n) {
    da.push_back(lossBackward(loss, layers.back().a[n], targets(batch[n], layers.back().units, loss)));
    // L is the mean over the batch.
    for (double& each : da.back()) each /= static_cast<double>(batch.size());
  }
  for (std::size_t l = layers.size(); l-- > 0;) {
    NaiveLayer& layer = layers[l];
    layer.weightGradient.assign(layer.weight.size(), 0);
    layer.biasGradient.assign(layer.units, 0);
    layer.delta.clear();
    for (std::size_t n = 0; n < batch.size(); ++n) {
      const Numbers delta = activateBackward(layer.activation, layer.z[n], layer.a[n], da[n]);
      layer.delta.push_back(delta);
      da[n].assign(layer.inputs, 0);
      for (std::size_t o = 0; o < layer.units; ++o) {
        layer.biasGradient[o] += delta[o];
        for (std::size_t i = 0; i < layer.inputs; ++i) {
          layer.weightGradient[i * layer.units + o] += delta[o] * layer.x[n][i];
          da[n][i] += layer.weight[i * layer.units + o] * delta[o];
        }
      }
    }
  }
}

void NaiveOptimizer::step(NaiveNetwork& network) {
  m_memories.resize(network.layers.size() * 2);
  for (std::size_t l = 0; l < network.layers.size(); ++l) {
    NaiveLayer& layer = network.layers[l];
    if (layer.frozen) continue;
    const double rate = m_learningRate * layer.rateFactor;
    update(m_memories[2 * l], layer.weight, layer.weightGradient, rate);
    update(m_memories[2 * l + 1], layer.bias, layer.biasGradient, rate);
  }
}

void NaiveOptimizer::update(Memory& memory, Numbers& w, const Numbers& g, double learningRate) const {
  memory.m.resize(w.size(), 0);
  memory.v.resize(w.size(), 0);
  ++memory.t;
  const engine::OptimizerSettings& o = m_settings;
  for (std::size_t i = 0; i < w.size(); ++i) {
    double& m = memory.m[i];
    double& v = memory.v[i];
    const double sign = w[i] > 0 ? 1 : w[i] < 0 ? -1 : 0;
    const double grad = g[i] + o.l2 * w[i] + o.l1 * sign;
    w[i] *= 1 - learningRate * o.weightDecay;
    switch (m_kind) {
      case Optimizer::Sgd:
        w[i] -= learningRate * grad;
        break;
      case Optimizer::Momentum:
        v = o.momentum * v + grad;
        w[i] -= learningRate * v;
        break;
      case Optimizer::Nesterov:
        v = o.momentum * v + grad;
        w[i] -= learningRate * (grad + o.momentum * v);
        break;
      case Optimizer::AdaGrad:
        v += grad * grad;
        w[i] -= learningRate * grad / (std::sqrt(v) + o.epsilon);
        break;
      case Optimizer::RmsProp:
        v = o.alpha * v + (1 - o.alpha) * grad * grad;
        w[i] -= learningRate * grad / (std::sqrt(v) + o.epsilon);
        break;
      case Optimizer::Adam:
      case Optimizer::AdamW: {
        m = o.beta1 * m + (1 - o.beta1) * grad;
        v = o.beta2 * v + (1 - o.beta2) * grad * grad;
        const double mHat = m / (1 - std::pow(o.beta1, memory.t));
        const double vHat = v / (1 - std::pow(o.beta2, memory.t));
        w[i] -= learningRate * mHat / (std::sqrt(vHat) + o.epsilon);
        break;
      }
      case Optimizer::AdaDelta: {
        v = o.rho * v + (1 - o.rho) * grad * grad;
        const double delta = std::sqrt(m + o.epsilon) / std::sqrt(v + o.epsilon) * grad;
        m = o.rho * m + (1 - o.rho) * delta * delta;
        w[i] -= learningRate * delta;
        break;
      }
    }
  }
}

}  // namespace pellucid::tests
