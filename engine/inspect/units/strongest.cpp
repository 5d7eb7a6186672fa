// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/units/strongest.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/check.h"
#include "engine/train/batch_input.h"

namespace pellucid::engine {
namespace {

/// The running sums.
struct ChannelSums {
  double sum = 0;
  Index active = 0;
  std::vector<double> ofClass;
};

/// Keeps the `count` largest, in order.
void keep(const Excitation& found, std::size_t count, std::vector<Excitation>& strongest) {
  if (strongest.size() == count && !(found.a > strongest.back().a)) return;
  const auto place = std::ranges::upper_bound(strongest, found.a, std::ranges::greater(), &Excitation::a);
  strongest.insert(place, found);
  if (strongest.size() > count) strongest.pop_back();
}

}  // namespace

std::optional<StrongestSamples> strongestSamples(const Network& network, const Vector& weights,
                                                 std::size_t layer, const Dataset& dataset,
                                                 const Split& split, std::size_t count,
                                                 const Progress& progress) {
  check(layer < network.layerCount() && count > 0, "strongestSamples: no such layer, or nothing to find");
  const Shape shape = network.layer(layer).outputShape();
  const Index pixels = shape.pixels();
  const auto classes = static_cast<std::size_t>(dataset.classes());
  StrongestSamples found{.channels = std::vector<ChannelAnswers>(static_cast<std::size_t>(shape.channels)),
                         .outputs = Matrix(network.outputs(), split.size())};
  std::vector<ChannelSums> sums(found.channels.size(), {.ofClass = std::vector<double>(classes, 0)});
  std::vector<Index> ofClass(classes, 0);
  const bool isSparse = prefersSparse(network, dataset);
  Trace trace;
  std::vector<std::uint32_t> block;
  const Index most = samplesAtATime(network);
  for (Index begin = 0; begin < split.size(); begin += most) {
    if (progress.isCancelled()) return std::nullopt;
    progress.tell(static_cast<std::size_t>(begin), static_cast<std::size_t>(split.size()));
    block.resize(static_cast<std::size_t>(std::min(most, split.size() - begin)));
    std::iota(block.begin(), block.end(), static_cast<std::uint32_t>(begin));
    gatherInput(split, block, isSparse, network, trace);
    network.forward(weights, trace);
    found.outputs.middleCols(begin, static_cast<Index>(block.size())) = trace.output();
    const Matrix& a = trace.layers[layer].a;
    for (Index n = 0; n < a.cols(); ++n) {
      const Index sample = begin + n;
      if (classes > 0) ++ofClass[split.labels[static_cast<std::size_t>(sample)]];
      for (std::size_t channel = 0; channel < sums.size(); ++channel) {
        const Index first = static_cast<Index>(channel) * pixels;
        const auto values = a.col(n).segment(first, pixels);
        Index place = 0;
        const Scalar largest = values.maxCoeff(&place);
        const double sum = values.template cast<double>().sum();
        ChannelSums& of = sums[channel];
        of.sum += sum;
        of.active += (values.array() > 0).count();
        if (classes > 0) of.ofClass[split.labels[static_cast<std::size_t>(sample)]] += sum;
        if (std::isfinite(sum))
          keep({.sample = sample, .unit = first + place, .a = largest}, count,
               found.channels[channel].strongest);
      }
    }
  }
  const double all = static_cast<double>(std::max<Index>(1, split.size() * pixels));
  for (std::size_t channel = 0; channel < sums.size(); ++channel) {
    ChannelAnswers& of = found.channels[channel];
    of.mean = sums[channel].sum / all;
    of.activeShare = static_cast<double>(sums[channel].active) / all;
    of.classMeans.resize(static_cast<Index>(classes));
    for (std::size_t c = 0; c < classes; ++c)
      of.classMeans[static_cast<Index>(c)] = static_cast<Scalar>(
          sums[channel].ofClass[c] / static_cast<double>(std::max<Index>(1, ofClass[c] * pixels)));
  }
  progress.tell(1);
  return found;
}

}  // namespace pellucid::engine
