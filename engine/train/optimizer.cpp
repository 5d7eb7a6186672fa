// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/optimizer.h"

#include <algorithm>
#include <cmath>

namespace pellucid::engine {
namespace {

constexpr Scalar kMomentum = Scalar(0.9);
constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.999;
constexpr Scalar kEpsilon = Scalar(1e-8);

bool usesFirst(Optimizer optimizer) {
  return optimizer != Optimizer::Sgd;
}
bool usesSecond(Optimizer optimizer) {
  return optimizer == Optimizer::Adam;
}

}  // namespace

OptimizerState initialState(Optimizer optimizer, Index parameters, std::size_t layers) {
  return {.first = Vector::Zero(usesFirst(optimizer) ? parameters : 0),
          .second = Vector::Zero(usesSecond(optimizer) ? parameters : 0),
          .updates = std::vector<std::int64_t>(layers, 0)};
}

bool fits(const OptimizerState& state, Optimizer optimizer, Index parameters, std::size_t layers) {
  return state.first.size() == (usesFirst(optimizer) ? parameters : 0) &&
         state.second.size() == (usesSecond(optimizer) ? parameters : 0) && state.updates.size() == layers;
}

void update(Optimizer optimizer, Scalar learningRate, std::size_t layer, Index offset, Index size,
            const Vector& gradient, Vector& weights, OptimizerState& state) {
  const auto g = gradient.segment(offset, size).array();
  auto w = weights.segment(offset, size).array();
  const double t = static_cast<double>(++state.updates[layer]);
  switch (optimizer) {
    case Optimizer::Sgd: {
      // w ← w - lr g
      w -= learningRate * g;
      return;
    }
    case Optimizer::Momentum: {
      // v ← 0.9 v + g;  w ← w - lr v
      auto v = state.first.segment(offset, size).array();
      v = kMomentum * v + g;
      w -= learningRate * v;
      return;
    }
    case Optimizer::Adam: {
      // m ← β1 m + (1 - β1) g;  v ← β2 v + (1 - β2) g²
      // w ← w - lr / (1 - β1^t) · m / (sqrt(v) / sqrt(1 - β2^t) + ε)
      const auto stepSize =
          static_cast<Scalar>(static_cast<double>(learningRate) / (1 - std::pow(kBeta1, t)));
      const auto rootScale = static_cast<Scalar>(1 / std::sqrt(1 - std::pow(kBeta2, t)));
      // Blocks small enough to stay in the first-level cache between the three lines.
      constexpr Index kBlock = 1024;
      for (Index begin = 0; begin < size; begin += kBlock) {
        const Index n = std::min(kBlock, size - begin);
        const auto gradientBlock = g.segment(begin, n);
        auto m = state.first.segment(offset + begin, n).array();
        auto v = state.second.segment(offset + begin, n).array();
        m = Scalar(kBeta1) * m + Scalar(1 - kBeta1) * gradientBlock;
        v = Scalar(kBeta2) * v + Scalar(1 - kBeta2) * gradientBlock.square();
        w.segment(begin, n) -= stepSize * m / (v.sqrt() * rootScale + kEpsilon);
      }
      return;
    }
  }
}

}  // namespace pellucid::engine
