// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/arithmetic.h"

#include <algorithm>
#include <cmath>

#include "engine/inspect/windows.h"

namespace pellucid::engine {
namespace {

/// Keeps the `most` largest terms and adds up the rest.
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

/// The factor by which a layer multiplies an input for an output; 0 where they are not connected. Not for a
/// batch norm in training.
double factor(const StepTrace& trace, std::size_t layer, Index unit, Index from, Index sample) {
  const Layer& of = trace.network->layer(layer);
  const LayerTrace& pass = trace.passes.layers[layer];
  switch (of.kind()) {
    case LayerKind::Dense:
      return static_cast<double>(trace.network->weight(trace.weights(), layer)(unit, from));
    case LayerKind::Conv2d: {
      const auto tap = Windows(of).tap(unit, from);
      const Index filter = unit / of.outputShape().pixels();
      return tap ? static_cast<double>(trace.network->weight(trace.weights(), layer)(filter, *tap)) : 0;
    }
    case LayerKind::MaxPool:
      return pass.chosen[static_cast<std::size_t>(sample * of.outputs() + unit)] == from ? 1 : 0;
    case LayerKind::AveragePool:
      return 1 / static_cast<double>(of.spec().kernel * of.spec().kernel);
    case LayerKind::Dropout:
      return pass.isTraining ? static_cast<double>(pass.kept(unit, sample)) : 1;
    case LayerKind::Flatten:
      return 1;
    case LayerKind::BatchNorm: {
      const Index channel = unit / of.outputShape().pixels();
      const Index channels = pass.statistics.size() / 3;
      return static_cast<double>(trace.network->weight(trace.weights(), layer)(channel, 0)) *
             static_cast<double>(pass.statistics[2 * channels + channel]);
    }
  }
  failCheck("arithmetic: unknown kind of layer");
}

Term termOf(const StepTrace& trace, std::size_t layer, Index unit, Index from, Index sample) {
  return {.other = from,
          .weight = factor(trace, layer, unit, from, sample),
          .value = static_cast<double>(incoming(trace, layer, from, sample))};
}

/// The inputs that an output depends on.
std::vector<Index> inputsOf(const Layer& layer, Index unit) {
  std::vector<Index> inputs;
  if (layer.kind() == LayerKind::Dense) {
    for (Index i = 0; i < layer.inputs(); ++i) inputs.push_back(i);
  } else if (needsImages(layer.kind())) {
    const Windows windows(layer);
    for (Index tap = 0; tap < windows.taps(); ++tap)
      if (const auto input = windows.input(unit, tap)) inputs.push_back(*input);
  } else {
    inputs.push_back(unit);
  }
  return inputs;
}

/// The outputs that depend on an input.
std::vector<Index> outputsOf(const Layer& layer, Index input) {
  if (needsImages(layer.kind())) return Windows(layer).unitsOver(input);
  std::vector<Index> outputs;
  if (layer.kind() != LayerKind::Dense) return {input};
  for (Index i = 0; i < layer.outputs(); ++i) outputs.push_back(i);
  return outputs;
}

Sum forwardSum(const StepTrace& trace, std::size_t layer, Index unit, Index sample, Index most) {
  const Layer& of = trace.network->layer(layer);
  const LayerTrace& pass = trace.passes.layers[layer];
  const Index channel = unit / of.outputShape().pixels();
  const bool isBatchNorm = of.kind() == LayerKind::BatchNorm;
  std::vector<Term> terms;
  if (isBatchNorm)
    terms.push_back({.other = unit,
                     .weight = static_cast<double>(trace.network->weight(trace.weights(), layer)(channel, 0)),
                     .value = static_cast<double>(pass.kept(unit, sample))});
  else
    for (const Index input : inputsOf(of, unit)) terms.push_back(termOf(trace, layer, unit, input, sample));
  // Of a window, only the winning input counts.
  if (of.kind() == LayerKind::MaxPool)
    std::erase_if(terms, [](const Term& term) { return term.weight == 0; });
  Sum sum = summed(std::move(terms), most);
  const auto b = trace.network->bias(trace.weights(), layer);
  if (b.size() > 0) sum.bias = static_cast<double>(b[of.kind() == LayerKind::Dense ? unit : channel]);
  sum.total = static_cast<double>(of.hasActivation() ? pass.z(unit, sample) : pass.a(unit, sample));
  return sum;
}

/// The inputs of a max pool's window that did not win.
std::vector<Term> losers(const StepTrace& trace, std::size_t layer, Index unit, Index sample) {
  std::vector<Term> terms;
  if (trace.network->layer(layer).kind() != LayerKind::MaxPool) return terms;
  for (const Index input : inputsOf(trace.network->layer(layer), unit)) {
    const Term term = termOf(trace, layer, unit, input, sample);
    if (term.weight == 0) terms.push_back(term);
  }
  std::stable_sort(terms.begin(), terms.end(),
                   [](const Term& a, const Term& b) { return a.value > b.value; });
  return terms;
}

/// dl/da_i = Σ_j factor_ji delta_j
std::optional<Sum> backwardSum(const StepTrace& trace, std::size_t layer, Index unit, Index sample,
                               Index most) {
  const std::size_t above = layer + 1;
  if (above == trace.network->layerCount()) return std::nullopt;
  const Layer& of = trace.network->layer(above);
  if (of.kind() == LayerKind::BatchNorm && trace.passes.layers[above].isTraining) return std::nullopt;
  std::vector<Term> terms;
  for (const Index j : outputsOf(of, unit)) {
    const Term term{.other = j,
                    .weight = factor(trace, above, j, unit, sample),
                    .value = ownDelta(trace, above, j, sample)};
    if (of.kind() != LayerKind::MaxPool || term.weight != 0) terms.push_back(term);
  }
  double total = 0;
  for (const Term& term : terms) total += term.product();
  Sum sum = summed(std::move(terms), most);
  sum.total = total;
  return sum;
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
  result.forward = forwardSum(trace, layer, unit, sample, most);
  result.others = losers(trace, layer, unit, sample);
  if (machinery.hasActivation()) {
    result.z = static_cast<double>(of.z(unit, sample));
    if (machinery.activation() != Activation::Softmax)
      result.slope = slopeOf(machinery.activation(), *result.z);
  }
  if (!isReached(trace, layer)) return result;
  result.delta = ownDelta(trace, layer, unit, sample);
  result.backward = backwardSum(trace, layer, unit, sample, most);
  return result;
}

Sum gradientSum(const StepTrace& trace, const NetworkPlace& place, Index sample, Index most) {
  std::vector<Term> terms;
  double total = 0;
  for (const WeightUse& use : usesOf(*trace.network, place)) {
    terms.push_back(
        {.other = use.unit,
         .weight = ownDelta(trace, place.layer, use.unit, sample),
         .value = use.input ? static_cast<double>(incoming(trace, place.layer, *use.input, sample)) : 1});
    total += terms.back().product();
  }
  Sum sum = summed(std::move(terms), most);
  sum.total = total;
  return sum;
}

OutputArithmetic outputArithmetic(const StepTrace& trace, Index sample) {
  const std::size_t last = trace.network->layerCount() - 1;
  const LayerTrace& of = trace.passes.layers[last];
  // A last layer without an activation outputs its a unchanged.
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
