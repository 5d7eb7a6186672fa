// SPDX-License-Identifier: GPL-3.0-or-later
// A convolution (a cross-correlation, as everywhere in this field): every filter slides over the maps below,
//   z(f, y, x) = b(f) + Σ_{c,i,j} W(f, (c·k + i)·k + j) · in(c, y·s + i - top, x·s + j - left),  a = f(z)
// with zeros outside the map. Parameters: weight (filters × channels·k·k), then bias (filters) unless none.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/model/layer.h"
#include "engine/model/sliding_sums.h"
#include "engine/model/window_sums.h"

namespace pellucid::engine {

class Conv2d final : public Layer {
 public:
  Conv2d(const LayerSpec& spec, const Shape& in);

  void initialize(Initializer initializer, Random& random, Scalar* parameters) const override;
  void forward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, const Pass& pass) const override;
  void backward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, Scalar* gradient,
                Matrix* dx) const override;

 private:
  Index filters() const { return spec().units; }
  /// Weights of one filter, and windows of one map.
  Index taps() const { return inputShape().channels * spec().kernel * spec().kernel; }
  Index places() const { return outputShape().pixels(); }

  /// One sample with zeros around each map, channel-major, in `room` where there are any.
  const Scalar* padded(const Scalar* sample, Scalar* room) const;
  void forwardSample(const Scalar* parameters, const Scalar* in, Scalar* z) const;

  /// The backward pass reads and adds whole lines of windows, so it keeps a pixel's channels side by side:
  /// element (y, x, c) of the padded input is (y·width + x)·channels + c.
  /// Runs of a line of a window, and numbers of a filter whose lines are filled up with zeros to whole runs.
  Index lineRuns() const { return (spec().kernel * inputShape().channels + kLineRun - 1) / kLineRun; }
  Index paddedTaps() const { return spec().kernel * lineRuns() * kLineRun; }
  void toPixels(const Scalar* sample, Scalar* pixels) const;
  void fromPixels(const Scalar* pixels, Scalar* sample) const;
  Shape m_padded;
  Index m_top = 0;
  Index m_left = 0;
  /// From a window's first element to the one under each tap (a column of the weight), channel-major.
  std::vector<std::int32_t> m_tapOffsets;
  /// All places, in runs where their windows lie side by side; the last run of a line takes some again.
  std::vector<PlaceRun> m_places;
  bool m_hasRuns = false;
  /// From the first pixel to each place's window, pixel by pixel.
  std::vector<std::int32_t> m_placeOffsets;
  /// From the first filter to each, as the backward pass lays them out.
  std::vector<std::int32_t> m_filterOffsets;
};

}  // namespace pellucid::engine
