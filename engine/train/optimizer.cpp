// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/optimizer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <tuple>

#include "engine/base/check.h"
#include "engine/base/pack.h"

namespace pellucid::engine {
namespace {

bool usesFirst(Optimizer optimizer) {
  switch (optimizer) {
    case Optimizer::Momentum:
    case Optimizer::Nesterov:
    case Optimizer::Adam:
    case Optimizer::AdamW:
    case Optimizer::AdaDelta:
      return true;
    case Optimizer::Sgd:
    case Optimizer::AdaGrad:
    case Optimizer::RmsProp:
      return false;
  }
  return false;
}

bool usesSecond(Optimizer optimizer) {
  switch (optimizer) {
    case Optimizer::AdaGrad:
    case Optimizer::RmsProp:
    case Optimizer::Adam:
    case Optimizer::AdamW:
    case Optimizer::AdaDelta:
      return true;
    case Optimizer::Sgd:
    case Optimizer::Momentum:
    case Optimizer::Nesterov:
      return false;
  }
  return false;
}

/// A setting as a pack: a constant within an expression of Eigen's is an object of its own, which Clang
/// writes to memory and reads back for each pack.
Pack everywhere(double setting) {
  return Pack::Constant(static_cast<Scalar>(setting));
}

/// Applies formula(g, values...) to each element, a pack at a time, the last of which is filled up with
/// zeros. `g` is a copy, the values (weight first) are written back. Returns Σ|w| afterwards.
template <class Formula, class... Values>
Scalar forEach(Index size, const Formula& formula, const Scalar* gradient, Scalar* weights,
               Values*... values) {
  Pack sizes = Pack::Zero();
  Scalar rest = 0;
  Index i = 0;
  for (; i + kPackSize <= size; i += kPackSize) {
    std::tuple packs{load(weights + i), load(values + i)...};
    std::apply([&](auto&... pack) { formula(load(gradient + i), pack...); }, packs);
    std::apply(
        [&](const Pack& w, const auto&... pack) {
          store(w, weights + i);
          (store(pack, values + i), ...);
          sizes += w.abs();
        },
        packs);
  }
  if (const Index count = size - i; count > 0) {
    std::tuple packs{loadPart(weights + i, count), loadPart(values + i, count)...};
    std::apply([&](auto&... pack) { formula(loadPart(gradient + i, count), pack...); }, packs);
    std::apply(
        [&](const Pack& w, const auto&... pack) {
          storePart(w, weights + i, count);
          (storePart(pack, values + i, count), ...);
        },
        packs);
    for (; i < size; ++i) rest += std::abs(weights[i]);
  }
  return sizes.sum() + rest;
}

/// A sum of many squares in single precision would lose digits, and this many weights stay in the cache.
constexpr Index kNearWeights = 64 * kPackSize;

void addSquares(const Scalar* before, const Scalar* after, Index size, UpdateSquares& sums) {
  Pack weights = Pack::Zero();
  Pack changes = Pack::Zero();
  Index i = 0;
  for (; i + kPackSize <= size; i += kPackSize) {
    const Pack was = load(before + i);
    weights += was.square();
    changes += (load(after + i) - was).square();
  }
  sums.weights += static_cast<double>(weights.sum());
  sums.changes += static_cast<double>(changes.sum());
  for (; i < size; ++i) {
    const auto change = static_cast<double>(after[i] - before[i]);
    sums.weights += static_cast<double>(before[i]) * static_cast<double>(before[i]);
    sums.changes += change * change;
  }
}

/// forEach(), with the squares where requested.
template <class Formula, class... Values>
Scalar forEachMeasured(UpdateSquares* squares, Index size, const Formula& formula, const Scalar* gradient,
                       Scalar* weights, Values*... values) {
  if (squares == nullptr) return forEach(size, formula, gradient, weights, values...);
  std::array<Scalar, kNearWeights> before;
  Scalar sizes = 0;
  for (Index begin = 0; begin < size; begin += kNearWeights) {
    const Index count = std::min(kNearWeights, size - begin);
    std::copy_n(weights + begin, count, before.data());
    sizes += forEach(count, formula, gradient + begin, weights + begin, (values + begin)...);
    addSquares(before.data(), weights + begin, count, *squares);
  }
  return sizes;
}

bool changesGradient(const UpdateRule& rule) {
  return rule.clipValue > 0 || rule.gradientScale != 1 || rule.settings.l1 != 0 || rule.settings.l2 != 0;
}

/// The formula and the steps before it, in the same pass; without overhead where there are none.
template <class Formula, class... Values>
Scalar forEachPrepared(const UpdateRule& rule, UpdateSquares* squares, Index size, const Formula& formula,
                       const Scalar* gradient, Values*... values) {
  if (!changesGradient(rule)) return forEachMeasured(squares, size, formula, gradient, values...);
  const Scalar limit =
      rule.clipValue > 0 ? static_cast<Scalar>(rule.clipValue) : std::numeric_limits<Scalar>::infinity();
  const Pack scale = everywhere(rule.gradientScale);
  const Pack l1 = everywhere(rule.settings.l1);
  const Pack l2 = everywhere(rule.settings.l2);
  return forEachMeasured(
      squares, size,
      [=](Pack g, Pack& w, auto&... state) {
        // g ← scale · clipped g + l2 w + l1 sign(w)
        g = clamp(g, limit) * scale + l2 * w + l1 * signOf(w);
        formula(g, w, state...);
      },
      gradient, values...);
}

}  // namespace

OptimizerSettings defaultSettings(Optimizer optimizer) {
  OptimizerSettings settings;
  if (optimizer == Optimizer::AdaGrad) settings.epsilon = 1e-10;
  if (optimizer == Optimizer::AdaDelta) settings.epsilon = 1e-6;
  if (optimizer == Optimizer::AdamW) settings.weightDecay = 0.01;
  return settings;
}

bool uses(Optimizer optimizer, double OptimizerSettings::*setting) {
  const bool isAdam = optimizer == Optimizer::Adam || optimizer == Optimizer::AdamW;
  const bool hasVelocity = optimizer == Optimizer::Momentum || optimizer == Optimizer::Nesterov;
  if (setting == &OptimizerSettings::momentum) return hasVelocity;
  if (setting == &OptimizerSettings::beta1 || setting == &OptimizerSettings::beta2) return isAdam;
  if (setting == &OptimizerSettings::alpha) return optimizer == Optimizer::RmsProp;
  if (setting == &OptimizerSettings::rho) return optimizer == Optimizer::AdaDelta;
  if (setting == &OptimizerSettings::epsilon) return optimizer != Optimizer::Sgd && !hasVelocity;
  return true;
}

UpdateRule UpdateRule::withRateTimes(double factor) const {
  UpdateRule rule = *this;
  rule.learningRate *= factor;
  return rule;
}

OptimizerState initialState(Optimizer optimizer, Index parameters, std::size_t layers) {
  return {.first = Vector::Zero(usesFirst(optimizer) ? parameters : 0),
          .second = Vector::Zero(usesSecond(optimizer) ? parameters : 0),
          .updates = std::vector<std::int64_t>(layers, 0)};
}

bool fits(const OptimizerState& state, Optimizer optimizer, Index parameters, std::size_t layers) {
  return state.first.size() == (usesFirst(optimizer) ? parameters : 0) &&
         state.second.size() == (usesSecond(optimizer) ? parameters : 0) && state.updates.size() == layers;
}

Scalar update(const UpdateRule& rule, std::size_t layer, Index offset, Index size, const Vector& gradient,
              Vector& weights, OptimizerState& state, UpdateSquares* squares) {
  const OptimizerSettings& settings = rule.settings;
  const Pack lr = everywhere(rule.learningRate);
  const Pack keep = everywhere(1 - rule.learningRate * settings.weightDecay);  // w ← (1 - lr λ) w
  const Pack mu = everywhere(settings.momentum);
  const Pack epsilon = everywhere(settings.epsilon);
  const auto t = static_cast<double>(++state.updates[layer]);
  const Scalar* gradients = gradient.data() + offset;
  Scalar* values = weights.data() + offset;
  Scalar* firsts = usesFirst(rule.optimizer) ? state.first.data() + offset : nullptr;
  Scalar* seconds = usesSecond(rule.optimizer) ? state.second.data() + offset : nullptr;
  switch (rule.optimizer) {
    case Optimizer::Sgd: {
      // w ← w - lr g
      const auto formula = [=](const Pack& g, Pack& w) { w = keep * w - lr * g; };
      return forEachPrepared(rule, squares, size, formula, gradients, values);
    }
    case Optimizer::Momentum: {
      // v ← μ v + g;  w ← w - lr v
      const auto formula = [=](const Pack& g, Pack& w, Pack& v) {
        v = mu * v + g;
        w = keep * w - lr * v;
      };
      return forEachPrepared(rule, squares, size, formula, gradients, values, firsts);
    }
    case Optimizer::Nesterov: {
      // v ← μ v + g;  w ← w - lr (g + μ v)
      const auto formula = [=](const Pack& g, Pack& w, Pack& v) {
        v = mu * v + g;
        w = keep * w - lr * (g + mu * v);
      };
      return forEachPrepared(rule, squares, size, formula, gradients, values, firsts);
    }
    case Optimizer::AdaGrad: {
      // s ← s + g²;  w ← w - lr g / (sqrt(s) + ε)
      const auto formula = [=](const Pack& g, Pack& w, Pack& s) {
        s = s + g * g;
        w = keep * w - lr * g * reciprocal(root(s) + epsilon);
      };
      return forEachPrepared(rule, squares, size, formula, gradients, values, seconds);
    }
    case Optimizer::RmsProp: {
      // s ← s + (1 - α) (g² - s);  w ← w - lr g / (sqrt(s) + ε)
      const Pack rest = everywhere(1 - settings.alpha);
      const auto formula = [=](const Pack& g, Pack& w, Pack& s) {
        s = s + rest * (g * g - s);
        w = keep * w - lr * g * reciprocal(root(s) + epsilon);
      };
      return forEachPrepared(rule, squares, size, formula, gradients, values, seconds);
    }
    case Optimizer::Adam:
    case Optimizer::AdamW: {
      // m ← m + (1 - β1) (g - m);  s ← s + (1 - β2) (g² - s)
      // w ← w - lr / (1 - β1^t) · m / (sqrt(s) / sqrt(1 - β2^t) + ε)
      const Pack oneMinusBeta1 = everywhere(1 - settings.beta1);
      const Pack oneMinusBeta2 = everywhere(1 - settings.beta2);
      const Pack stepSize = everywhere(rule.learningRate / (1 - std::pow(settings.beta1, t)));
      const Pack rootScale = everywhere(1 / std::sqrt(1 - std::pow(settings.beta2, t)));
      const auto formula = [=](const Pack& g, Pack& w, Pack& m, Pack& s) {
        m = m + oneMinusBeta1 * (g - m);
        s = s + oneMinusBeta2 * (g * g - s);
        w = keep * w - stepSize * m * reciprocal(root(s) * rootScale + epsilon);
      };
      return forEachPrepared(rule, squares, size, formula, gradients, values, firsts, seconds);
    }
    case Optimizer::AdaDelta: {
      // s ← s + (1 - ρ) (g² - s);  d = g sqrt(u + ε) / sqrt(s + ε);  u ← u + (1 - ρ) (d² - u);  w ← w - lr d
      const Pack rest = everywhere(1 - settings.rho);
      const auto formula = [=](const Pack& g, Pack& w, Pack& u, Pack& s) {
        s = s + rest * (g * g - s);
        const Pack d = g * root(u + epsilon) * reciprocal(root(s + epsilon));
        u = u + rest * (d * d - u);
        w = keep * w - lr * d;
      };
      return forEachPrepared(rule, squares, size, formula, gradients, values, firsts, seconds);
    }
  }
  failCheck("update: an unknown optimizer");
}

}  // namespace pellucid::engine
