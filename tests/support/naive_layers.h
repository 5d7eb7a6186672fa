// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of layer in plain loops over doubles, one sample and one number at a time: slow, and meant to be
// checked by reading. The engine's fast code is compared with it and shares nothing with it. A layer is given
// its numbers and gives numbers back; what is not linear is a matter of naive_network.
// Maps lie in a sample channel by channel: number (c, y, x) is at (c·height + y)·width + x.
#pragma once

#include <vector>

#include "tests/support/naive_network.h"

namespace pellucid::tests {

using Samples = std::vector<Numbers>;  ///< one vector for each sample

struct NaiveMaps {
  std::size_t channels = 1;
  std::size_t height = 1;
  std::size_t width = 1;
  std::size_t size() const { return channels * height * width; }
  std::size_t at(std::size_t c, std::size_t y, std::size_t x) const { return (c * height + y) * width + x; }
};

/// What a layer passes back: dL/dx, and dL/dweight and dL/dbias laid out as weight and bias.
struct NaiveGradients {
  Samples x;
  Numbers weight;
  Numbers bias;
};

/// z(o) = b(o) + Σ_i w(o, i) x(i), with w(o, i) = weight[i · outputs + o]. An empty bias counts as zeros.
Samples dense(const Numbers& weight, const Numbers& bias, std::size_t outputs, const Samples& x);
NaiveGradients denseBackward(const Numbers& weight, std::size_t outputs, const Samples& x, const Samples& dz);

/// A square window and its positions: window (y, x) begins at line y·stride - top, column x·stride - left of
/// the map, which counts as zero outside.
struct NaiveWindows {
  NaiveMaps in;
  std::size_t kernel = 1;
  std::size_t stride = 1;
  std::size_t top = 0;
  std::size_t left = 0;
  std::size_t lines = 1;    ///< windows from top to bottom
  std::size_t columns = 1;  ///< and from left to right
};

/// As many windows as fit into the map with `padding` zeros on each of its sides.
NaiveWindows windows(const NaiveMaps& in, std::size_t kernel, std::size_t stride, std::size_t padding = 0);
/// size / stride windows, rounded up, with only the zeros they need; the odd zero right and below.
NaiveWindows sameWindows(const NaiveMaps& in, std::size_t kernel, std::size_t stride);

/// z(f, y, x) = b(f) + Σ_{c,i,j} w(f, c, i, j) · in(c, y·stride - top + i, x·stride - left + j), with
/// w(f, c, i, j) = weight[((c · kernel + i) · kernel + j) · filters + f]. An empty bias counts as zeros.
Samples convolve(const NaiveWindows& windows, std::size_t filters, const Numbers& weight, const Numbers& bias,
                 const Samples& x);
NaiveGradients convolveBackward(const NaiveWindows& windows, std::size_t filters, const Numbers& weight,
                                const Samples& x, const Samples& dz);

/// The largest value of each window; among equals the first, line by line, gets the gradient.
Samples maxPool(const NaiveWindows& windows, const Samples& x);
Samples maxPoolBackward(const NaiveWindows& windows, const Samples& x, const Samples& da);

/// The mean of each window.
Samples averagePool(const NaiveWindows& windows, const Samples& x);
Samples averagePoolBackward(const NaiveWindows& windows, const Samples& da);

/// One value for each channel. `mean` and `variance` are the running ones.
struct NaiveBatchNorm {
  Numbers weight, bias, mean, variance;
  double momentum = 0.1;
  double epsilon = 1e-5;
};

/// z = weight · (x - mean) / sqrt(variance + epsilon) + bias, each channel separately over all samples and
/// pixels. Training uses the batch's mean and variance; otherwise the running ones are used.
Samples batchNorm(const NaiveBatchNorm& norm, const NaiveMaps& maps, bool isTraining, const Samples& x);
NaiveGradients batchNormBackward(const NaiveBatchNorm& norm, const NaiveMaps& maps, bool isTraining,
                                 const Samples& x, const Samples& dz);
/// The running values after a training step: moved by the share `momentum` towards the batch's mean and its
/// variance, here with m - 1 in place of m.
NaiveBatchNorm follow(const NaiveBatchNorm& norm, const NaiveMaps& maps, const Samples& x);

/// Dropped where `keeps` is 0 and multiplied by 1 / (1 - rate) where it is 1. The gradient is treated alike.
Samples dropOut(const Samples& x, const Samples& keeps, double rate);

}  // namespace pellucid::tests
