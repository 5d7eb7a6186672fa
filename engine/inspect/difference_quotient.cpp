// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/difference_quotient.h"

#include <cmath>

namespace pellucid::engine {
namespace {

/// The loss of the batch as a function of one weight, everything else as in the step.
class LossOfOneWeight {
 public:
  LossOfOneWeight(const StepTrace& trace, const NetworkPlace& place)
      : m_of(trace),
        m_at(parameterIndex(*trace.network, place)),
        m_weights(trace.before.weights),
        m_pass{.seed = trace.experiment.seed, .step = trace.before.step, .frozen = {}} {
    for (const LayerSpec& layer : trace.experiment.network.layers) m_pass.frozen.push_back(layer.frozen);
    m_trace.input = trace.passes.input;
  }

  double operator()(Scalar weight) {
    m_weights[m_at] = weight;
    m_of.network->forward(m_weights, m_trace, &m_pass);
    return lossSum(m_of.experiment.training.loss, m_trace.layers.back(), m_of.targets) /
           static_cast<double>(m_of.batchSize());
  }
  Scalar weight() const { return m_of.before.weights[m_at]; }

 private:
  const StepTrace& m_of;
  Index m_at;
  Vector m_weights;
  TrainingPass m_pass;
  Trace m_trace;
};

DifferenceQuotient at(LossOfOneWeight& loss, double epsilon, double backprop) {
  const Scalar up = loss.weight() + static_cast<Scalar>(epsilon);
  const Scalar down = loss.weight() - static_cast<Scalar>(epsilon);
  DifferenceQuotient result{.epsilon = epsilon, .above = loss(up), .below = loss(down), .backprop = backprop};
  // The actual distance is up − down, which differs from 2ε by rounding, or is 0.
  const double apart = static_cast<double>(up) - static_cast<double>(down);
  result.quotient = apart > 0 ? (result.above - result.below) / apart : 0;
  return result;
}

}  // namespace

double DifferenceQuotient::error() const {
  return std::abs(quotient - backprop);
}

DifferenceQuotient differenceQuotient(const StepTrace& trace, const NetworkPlace& place, double epsilon) {
  check(epsilon > 0, "differenceQuotient: epsilon must be above 0");
  LossOfOneWeight loss(trace, place);
  return at(loss, epsilon, static_cast<double>(contributions(trace, place).sum()));
}

std::vector<DifferenceQuotient> errorCurve(const StepTrace& trace, const NetworkPlace& place, int perDecade) {
  constexpr int kDecades = 6;
  LossOfOneWeight loss(trace, place);
  const auto backprop = static_cast<double>(contributions(trace, place).sum());
  std::vector<DifferenceQuotient> curve;
  for (int i = 0; i <= kDecades * perDecade; ++i)
    curve.push_back(at(loss, std::pow(10.0, static_cast<double>(i) / perDecade - kDecades), backprop));
  return curve;
}

}  // namespace pellucid::engine
