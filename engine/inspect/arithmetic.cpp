// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/arithmetic.h"

#include <algorithm>
#include <cmath>

namespace pellucid::engine {
namespace {

/// Keeps the `most` largest terms and adds up the others.
Sum summed(std::vector<Term> terms, Index most) {
  const auto kept = static_cast<std::ptrdiff_t>(std::min(most, static_cast<Index>(terms.size())));
  std::partial_sort(terms.begin(), terms.begin() + kept, terms.end(), [](const Term& a, const Term& b) {
    const double sizeA = std::abs(a.product());
    const double sizeB = std::abs(b.product());
    return sizeA != sizeB ? sizeA > sizeB : a.other < b.other;
  });
  Sum sum;
  for (auto term = terms.begin() + kept; term != terms.end(); ++term) sum.rest += term->product();
  sum.restCount = static_cast<Index>(terms.size()) - kept;
  terms.resize(static_cast<std::size_t>(kept));
  sum.largest = std::move(terms);
  return sum;
}

Sum forwardSum(const StepTrace& trace, std::size_t layer, Index unit, Index sample, Index most) {
  const auto w = trace.network->weight(trace.weights(), layer);
  std::vector<Term> terms;
  for (Index i = 0; i < w.cols(); ++i)
    terms.push_back({.other = i,
                     .weight = static_cast<double>(w(unit, i)),
                     .value = static_cast<double>(incoming(trace, layer, i, sample))});
  Sum sum = summed(std::move(terms), most);
  const auto b = trace.network->bias(trace.weights(), layer);
  if (b.size() > 0) sum.bias = static_cast<double>(b[unit]);
  sum.total = static_cast<double>(trace.passes.layers[layer].z(unit, sample));
  return sum;
}

/// z_above = W a + b  =>  dl/da_i = Σ_j w_ji delta_j
Sum backwardSum(const StepTrace& trace, std::size_t layer, Index unit, Index sample, Index most) {
  const auto w = trace.network->weight(trace.weights(), layer + 1);
  std::vector<Term> terms;
  for (Index j = 0; j < w.rows(); ++j)
    terms.push_back({.other = j,
                     .weight = static_cast<double>(w(j, unit)),
                     .value = ownDelta(trace, layer + 1, j, sample)});
  double total = 0;
  for (const Term& term : terms) total += term.product();
  Sum sum = summed(std::move(terms), most);
  sum.total = total;
  return sum;
}

bool isDense(const StepTrace& trace, std::size_t layer) {
  return trace.network->layer(layer).kind() == LayerKind::Dense;
}

Matrix single(double value) {
  return Matrix::Constant(1, 1, static_cast<Scalar>(value));
}

}  // namespace

double valueOf(Activation f, double z) {
  check(f != Activation::Softmax, "valueOf: softmax is no function of one number");
  Matrix a;
  activate(f, single(z), a);
  return static_cast<double>(a(0, 0));
}

double slopeOf(Activation f, double z) {
  check(f != Activation::Softmax, "slopeOf: softmax is no function of one number");
  const Matrix at = single(z);
  Matrix a;
  activate(f, at, a);
  Matrix slope;
  activateBackward(f, at, a, single(1), slope);  // dL/dz of L = a
  return static_cast<double>(slope(0, 0));
}

UnitArithmetic unitArithmetic(const StepTrace& trace, std::size_t layer, Index unit, Index sample,
                              Index most) {
  const LayerTrace& of = trace.passes.layers[layer];
  const Layer& machinery = trace.network->layer(layer);
  UnitArithmetic result;
  result.a = static_cast<double>(of.a(unit, sample));
  if (isDense(trace, layer)) result.forward = forwardSum(trace, layer, unit, sample, most);
  if (machinery.hasActivation()) {
    result.z = static_cast<double>(of.z(unit, sample));
    if (machinery.activation() != Activation::Softmax)
      result.slope = slopeOf(machinery.activation(), *result.z);
  }
  if (!isReached(trace, layer)) return result;
  result.delta = ownDelta(trace, layer, unit, sample);
  const bool isOutput = layer + 1 == trace.network->layerCount();
  if (!isOutput && isDense(trace, layer + 1)) result.backward = backwardSum(trace, layer, unit, sample, most);
  return result;
}

OutputArithmetic outputArithmetic(const StepTrace& trace, Index sample) {
  const std::size_t last = trace.network->layerCount() - 1;
  const LayerTrace& of = trace.passes.layers[last];
  // A last layer without an activation gives its a as it is.
  const Matrix& z = of.z.size() > 0 ? of.z : of.a;
  OutputArithmetic result;
  result.loss = static_cast<double>(trace.sampleLosses[sample]);
  for (Index o = 0; o < of.a.rows(); ++o)
    result.rows.push_back({.z = static_cast<double>(z(o, sample)),
                           .a = static_cast<double>(of.a(o, sample)),
                           .y = static_cast<double>(trace.targets(o, sample)),
                           .delta = ownDelta(trace, last, o, sample)});
  return result;
}

}  // namespace pellucid::engine
