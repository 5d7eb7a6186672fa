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

Numbers activate(Activation f, const Numbers& z) {
  if (f == Activation::Softmax) return softmax(z);
  Numbers a;
  for (const double value : z) {
    if (f == Activation::Linear) a.push_back(value);
    if (f == Activation::Relu) a.push_back(value > 0 ? value : 0);
    if (f == Activation::Sigmoid) a.push_back(1 / (1 + std::exp(-value)));
    if (f == Activation::Tanh) a.push_back(std::tanh(value));
  }
  return a;
}

/// da_i / dz_j, the whole Jacobian.
double derivative(Activation f, const Numbers& z, const Numbers& a, std::size_t i, std::size_t j) {
  if (f == Activation::Softmax) return a[i] * ((i == j ? 1 : 0) - a[j]);
  if (i != j) return 0;
  switch (f) {
    case Activation::Relu:
      return z[i] > 0 ? 1 : 0;
    case Activation::Sigmoid:
      return a[i] * (1 - a[i]);
    case Activation::Tanh:
      return 1 - a[i] * a[i];
    default:
      return 1;
  }
}

/// dL/da of one sample of n.
Numbers outputGradient(Loss loss, const Numbers& a, const Numbers& y, double n) {
  Numbers da(a.size(), 0);
  for (std::size_t i = 0; i < a.size(); ++i)
    da[i] = loss == Loss::CrossEntropy ? -y[i] / a[i] / n : (a[i] - y[i]) / n;
  return da;
}

/// dL/dz from dL/da.
Numbers throughActivation(const NaiveLayer& layer, std::size_t n, const Numbers& da) {
  Numbers dz(da.size(), 0);
  for (std::size_t j = 0; j < da.size(); ++j)
    for (std::size_t i = 0; i < da.size(); ++i)
      dz[j] += da[i] * derivative(layer.activation, layer.z[n], layer.a[n], i, j);
  return dz;
}

std::size_t largest(const Numbers& values) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < values.size(); ++i)
    if (values[i] > values[best]) best = i;
  return best;
}

Numbers targets(const NaiveSample& sample, std::size_t outputs) {
  if (!sample.y.empty()) return sample.y;
  Numbers y(outputs, 0);
  y[sample.label] = 1;
  return y;
}

void append(Numbers& to, const Numbers& values) {
  to.insert(to.end(), values.begin(), values.end());
}

}  // namespace

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
  for (std::size_t n = 0; n < batch.size(); ++n) {
    const Numbers& a = layers.back().a[n];
    const Numbers y = targets(batch[n], a.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (loss == Loss::CrossEntropy) sum -= y[i] * std::log(a[i]);
      if (loss == Loss::MeanSquaredError) sum += (a[i] - y[i]) * (a[i] - y[i]) / 2;
    }
  }
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
  for (std::size_t n = 0; n < batch.size(); ++n)
    da.push_back(outputGradient(loss, layers.back().a[n], targets(batch[n], layers.back().units),
                                static_cast<double>(batch.size())));
  for (std::size_t l = layers.size(); l-- > 0;) {
    NaiveLayer& layer = layers[l];
    layer.weightGradient.assign(layer.weight.size(), 0);
    layer.biasGradient.assign(layer.units, 0);
    layer.delta.clear();
    for (std::size_t n = 0; n < batch.size(); ++n) {
      const Numbers delta = throughActivation(layer, n, da[n]);
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
    update(m_memories[2 * l], layer.weight, layer.weightGradient);
    update(m_memories[2 * l + 1], layer.bias, layer.biasGradient);
  }
}

void NaiveOptimizer::update(Memory& memory, Numbers& w, const Numbers& g) const {
  memory.m.resize(w.size(), 0);
  memory.v.resize(w.size(), 0);
  ++memory.t;
  for (std::size_t i = 0; i < w.size(); ++i) {
    double& m = memory.m[i];
    double& v = memory.v[i];
    switch (m_kind) {
      case Optimizer::Sgd:
        w[i] -= m_learningRate * g[i];
        break;
      case Optimizer::Momentum:
        v = 0.9 * v + g[i];
        w[i] -= m_learningRate * v;
        break;
      case Optimizer::Adam: {
        m = 0.9 * m + 0.1 * g[i];
        v = 0.999 * v + 0.001 * g[i] * g[i];
        const double mHat = m / (1 - std::pow(0.9, memory.t));
        const double vHat = v / (1 - std::pow(0.999, memory.t));
        w[i] -= m_learningRate * mHat / (std::sqrt(vHat) + 1e-8);
        break;
      }
    }
  }
}

}  // namespace pellucid::tests
