// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/update_arithmetic.h"

#include <algorithm>
#include <cmath>

namespace pellucid::engine {
namespace {

double signOf(double w) {
  return w > 0 ? 1 : (w < 0 ? -1 : 0);
}

/// What an optimizer remembers of one weight; 0 where it remembers nothing.
double memory(const Vector& flat, Index at) {
  return flat.size() == 0 ? 0 : static_cast<double>(flat[at]);
}

/// g ← scale · clipped g + l2 w + l1 sign(w)
double prepared(const UpdateRule& rule, double g, double w) {
  if (rule.clipValue > 0) g = std::clamp(g, -rule.clipValue, rule.clipValue);
  return rule.gradientScale * g + rule.settings.l2 * w + rule.settings.l1 * signOf(w);
}

bool changesGradient(const UpdateRule& rule) {
  return rule.clipValue > 0 || rule.gradientScale != 1 || rule.settings.l1 != 0 || rule.settings.l2 != 0;
}

/// η is the effective step: what the rest of the formula makes of the learning rate for this weight alone.
/// The formula in optimizer.h, line by line, for one weight of a layer in its t-th update. `first` and
/// `second` are the memory after the update, `firstBefore` the one before.
std::vector<FormulaLine> linesOf(const UpdateRule& rule, double g, double firstBefore, double first,
                                 double second, double t) {
  const OptimizerSettings& s = rule.settings;
  const double lr = rule.learningRate;
  switch (rule.optimizer) {
    case Optimizer::Sgd:
      return {{"−lr g", "", -lr * g}};
    case Optimizer::Momentum:
      return {{"v", "μ v + g", first}, {"−lr v", "", -lr * first}};
    case Optimizer::Nesterov: {
      const double ahead = g + s.momentum * first;
      return {{"v", "μ v + g", first}, {"d", "g + μ v", ahead}, {"−lr d", "", -lr * ahead}};
    }
    case Optimizer::AdaGrad:
    case Optimizer::RmsProp: {
      const bool isSum = rule.optimizer == Optimizer::AdaGrad;
      const double effective = lr / (std::sqrt(second) + s.epsilon);
      return {{"s", isSum ? "s + g²" : "α s + (1 − α) g²", second},
              {"η", "lr / (√s + ε)", effective},
              {"−η g", "", -effective * g}};
    }
    case Optimizer::Adam:
    case Optimizer::AdamW: {
      const double correction1 = 1 - std::pow(s.beta1, t);
      const double correction2 = 1 - std::pow(s.beta2, t);
      const double effective = lr / correction1 / (std::sqrt(second / correction2) + s.epsilon);
      return {{"m", "β1 m + (1 − β1) g", first},
              {"s", "β2 s + (1 − β2) g²", second},
              {"c1", "1 − β1^t", correction1},
              {"c2", "1 − β2^t", correction2},
              {"η", "lr / c1 / (√(s / c2) + ε)", effective},
              {"−η m", "", -effective * first}};
    }
    case Optimizer::AdaDelta: {
      const double d = g * std::sqrt(firstBefore + s.epsilon) / std::sqrt(second + s.epsilon);
      return {{"s", "ρ s + (1 − ρ) g²", second},
              {"d", "g √(u + ε) / √(s + ε)", d},
              {"u", "ρ u + (1 − ρ) d²", first},
              {"−lr d", "", -lr * d}};
    }
  }
  failCheck("updateArithmetic: unknown optimizer");
}

}  // namespace

UpdateArithmetic updateArithmetic(const StepTrace& trace, const NetworkPlace& place) {
  const Index at = parameterIndex(*trace.network, place);
  UpdateArithmetic result;
  result.isFrozen = isFrozen(trace, place.layer);
  result.before = static_cast<double>(trace.before.weights[at]);
  result.after = static_cast<double>(trace.after.weights[at]);
  if (result.isFrozen) {
    if (isReached(trace, place.layer))
      result.gradient = static_cast<double>(contributions(trace, place).sum());
    return result;
  }
  result.gradient = static_cast<double>(trace.gradient[at]);
  if (trace.diverged) return result;

  const double g = prepared(trace.rule, result.gradient, result.before);
  if (changesGradient(trace.rule))
    result.lines.push_back({"g", "", g, message("g: dL/dw, clipped, plus penalties")});
  const double decay = trace.rule.learningRate * trace.rule.settings.weightDecay;
  if (decay != 0) result.lines.push_back({"−lr λ w", "", -decay * result.before});
  const OptimizerState& after = trace.after.optimizer;
  const auto t = static_cast<double>(after.updates[place.layer]);
  for (FormulaLine& line : linesOf(trace.rule, g, memory(trace.before.optimizer.first, at),
                                   memory(after.first, at), memory(after.second, at), t))
    result.lines.push_back(std::move(line));
  return result;
}

}  // namespace pellucid::engine
