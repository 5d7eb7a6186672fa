// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/naive_layers.h"

#include <cmath>

namespace pellucid::tests {
namespace {

Samples zeros(std::size_t samples, std::size_t size) {
  return {samples, Numbers(size, 0.0)};
}

NaiveMaps outputs(const NaiveWindows& at, std::size_t channels) {
  return {.channels = channels, .height = at.lines, .width = at.columns};
}

/// Calls f(i, j, line, column) for the pixels of window (y, x) that are inside the map.
template <class F>
void forEachPixel(const NaiveWindows& at, std::size_t y, std::size_t x, const F& f) {
  for (std::size_t i = 0; i < at.kernel; ++i)
    for (std::size_t j = 0; j < at.kernel; ++j) {
      // counted from the first zero of the padding
      const std::size_t line = y * at.stride + i;
      const std::size_t column = x * at.stride + j;
      if (line < at.top || line - at.top >= at.in.height) continue;
      if (column < at.left || column - at.left >= at.in.width) continue;
      f(i, j, line - at.top, column - at.left);
    }
}

/// Calls f(c, y, x) for every value of the maps.
template <class F>
void forEach(const NaiveMaps& maps, const F& f) {
  for (std::size_t c = 0; c < maps.channels; ++c)
    for (std::size_t y = 0; y < maps.height; ++y)
      for (std::size_t x = 0; x < maps.width; ++x) f(c, y, x);
}

/// The position in its sample of a window's largest value.
std::size_t largest(const NaiveWindows& at, const Numbers& sample, std::size_t c, std::size_t y,
                    std::size_t x) {
  bool isFirst = true;
  std::size_t best = 0;
  forEachPixel(at, y, x, [&](std::size_t, std::size_t, std::size_t line, std::size_t column) {
    const std::size_t pixel = at.in.at(c, line, column);
    if (isFirst || sample[pixel] > sample[best]) best = pixel;
    isFirst = false;
  });
  return best;
}

/// Mean and variance of one channel, and the number of values.
struct Moments {
  double mean = 0;
  double variance = 0;
  double count = 0;
};

Moments moments(const NaiveMaps& maps, const Samples& x, std::size_t channel) {
  Moments of;
  of.count = static_cast<double>(x.size() * maps.height * maps.width);
  const auto sum = [&](const auto& term) {
    double total = 0;
    for (const Numbers& sample : x)
      for (std::size_t line = 0; line < maps.height; ++line)
        for (std::size_t column = 0; column < maps.width; ++column)
          total += term(sample[maps.at(channel, line, column)]);
    return total;
  };
  of.mean = sum([](double value) { return value; }) / of.count;
  of.variance = sum([&](double value) { return (value - of.mean) * (value - of.mean); }) / of.count;
  return of;
}

}  // namespace

Samples dense(const Numbers& weight, const Numbers& bias, std::size_t outputs, const Samples& x) {
  Samples z = zeros(x.size(), outputs);
  for (std::size_t n = 0; n < x.size(); ++n)
    for (std::size_t o = 0; o < outputs; ++o) {
      z[n][o] = bias.empty() ? 0 : bias[o];
      for (std::size_t i = 0; i < x[n].size(); ++i) z[n][o] += weight[i * outputs + o] * x[n][i];
    }
  return z;
}

NaiveGradients denseBackward(const Numbers& weight, std::size_t outputs, const Samples& x,
                             const Samples& dz) {
  NaiveGradients d{.x = zeros(x.size(), x[0].size()),
                   .weight = Numbers(weight.size(), 0.0),
                   .bias = Numbers(outputs, 0.0)};
  for (std::size_t n = 0; n < x.size(); ++n)
    for (std::size_t o = 0; o < outputs; ++o) {
      d.bias[o] += dz[n][o];
      for (std::size_t i = 0; i < x[n].size(); ++i) {
        d.weight[i * outputs + o] += dz[n][o] * x[n][i];
        d.x[n][i] += dz[n][o] * weight[i * outputs + o];
      }
    }
  return d;
}

NaiveWindows windows(const NaiveMaps& in, std::size_t kernel, std::size_t stride, std::size_t padding) {
  // The first window, and one for each stride that fits.
  return {.in = in,
          .kernel = kernel,
          .stride = stride,
          .top = padding,
          .left = padding,
          .lines = 1 + (in.height + 2 * padding - kernel) / stride,
          .columns = 1 + (in.width + 2 * padding - kernel) / stride};
}

NaiveWindows sameWindows(const NaiveMaps& in, std::size_t kernel, std::size_t stride) {
  NaiveWindows at{.in = in, .kernel = kernel, .stride = stride};
  at.lines = (in.height + stride - 1) / stride;
  at.columns = (in.width + stride - 1) / stride;
  // The last window ends at (count - 1) stride + kernel; beyond the map are zeros.
  const auto before = [&](std::size_t count, std::size_t size) {
    const std::size_t end = (count - 1) * stride + kernel;
    return end > size ? (end - size) / 2 : 0;
  };
  at.top = before(at.lines, in.height);
  at.left = before(at.columns, in.width);
  return at;
}

Samples convolve(const NaiveWindows& at, std::size_t filters, const Numbers& weight, const Numbers& bias,
                 const Samples& x) {
  const NaiveMaps out = outputs(at, filters);
  Samples z = zeros(x.size(), out.size());
  for (std::size_t n = 0; n < x.size(); ++n)
    forEach(out, [&](std::size_t f, std::size_t y, std::size_t column) {
      double& sum = z[n][out.at(f, y, column)];
      sum = bias.empty() ? 0 : bias[f];
      for (std::size_t c = 0; c < at.in.channels; ++c)
        forEachPixel(at, y, column, [&](std::size_t i, std::size_t j, std::size_t line, std::size_t pixel) {
          sum += weight[((c * at.kernel + i) * at.kernel + j) * filters + f] * x[n][at.in.at(c, line, pixel)];
        });
    });
  return z;
}

NaiveGradients convolveBackward(const NaiveWindows& at, std::size_t filters, const Numbers& weight,
                                const Samples& x, const Samples& dz) {
  const NaiveMaps out = outputs(at, filters);
  NaiveGradients d{.x = zeros(x.size(), at.in.size()),
                   .weight = Numbers(weight.size(), 0.0),
                   .bias = Numbers(filters, 0.0)};
  for (std::size_t n = 0; n < x.size(); ++n)
    forEach(out, [&](std::size_t f, std::size_t y, std::size_t column) {
      const double delta = dz[n][out.at(f, y, column)];
      d.bias[f] += delta;
      // Each product of the forward sum, with its factors exchanged.
      for (std::size_t c = 0; c < at.in.channels; ++c)
        forEachPixel(at, y, column, [&](std::size_t i, std::size_t j, std::size_t line, std::size_t pixel) {
          const std::size_t w = ((c * at.kernel + i) * at.kernel + j) * filters + f;
          const std::size_t in = at.in.at(c, line, pixel);
          d.weight[w] += delta * x[n][in];
          d.x[n][in] += delta * weight[w];
        });
    });
  return d;
}

Samples maxPool(const NaiveWindows& at, const Samples& x) {
  const NaiveMaps out = outputs(at, at.in.channels);
  Samples a = zeros(x.size(), out.size());
  for (std::size_t n = 0; n < x.size(); ++n)
    forEach(out, [&](std::size_t c, std::size_t y, std::size_t column) {
      a[n][out.at(c, y, column)] = x[n][largest(at, x[n], c, y, column)];
    });
  return a;
}

Samples maxPoolBackward(const NaiveWindows& at, const Samples& x, const Samples& da) {
  const NaiveMaps out = outputs(at, at.in.channels);
  Samples dx = zeros(x.size(), at.in.size());
  for (std::size_t n = 0; n < x.size(); ++n)
    forEach(out, [&](std::size_t c, std::size_t y, std::size_t column) {
      dx[n][largest(at, x[n], c, y, column)] += da[n][out.at(c, y, column)];
    });
  return dx;
}

Samples averagePool(const NaiveWindows& at, const Samples& x) {
  const NaiveMaps out = outputs(at, at.in.channels);
  Samples a = zeros(x.size(), out.size());
  for (std::size_t n = 0; n < x.size(); ++n)
    forEach(out, [&](std::size_t c, std::size_t y, std::size_t column) {
      forEachPixel(at, y, column, [&](std::size_t, std::size_t, std::size_t line, std::size_t pixel) {
        a[n][out.at(c, y, column)] +=
            x[n][at.in.at(c, line, pixel)] / static_cast<double>(at.kernel * at.kernel);
      });
    });
  return a;
}

Samples averagePoolBackward(const NaiveWindows& at, const Samples& da) {
  const NaiveMaps out = outputs(at, at.in.channels);
  Samples dx = zeros(da.size(), at.in.size());
  for (std::size_t n = 0; n < da.size(); ++n)
    forEach(out, [&](std::size_t c, std::size_t y, std::size_t column) {
      forEachPixel(at, y, column, [&](std::size_t, std::size_t, std::size_t line, std::size_t pixel) {
        dx[n][at.in.at(c, line, pixel)] +=
            da[n][out.at(c, y, column)] / static_cast<double>(at.kernel * at.kernel);
      });
    });
  return dx;
}

Samples batchNorm(const NaiveBatchNorm& norm, const NaiveMaps& maps, bool isTraining, const Samples& x) {
  Samples z = zeros(x.size(), maps.size());
  forEach(maps, [&](std::size_t c, std::size_t line, std::size_t column) {
    const Moments batch = moments(maps, x, c);
    const double mean = isTraining ? batch.mean : norm.mean[c];
    const double variance = isTraining ? batch.variance : norm.variance[c];
    const std::size_t at = maps.at(c, line, column);
    for (std::size_t n = 0; n < x.size(); ++n)
      z[n][at] = norm.weight[c] * (x[n][at] - mean) / std::sqrt(variance + norm.epsilon) + norm.bias[c];
  });
  return z;
}

NaiveGradients batchNormBackward(const NaiveBatchNorm& norm, const NaiveMaps& maps, bool isTraining,
                                 const Samples& x, const Samples& dz) {
  NaiveGradients d{.x = zeros(x.size(), maps.size()),
                   .weight = Numbers(maps.channels, 0.0),
                   .bias = Numbers(maps.channels, 0.0)};
  for (std::size_t c = 0; c < maps.channels; ++c) {
    const Moments batch = moments(maps, x, c);
    const double mean = isTraining ? batch.mean : norm.mean[c];
    const double variance = isTraining ? batch.variance : norm.variance[c];
    const double root = std::sqrt(variance + norm.epsilon);
    const auto forEachNumber = [&](const auto& f) {
      for (std::size_t n = 0; n < x.size(); ++n)
        for (std::size_t line = 0; line < maps.height; ++line)
          for (std::size_t column = 0; column < maps.width; ++column) f(n, maps.at(c, line, column));
    };
    // The chain of the paper (Ioffe and Szegedy 2015, section 3): x̂, then variance, then mean, then x.
    double dVariance = 0;
    double dMean = 0;
    forEachNumber([&](std::size_t n, std::size_t at) {
      const double dNormalised = dz[n][at] * norm.weight[c];
      d.weight[c] += dz[n][at] * (x[n][at] - mean) / root;
      d.bias[c] += dz[n][at];
      dVariance += dNormalised * (x[n][at] - mean) * -0.5 / (root * root * root);
      dMean -= dNormalised / root;
    });
    // Running values do not depend on x.
    if (!isTraining) dVariance = dMean = 0;
    forEachNumber([&](std::size_t n, std::size_t at) {
      d.x[n][at] = dz[n][at] * norm.weight[c] / root + dVariance * 2 * (x[n][at] - mean) / batch.count +
                   dMean / batch.count;
    });
  }
  return d;
}

NaiveBatchNorm follow(const NaiveBatchNorm& norm, const NaiveMaps& maps, const Samples& x) {
  NaiveBatchNorm next = norm;
  for (std::size_t c = 0; c < maps.channels; ++c) {
    const Moments batch = moments(maps, x, c);
    const double unbiased = batch.variance * batch.count / (batch.count - 1);
    next.mean[c] = (1 - norm.momentum) * norm.mean[c] + norm.momentum * batch.mean;
    next.variance[c] = (1 - norm.momentum) * norm.variance[c] + norm.momentum * unbiased;
  }
  return next;
}

Samples dropOut(const Samples& x, const Samples& keeps, double rate) {
  Samples a = x;
  for (std::size_t n = 0; n < x.size(); ++n)
    for (std::size_t i = 0; i < x[n].size(); ++i) a[n][i] = x[n][i] * keeps[n][i] / (1 - rate);
  return a;
}

}  // namespace pellucid::tests
