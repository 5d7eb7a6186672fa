// SPDX-License-Identifier: GPL-3.0-or-later
// A convolution (a cross-correlation, as usual in this field): every filter slides over the maps below,
//   z(f, y, x) = b(f) + Σ_{c,i,j} W(f, (c·k + i)·k + j) · in(c, y·s + i - top, x·s + j - left),  a = f(z)
// with zeros outside the map. Parameters: weight (filters × channels·k·k), then bias (filters) if any.
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
  /// taps(): weights of one filter. places(): windows of one map.
  Index taps() const { return inputShape().channels * spec().kernel * spec().kernel; }
  Index places() const { return outputShape().pixels(); }

  /// One sample with its zero padding around each map, channel-major; built in `room` if there is padding.
  const Scalar* padded(const Scalar* sample, Scalar* room) const;
  void forwardSample(const Scalar* parameters, const Scalar* in, Scalar* z) const;

  /// The backward pass reads and adds whole lines of windows, so it stores a pixel's channels contiguously:
  /// element (y, x, c) of the padded input is (y·width + x)·channels + c.
  /// Runs in a line of a window, and values in a filter whose lines are padded with zeros to whole runs.
  Index lineRuns() const { return (spec().kernel * inputShape().channels + kLineRun - 1) / kLineRun; }
  Index paddedTaps() const { return spec().kernel * lineRuns() * kLineRun; }
  void toPixels(const Scalar* sample, Scalar* pixels) const;
  void fromPixels(const Scalar* pixels, Scalar* sample) const;
  Shape m_padded;
  Index m_top = 0;
  Index m_left = 0;
  /// Offsets from a window's first element to the element under each tap (a column of the weight),
  /// channel-major.
  std::vector<std::int32_t> m_tapOffsets;
  /// All places, in runs whose windows are adjacent; the last run of a line repeats some.
  std::vector<PlaceRun> m_places;
  bool m_hasRuns = false;
  /// Offsets from the first pixel to each place's window, pixel-major.
  std::vector<std::int32_t> m_placeOffsets;
  /// Offsets from the first filter to each filter, as the backward pass lays them out.
  std::vector<std::int32_t> m_filterOffsets;
};

}  // namespace pellucid::engine
