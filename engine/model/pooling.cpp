// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/pooling.h"

#include <algorithm>
#include <type_traits>

namespace pellucid::engine {
namespace {

/// Calls f(out, first): for each output of a column, the row of its window's first pixel.
template <class F>
void forEachWindow(const Layer& layer, const F& f) {
  const Shape& in = layer.inputShape();
  const Shape& out = layer.outputShape();
  const Index stride = layer.spec().stride;
  Index row = 0;
  for (Index c = 0; c < out.channels; ++c)
    for (Index y = 0; y < out.height; ++y)
      for (Index x = 0; x < out.width; ++x) f(row++, (c * in.height + y * stride) * in.width + x * stride);
}

/// A line of outputs, and the row of x where the window of its first output begins.
struct Line {
  const Scalar* in;
  std::int32_t first;
  Scalar* a;
  std::int32_t* chosen;
  std::int32_t count;
};

/// Numbers side by side, and rows of x of the same width, as the processor compares and selects them.
template <int Run>
struct Lanes {
  using Row = std::conditional_t<sizeof(Scalar) == 4, std::int32_t, std::int64_t>;
  typedef Scalar Numbers [[gnu::vector_size(Run * sizeof(Scalar))]];
  typedef Row Rows [[gnu::vector_size(Run * sizeof(Scalar))]];
};

/// For Run outputs from `begin` on, without a branch: which pixel is the largest cannot be foreseen. Side and
/// Stride are the layer's where they are known, or 0.
template <std::int32_t Side, std::int32_t Stride, std::int32_t Run>
void takeRun(const Line& line, std::int32_t begin, const LayerSpec& spec, std::int32_t width) {
  using Numbers = typename Lanes<Run>::Numbers;
  using Rows = typename Lanes<Run>::Rows;
  const std::int32_t side = Side != 0 ? Side : static_cast<std::int32_t>(spec.kernel);
  const std::int32_t stride = Stride != 0 ? Stride : static_cast<std::int32_t>(spec.stride);
  const std::int32_t first = line.first + begin * stride;
  const auto pixels = [&](std::int32_t tap) {
    Numbers numbers;
    for (std::int32_t o = 0; o < Run; ++o) numbers[o] = line.in[first + tap + o * stride];
    return numbers;
  };
  Numbers largest = pixels(0);
  Rows best = {};
  for (std::int32_t i = 0; i < side; ++i)
    for (std::int32_t j = 0; j < side; ++j) {
      const Numbers value = pixels(i * width + j);
      const auto isBetter = (value > largest) | (value != value);  // or NaN
      largest = isBetter ? value : largest;
      best = isBetter ? Rows{} + (i * width + j) : best;
    }
  for (std::int32_t o = 0; o < Run; ++o) {
    line.a[begin + o] = largest[o];
    line.chosen[begin + o] = first + o * stride + static_cast<std::int32_t>(best[o]);
  }
}

/// The last run of a line takes some outputs again rather than fewer.
template <std::int32_t Side, std::int32_t Stride, std::int32_t Run>
void takeLine(const Line& line, const LayerSpec& spec, std::int32_t width) {
  for (std::int32_t begin = 0; begin < line.count; begin += Run)
    takeRun<Side, Stride, Run>(line, std::min(begin, line.count - Run), spec, width);
}

template <std::int32_t Side, std::int32_t Stride>
void takeLargest(const Line& line, const LayerSpec& spec, std::int32_t width) {
  if (line.count >= 8)
    takeLine<Side, Stride, 8>(line, spec, width);
  else if (line.count >= 4)
    takeLine<Side, Stride, 4>(line, spec, width);
  else
    takeLine<Side, Stride, 1>(line, spec, width);
}

}  // namespace

MaxPool::MaxPool(const LayerSpec& spec, const Shape& in) : Layer(spec, in, engine::outputShape(spec, in)) {}

void MaxPool::forward(const Scalar*, const Matrix& x, LayerTrace& trace, const Pass&) const {
  // a(c, y, x) = max over i, j of in(c, y·s + i, x·s + j)
  trace.a.resize(outputs(), x.cols());
  trace.chosen.resize(static_cast<std::size_t>(trace.a.size()));
  const Shape& in = inputShape();
  const Shape& out = outputShape();
  const Index stride = spec().stride;
  for (Index n = 0; n < x.cols(); ++n)
    for (Index c = 0; c < out.channels; ++c)
      for (Index y = 0; y < out.height; ++y) {
        const Index to = (c * out.height + y) * out.width;
        const Line line{.in = x.col(n).data(),
                        .first = static_cast<std::int32_t>((c * in.height + y * stride) * in.width),
                        .a = trace.a.col(n).data() + to,
                        .chosen = trace.chosen.data() + n * outputs() + to,
                        .count = static_cast<std::int32_t>(out.width)};
        if (stride == 2 && spec().kernel == 2)
          takeLargest<2, 2>(line, spec(), static_cast<std::int32_t>(in.width));
        else
          takeLargest<0, 0>(line, spec(), static_cast<std::int32_t>(in.width));
      }
}

void MaxPool::backward(const Scalar*, const Matrix& x, LayerTrace& trace, Scalar*, Matrix* dx) const {
  // a = the chosen input  =>  its gradient goes there and nowhere else
  if (dx == nullptr) return;
  dx->setZero(inputs(), x.cols());
  const std::int32_t* chosen = trace.chosen.data();
  for (Index n = 0; n < x.cols(); ++n)
    for (Index out = 0; out < outputs(); ++out) (*dx)(*chosen++, n) += trace.delta(out, n);
}

AveragePool::AveragePool(const LayerSpec& spec, const Shape& in)
    : Layer(spec, in, engine::outputShape(spec, in)) {}

void AveragePool::forward(const Scalar*, const Matrix& x, LayerTrace& trace, const Pass&) const {
  // a(c, y, x) = 1/k² Σ_{i,j} in(c, y·s + i, x·s + j)
  trace.a.resize(outputs(), x.cols());
  const Index side = spec().kernel;
  const Index width = inputShape().width;
  const Scalar share = Scalar(1) / static_cast<Scalar>(side * side);
  for (Index n = 0; n < x.cols(); ++n) {
    const Scalar* in = x.col(n).data();
    forEachWindow(*this, [&](Index out, Index first) {
      Scalar sum = 0;
      for (Index i = 0; i < side; ++i)
        for (Index at = first + i * width; at < first + i * width + side; ++at) sum += in[at];
      trace.a(out, n) = sum * share;
    });
  }
}

void AveragePool::backward(const Scalar*, const Matrix& x, LayerTrace& trace, Scalar*, Matrix* dx) const {
  // a = 1/k² Σ in  =>  every pixel of the window gets 1/k² of the gradient
  if (dx == nullptr) return;
  dx->setZero(inputs(), x.cols());
  const Index side = spec().kernel;
  const Index width = inputShape().width;
  const Scalar share = Scalar(1) / static_cast<Scalar>(side * side);
  for (Index n = 0; n < x.cols(); ++n) {
    Scalar* in = dx->col(n).data();
    forEachWindow(*this, [&](Index out, Index first) {
      const Scalar part = trace.delta(out, n) * share;
      for (Index i = 0; i < side; ++i)
        for (Index at = first + i * width; at < first + i * width + side; ++at) in[at] += part;
    });
  }
}

}  // namespace pellucid::engine
