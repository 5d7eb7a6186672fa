// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/update_arithmetic.h"

#include <algorithm>
#include <cmath>

namespace pellucid::engine {
namespace {

double signOf(double w) {
  return w > 0 ? 1 : (w < 0 ? -1 : 0);
}

/// What an optimizer remembers about one weight; 0 where it remembers nothing.
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

/// The optimizer's memory of one weight.
struct Memory {
  double firstBefore = 0;
  double secondBefore = 0;
  double first = 0;  ///< after the update, as computed in training
  double second = 0;
};

/// The remembered value at the beginning of the step.
FormulaLine beforeLine(const char* symbol, double value) {
  return {std::string(symbol) + "₀", "", value, "", {}, message("{} before this step", std::string(symbol))};
}

/// x ← decay x + (1 − decay) y, a running mean.
FormulaLine meanLine(const char* symbol, const char* formula, const char* square, double decay, double before,
                     double y, double value) {
  return {
      symbol, formula, value, std::string("{} · {}\n+ (1 − {}) · {}") + square, {decay, before, decay, y}};
}

/// The formula in optimizer.h, line by line, for one weight of a layer in its t-th update. η is the effective
/// step: the learning rate times the rest of the formula for this weight alone.
std::vector<FormulaLine> linesOf(const UpdateRule& rule, double g, const Memory& memory, double t) {
  const OptimizerSettings& s = rule.settings;
  const double lr = rule.learningRate;
  const double first = memory.first;
  const double second = memory.second;
  switch (rule.optimizer) {
    case Optimizer::Sgd:
      return {{"−lr g", "", -lr * g, "−{} · {}", {lr, g}}};
    case Optimizer::Momentum:
      return {beforeLine("v", memory.firstBefore),
              {"v", "μ v + g", first, "{} · {} + {}", {s.momentum, memory.firstBefore, g}},
              {"−lr v", "", -lr * first, "−{} · {}", {lr, first}}};
    case Optimizer::Nesterov: {
      const double ahead = g + s.momentum * first;
      return {beforeLine("v", memory.firstBefore),
              {"v", "μ v + g", first, "{} · {} + {}", {s.momentum, memory.firstBefore, g}},
              {"d", "g + μ v", ahead, "{} + {} · {}", {g, s.momentum, first}},
              {"−lr d", "", -lr * ahead, "−{} · {}", {lr, ahead}}};
    }
    case Optimizer::AdaGrad:
    case Optimizer::RmsProp: {
      const double effective = lr / (std::sqrt(second) + s.epsilon);
      const double before = memory.secondBefore;
      return {beforeLine("s", before),
              rule.optimizer == Optimizer::AdaGrad
                  ? FormulaLine{"s", "s + g²", second, "{} + {}²", {before, g}}
                  : meanLine("s", "α s + (1 − α) g²", "²", s.alpha, before, g, second),
              {"η", "lr / (√s + ε)", effective, "{} / (√{} + {})", {lr, second, s.epsilon}},
              {"−η g", "", -effective * g, "−{} · {}", {effective, g}}};
    }
    case Optimizer::Adam:
    case Optimizer::AdamW: {
      const double correction1 = 1 - std::pow(s.beta1, t);
      const double correction2 = 1 - std::pow(s.beta2, t);
      const double effective = lr / correction1 / (std::sqrt(second / correction2) + s.epsilon);
      return {beforeLine("m", memory.firstBefore),
              meanLine("m", "β1 m + (1 − β1) g", "", s.beta1, memory.firstBefore, g, first),
              beforeLine("s", memory.secondBefore),
              meanLine("s", "β2 s + (1 − β2) g²", "²", s.beta2, memory.secondBefore, g, second),
              {"c1", "1 − β1^t", correction1, "1 − {}^{}", {s.beta1, t}},
              {"c2", "1 − β2^t", correction2, "1 − {}^{}", {s.beta2, t}},
              {"η",
               "lr / c1 / (√(s / c2) + ε)",
               effective,
               "{} / {}\n/ (√({} / {}) + {})",
               {lr, correction1, second, correction2, s.epsilon}},
              {"−η m", "", -effective * first, "−{} · {}", {effective, first}}};
    }
    case Optimizer::AdaDelta: {
      const double u = memory.firstBefore;
      const double d = g * std::sqrt(u + s.epsilon) / std::sqrt(second + s.epsilon);
      return {beforeLine("s", memory.secondBefore),
              meanLine("s", "ρ s + (1 − ρ) g²", "²", s.rho, memory.secondBefore, g, second),
              beforeLine("u", u),
              {"d",
               "g √(u + ε) / √(s + ε)",
               d,
               "{} · √({} + {})\n/ √({} + {})",
               {g, u, s.epsilon, second, s.epsilon}},
              meanLine("u", "ρ u + (1 − ρ) d²", "²", s.rho, u, d, first),
              {"−lr d", "", -lr * d, "−{} · {}", {lr, d}}};
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

  const double factor = trace.experiment.network.layers[place.layer].rateFactor;
  const UpdateRule rule = trace.rule.withRateTimes(factor);
  const double g = prepared(rule, result.gradient, result.before);
  if (changesGradient(rule))
    result.lines.push_back({"g", "", g, "", {}, message("g: dL/dw, clipped, plus penalties")});
  if (factor != 1)
    result.lines.push_back({"lr",
                            "",
                            rule.learningRate,
                            "{} · {}",
                            {trace.rule.learningRate, factor},
                            message("lr: the learning rate times this layer's factor")});
  const double decay = rule.learningRate * rule.settings.weightDecay;
  const double lambda = rule.settings.weightDecay;
  if (decay != 0)
    result.lines.push_back(
        {"−lr λ w", "", -decay * result.before, "−{} · {} · {}", {rule.learningRate, lambda, result.before}});
  const OptimizerState& after = trace.after.optimizer;
  const auto t = static_cast<double>(after.updates[place.layer]);
  const OptimizerState& before = trace.before.optimizer;
  const Memory known{.firstBefore = memory(before.first, at),
                     .secondBefore = memory(before.second, at),
                     .first = memory(after.first, at),
                     .second = memory(after.second, at)};
  for (FormulaLine& line : linesOf(rule, g, known, t)) result.lines.push_back(std::move(line));
  return result;
}

}  // namespace pellucid::engine
