// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/pooling.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <type_traits>
#include <utility>

#include "engine/model/window_axis.h"

namespace pellucid::engine {
namespace {

/// Calls f(out, first) for each output of a column; `first` is the row of its window's first pixel.
template <class F>
void forEachWindow(const Layer& layer, const F& f) {
  const Shape& in = layer.inputShape();
  const Shape& out = layer.outputShape();
  const WindowAxis rows = windowAxis(layer.spec(), in.height);
  const WindowAxis columns = windowAxis(layer.spec(), in.width);
  Index row = 0;
  for (Index c = 0; c < out.channels; ++c)
    for (Index y = 0; y < out.height; ++y)
      for (Index x = 0; x < out.width; ++x)
        f(row++, (c * in.height + rows.begin(y)) * in.width + columns.begin(x));
}

/// Where the largest values of a sample are read from and written to.
struct Sample {
  const Scalar* in;
  Scalar* a;
  std::int32_t* chosen;
};

/// Adjacent values, and rows of x of the same width, as the processor compares and selects them; and rows as
/// they are stored.
template <int Run>
struct Lanes {
  using Row = std::conditional_t<sizeof(Scalar) == 4, std::int32_t, std::int64_t>;
  typedef Scalar Numbers [[gnu::vector_size(Run * sizeof(Scalar))]];
  typedef Row Rows [[gnu::vector_size(Run * sizeof(Scalar))]];
  typedef std::int32_t Kept [[gnu::vector_size(Run * sizeof(std::int32_t))]];
};

/// 0, step, 2 step, … Not a return value, because how a function returns a vector depends on the instruction
/// set.
template <int Run, class Rows>
void count(std::int32_t step, Rows& rows) {
  // GCC 12 mistakes a vector that is filled element by element for one that is read uninitialised.
  std::array<std::remove_reference_t<decltype(rows[0])>, Run> numbers;
  for (std::int32_t o = 0; o < Run; ++o) numbers[static_cast<std::size_t>(o)] = o * step;
  std::memcpy(&rows, numbers.data(), sizeof(rows));
}

/// Every second value out of twice as many adjacent ones, starting with the first or the second.
template <class Numbers, class Wide, int... Lane>
void takeEverySecond(const Scalar* from, int first, std::integer_sequence<int, Lane...>, Numbers& numbers) {
  Wide wide;
  std::memcpy(&wide, from, sizeof(wide));
  numbers = first == 0 ? __builtin_shufflevector(wide, wide, (2 * Lane)...)
                       : __builtin_shufflevector(wide, wide, (2 * Lane + 1)...);
}

/// For Run outputs from `out` on, whose first window begins at row `first` of x, without a branch: which
/// pixel is the largest is unpredictable. Side and Stride are the layer's if known at compile time, otherwise
/// 0.
template <std::int32_t Side, std::int32_t Stride, std::int32_t Run>
void takeRun(const Sample& sample, std::int32_t out, std::int32_t first, const LayerSpec& spec,
             std::int32_t width) {
  using Numbers = typename Lanes<Run>::Numbers;
  using Rows = typename Lanes<Run>::Rows;
  const std::int32_t side = Side != 0 ? Side : static_cast<std::int32_t>(spec.kernel);
  const std::int32_t stride = Stride != 0 ? Stride : static_cast<std::int32_t>(spec.stride);
  const auto take = [&](std::int32_t i, std::int32_t j, Numbers& numbers) {
    const Scalar* from = sample.in + first + i * width;
    if constexpr (Side == 2 && Stride == 2)
      takeEverySecond<Numbers, typename Lanes<2 * Run>::Numbers>(
          from, j, std::make_integer_sequence<int, Run>(), numbers);
    else
      for (std::int32_t o = 0; o < Run; ++o) numbers[o] = from[j + o * stride];
  };
  Numbers largest;
  take(0, 0, largest);
  Rows best = {};
  for (std::int32_t i = 0; i < side; ++i)
    for (std::int32_t j = 0; j < side; ++j) {
      Numbers value;
      take(i, j, value);
      const auto isBetter = (value > largest) | (value != value);  // or NaN
      largest = isBetter ? value : largest;
      best = isBetter ? Rows{} + (i * width + j) : best;
    }
  Rows rows;
  count<Run>(stride, rows);
  const auto kept = __builtin_convertvector(best + rows + first, typename Lanes<Run>::Kept);
  std::memcpy(sample.a + out, &largest, sizeof(largest));
  std::memcpy(sample.chosen + out, &kept, sizeof(kept));
}

/// All outputs of a sample, line by line; the last run of a line repeats some outputs so as to be complete.
template <std::int32_t Side, std::int32_t Stride, std::int32_t Run>
void takeLargest(const Layer& layer, const Sample& sample) {
  const LayerSpec& spec = layer.spec();
  const auto width = static_cast<std::int32_t>(layer.inputShape().width);
  const auto stride = static_cast<std::int32_t>(spec.stride);
  const auto count = static_cast<std::int32_t>(layer.outputShape().width);
  const Index height = layer.outputShape().height;
  const Index left = windowAxis(spec, layer.inputShape().width).begin(0);
  const WindowAxis rows = windowAxis(spec, layer.inputShape().height);
  std::int32_t out = 0;
  for (Index c = 0; c < layer.outputShape().channels; ++c)
    for (Index y = 0; y < height; ++y) {
      const auto first =
          static_cast<std::int32_t>((c * layer.inputShape().height + rows.begin(y)) * width + left);
      for (std::int32_t next = 0; next < count; next += Run) {
        const std::int32_t begin = std::min(next, count - Run);
        takeRun<Side, Stride, Run>(sample, out + begin, first + begin * stride, spec, width);
      }
      out += count;
    }
}

template <std::int32_t Side, std::int32_t Stride>
void takeLargest(const Layer& layer, const Sample& sample) {
  if (layer.outputShape().width >= 8)
    takeLargest<Side, Stride, 8>(layer, sample);
  else if (layer.outputShape().width >= 4)
    takeLargest<Side, Stride, 4>(layer, sample);
  else
    takeLargest<Side, Stride, 1>(layer, sample);
}

/// This many values, each of them twice, fill a register.
#if defined(__AVX512F__)
constexpr std::int32_t kSpread = 8;
#elif defined(__AVX2__)
constexpr std::int32_t kSpread = 4;
#else
constexpr std::int32_t kSpread = 2;
#endif

/// Each value twice.
template <class Wide, class Numbers, int... Lane>
void repeatEach(const Numbers& numbers, std::integer_sequence<int, Lane...>, Wide& wide) {
  wide = __builtin_shufflevector(numbers, numbers, (Lane / 2)...);
}

/// The backward pass of adjacent 2 × 2 windows, for Run outputs from `begin` on: in both lines under them
/// each pixel gets its window's delta if it was the chosen one, otherwise 0.
template <std::int32_t Run>
void spreadRun(const Scalar* delta, const std::int32_t* chosen, std::int32_t first, std::int32_t width,
               Scalar* dx) {
  using Wide = Lanes<2 * Run>;
  constexpr auto kLanes = std::make_integer_sequence<int, 2 * Run>();
  typename Lanes<Run>::Numbers deltas;
  typename Lanes<Run>::Kept kept;
  std::memcpy(&deltas, delta, sizeof(deltas));
  std::memcpy(&kept, chosen, sizeof(kept));
  typename Wide::Numbers deltaOfWindow;
  typename Wide::Rows chosenOfWindow;
  repeatEach(deltas, kLanes, deltaOfWindow);
  repeatEach(__builtin_convertvector(kept, typename Lanes<Run>::Rows), kLanes, chosenOfWindow);
  typename Wide::Rows rows;
  count<2 * Run>(1, rows);
  for (const std::int32_t at : {first, first + width}) {
    const typename Wide::Numbers spread =
        chosenOfWindow == rows + at ? deltaOfWindow : typename Wide::Numbers{};
    std::memcpy(dx + at, &spread, sizeof(spread));
  }
}

/// For a line of outputs; the last run repeats some.
template <std::int32_t Run>
void spreadLine(const Scalar* delta, const std::int32_t* chosen, std::int32_t count, std::int32_t first,
                std::int32_t width, Scalar* dx) {
  for (std::int32_t next = 0; next < count; next += Run) {
    const std::int32_t begin = std::min(next, count - Run);
    spreadRun<Run>(delta + begin, chosen + begin, first + 2 * begin, width, dx);
  }
}

}  // namespace

MaxPool::MaxPool(const LayerSpec& spec, const Shape& in) : Layer(spec, in, engine::outputShape(spec, in)) {}

void MaxPool::forward(const Scalar*, const Matrix& x, LayerTrace& trace, const Pass&) const {
  // a(c, y, x) = max over i, j of in(c, y·s + i, x·s + j)
  trace.a.resize(outputs(), x.cols());
  trace.chosen.resize(static_cast<std::size_t>(trace.a.size()));
  const bool isUsual = spec().kernel == 2 && spec().stride == 2;
  for (Index n = 0; n < x.cols(); ++n) {
    const Sample sample{
        .in = x.col(n).data(), .a = trace.a.col(n).data(), .chosen = trace.chosen.data() + n * outputs()};
    isUsual ? takeLargest<2, 2>(*this, sample) : takeLargest<0, 0>(*this, sample);
  }
}

void MaxPool::backward(const Scalar*, const Matrix& x, LayerTrace& trace, Scalar*, Matrix* dx) const {
  // a = the chosen input  =>  its gradient goes there and nowhere else
  if (dx == nullptr) return;
  dx->resize(inputs(), x.cols());
  const Shape& in = inputShape();
  const Shape& out = outputShape();
  const bool isTouching = spec().kernel == 2 && spec().stride == 2;
  const bool isCovering = isTouching && in.width == 2 * out.width && in.height == 2 * out.height;
  for (Index n = 0; n < x.cols(); ++n) {
    Scalar* to = dx->col(n).data();
    const Scalar* delta = trace.delta.col(n).data();
    const std::int32_t* chosen = trace.chosen.data() + n * outputs();
    if (!isCovering) dx->col(n).setZero();
    if (!isTouching) {
      for (Index o = 0; o < outputs(); ++o) to[chosen[o]] += delta[o];
      continue;
    }
    for (Index line = 0; line < out.channels * out.height; ++line) {
      const Index first = (line / out.height * in.height + line % out.height * 2) * in.width;
      const auto spread = out.width >= kSpread       ? spreadLine<kSpread>
                          : out.width >= kSpread / 2 ? spreadLine<kSpread / 2>
                                                     : spreadLine<1>;
      spread(delta + line * out.width, chosen + line * out.width, static_cast<std::int32_t>(out.width),
             static_cast<std::int32_t>(first), static_cast<std::int32_t>(in.width), to);
    }
  }
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
