// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/conv2d.h"

#include <algorithm>
#include <array>

#include "engine/base/nonzero.h"
#include "engine/model/initializer.h"

namespace pellucid::engine {
namespace {

/// Zeros before the first pixel, and in all, along one side.
struct Zeros {
  Index before = 0;
  Index total = 0;
};

Zeros zeros(const LayerSpec& spec, Index in, Index out) {
  if (!spec.padding.isSame) return {.before = spec.padding.pixels, .total = 2 * spec.padding.pixels};
  const Index total = std::max<Index>((out - 1) * spec.stride + spec.kernel - in, 0);
  return {.before = total / 2, .total = total};
}

/// Numbers that are copied or added at a time.
constexpr Index kRun = 8;
using Run = Eigen::Map<Eigen::Array<Scalar, kRun, 1>>;
using ConstRun = Eigen::Map<const Eigen::Array<Scalar, kRun, 1>>;

/// Copies up to kRun - 1 numbers too many.
void copyRuns(const Scalar* from, Index count, Scalar* to) {
  for (Index i = 0; i < count; i += kRun) Run{to + i} = ConstRun{from + i};
}

void addRuns(const Scalar* from, Index count, Scalar* to) {
  Index i = 0;
  for (; i + kRun <= count; i += kRun) Run{to + i} += ConstRun{from + i};
  for (; i < count; ++i) to[i] += from[i];
}

Index roundUp(Index value, Index multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

}  // namespace

Conv2d::Conv2d(const LayerSpec& spec, const Shape& in)
    : Layer(spec, in, engine::outputShape(spec, in)), m_padded(in) {
  const Zeros rows = zeros(spec, in.height, outputShape().height);
  const Zeros columns = zeros(spec, in.width, outputShape().width);
  m_top = rows.before;
  m_left = columns.before;
  m_padded.height += rows.total;
  m_padded.width += columns.total;
  for (Index c = 0; c < in.channels; ++c)
    for (Index i = 0; i < spec.kernel; ++i)
      for (Index j = 0; j < spec.kernel; ++j)
        m_tapOffsets.push_back(static_cast<std::int32_t>((c * m_padded.height + i) * m_padded.width + j));
  for (Index y = 0; y < outputShape().height; ++y)
    for (Index x = 0; x < outputShape().width; ++x)
      m_placeOffsets.push_back(
          static_cast<std::int32_t>((y * m_padded.width + x) * spec.stride * in.channels));
  addTensor("weight", filters(), taps());
  if (spec.bias) addTensor("bias", filters(), 1);
}

void Conv2d::initialize(Initializer initializer, Random& random, Scalar* parameters) const {
  engine::initialize(initializer, random, MatrixMap(parameters, filters(), taps()));
  if (spec().bias) VectorMap(parameters + filters() * taps(), filters()).setZero();
}

const Scalar* Conv2d::padded(const Scalar* sample, Scalar* room) const {
  const Shape& in = inputShape();
  if (m_padded == in) return sample;
  std::fill_n(room, m_padded.size(), Scalar(0));
  for (Index c = 0; c < in.channels; ++c)
    for (Index y = 0; y < in.height; ++y)
      std::copy_n(sample + (c * in.height + y) * in.width, in.width,
                  room + (c * m_padded.height + y + m_top) * m_padded.width + m_left);
  return room;
}

/// z of one sample for so many filters, whose weights of a tap lie side by side. Filters × Width sums stay in
/// registers over all taps. Places are taken Width at a time along a line, the last ones of a line again with
/// those before them; that needs a stride of 1 and lines of at least Width.
template <int Filters, int Width>
void Conv2d::slide(const Scalar* weights, const Scalar* bias, const Scalar* in, Scalar* z) const {
  using Places = Eigen::Array<Scalar, Width, 1>;
  const Shape& out = outputShape();
  const Index stride = spec().stride;
  for (Index y = 0; y < out.height; ++y)
    for (Index begin = 0; begin < out.width; begin += Width) {
      const Index x = std::min(begin, out.width - Width);
      const Scalar* window = in + (y * m_padded.width + x) * stride;
      std::array<Places, Filters> sum;
      for (int f = 0; f < Filters; ++f)
        sum[static_cast<std::size_t>(f)].setConstant(bias == nullptr ? Scalar(0) : bias[f]);
      const Scalar* weight = weights;
      for (const std::int32_t tap : m_tapOffsets) {
        const Places pixels = Eigen::Map<const Places>(window + tap);
        for (int f = 0; f < Filters; ++f) sum[static_cast<std::size_t>(f)] += pixels * weight[f];
        weight += filters();
      }
      for (int f = 0; f < Filters; ++f)
        Eigen::Map<Places>(z + f * places() + y * out.width + x) = sum[static_cast<std::size_t>(f)];
    }
}

void Conv2d::forwardSample(const Scalar* parameters, const Scalar* in, Scalar* z) const {
  const Scalar* bias = spec().bias ? parameters + filters() * taps() : nullptr;
  const bool hasRuns = spec().stride == 1 && outputShape().width >= 8;
  for (Index f = 0; f < filters();) {
    const auto slideSome = [&]<int Filters>() {
      const Scalar* biasHere = bias == nullptr ? nullptr : bias + f;
      Scalar* zHere = z + f * places();
      if (hasRuns)
        slide<Filters, 8>(parameters + f, biasHere, in, zHere);
      else
        slide<Filters, 1>(parameters + f, biasHere, in, zHere);
      f += Filters;
    };
    const Index left = filters() - f;
    if (left >= 16)
      slideSome.template operator()<16>();
    else if (left >= 8)
      slideSome.template operator()<8>();
    else if (left >= 4)
      slideSome.template operator()<4>();
    else
      slideSome.template operator()<1>();
  }
}

void Conv2d::forward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, const Pass&) const {
  trace.workspace.resize(m_padded.size());
  trace.z.resize(outputs(), x.cols());
  // z(f, q) = b(f) + Σ_t W(f, t) in(q, t), where q is a place and t a tap
  for (Index n = 0; n < x.cols(); ++n)
    forwardSample(parameters, padded(x.col(n).data(), trace.workspace.data()), trace.z.col(n).data());
  // a = f(z)
  activate(activation(), trace.z, trace.a);
}

void Conv2d::toPixels(const Scalar* sample, Scalar* pixels) const {
  const Shape& in = inputShape();
  for (Index c = 0; c < in.channels; ++c)
    for (Index y = 0; y < in.height; ++y) {
      const Scalar* from = sample + (c * in.height + y) * in.width;
      Scalar* to = pixels + ((y + m_top) * m_padded.width + m_left) * in.channels + c;
      for (Index x = 0; x < in.width; ++x) to[x * in.channels] = from[x];
    }
}

void Conv2d::fromPixels(const Scalar* pixels, Scalar* sample) const {
  const Shape& in = inputShape();
  for (Index c = 0; c < in.channels; ++c)
    for (Index y = 0; y < in.height; ++y) {
      const Scalar* from = pixels + ((y + m_top) * m_padded.width + m_left) * in.channels + c;
      Scalar* to = sample + (c * in.height + y) * in.width;
      for (Index x = 0; x < in.width; ++x) to[x] = from[x * in.channels];
    }
}

void Conv2d::backward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, Scalar* gradient,
                      Matrix* dx) const {
  // z(f, q) = b(f) + Σ_t W(f, t) in(q, t)
  //   =>  dL/dW(f, t) = Σ_q delta(f, q) in(q, t),  dL/din(q, t) = Σ_f W(f, t) delta(f, q),
  // each a sum over the deltas that are not zero: behind a max pool and a relu most are.
  const Index k = spec().kernel;
  const Index channels = inputShape().channels;
  const Index length = k * channels;  // of a line of a window
  const Index lineStep = m_padded.width * channels;
  // Taps in the order of pixels, (i·k + j)·channels + c, and then room to whole registers, because lines are
  // copied in whole runs: what is too much is overwritten by the next line or never read.
  const Index rows = roundUp(taps() + kRun - 1, 16);
  trace.workspace.resize(rows * (places() + 2 * filters() + 1) + m_padded.size() + kRun);
  MatrixMap windows(trace.workspace.data(), rows, places());
  MatrixMap weights(windows.data() + windows.size(), rows, filters());
  MatrixMap weightGradient(weights.data() + weights.size(), rows, filters());
  Scalar* windowGradient = weightGradient.data() + weightGradient.size();
  Scalar* pixels = windowGradient + rows;
  const auto tapOfRow = [&](Index row) { return row % channels * k * k + row / channels; };

  weights.setZero();
  weightGradient.setZero();
  for (Index row = 0; row < taps(); ++row)
    for (Index f = 0; f < filters(); ++f) weights(row, f) = parameters[tapOfRow(row) * filters() + f];
  if (dx != nullptr) dx->resize(inputs(), x.cols());

  for (Index n = 0; n < x.cols(); ++n) {
    const Scalar* delta = trace.delta.col(n).data();
    SparseColumns& sparse = trace.sparse;
    sparse.reset(places(), filters());
    for (Index f = 0; f < filters(); ++f) {
      const Scalar* map = delta + f * places();
      Entry* entry = sparse.next();
      forEachNonZero(map, places(),
                     [&](Index q) { *entry++ = {.index = static_cast<std::int32_t>(q), .value = map[q]}; });
      sparse.add(static_cast<std::int32_t>(entry - sparse.next()));
    }
    sparse.transpose();

    if (gradient != nullptr) {
      std::fill_n(pixels, m_padded.size(), Scalar(0));
      toPixels(x.col(n).data(), pixels);
      for (Index q = 0; q < places(); ++q) {
        if (sparse.row(q).empty()) continue;
        const Scalar* window = pixels + m_placeOffsets[static_cast<std::size_t>(q)];
        Scalar* column = windows.data() + q * rows;
        for (Index i = 0; i < k; ++i) copyRuns(window + i * lineStep, length, column + i * length);
      }
      for (Index f = 0; f < filters(); ++f) {
        Scalar* sum = weightGradient.col(f).data();
        sumColumns(windows.data(), rows, sparse.column(f), sum, sum);
      }
    }
    if (dx != nullptr) {
      std::fill_n(pixels, m_padded.size(), Scalar(0));
      for (Index q = 0; q < places(); ++q) {
        if (sparse.row(q).empty()) continue;
        sumColumns(weights.data(), rows, sparse.row(q), nullptr, windowGradient);
        Scalar* window = pixels + m_placeOffsets[static_cast<std::size_t>(q)];
        for (Index i = 0; i < k; ++i) addRuns(windowGradient + i * length, length, window + i * lineStep);
      }
      fromPixels(pixels, dx->col(n).data());
    }
  }

  if (gradient == nullptr) return;
  for (Index row = 0; row < taps(); ++row)
    for (Index f = 0; f < filters(); ++f) gradient[tapOfRow(row) * filters() + f] = weightGradient(row, f);
  if (!spec().bias) return;
  // dL/db(f) = the sum of delta over places and samples
  VectorMap db(gradient + filters() * taps(), filters());
  db.setZero();
  for (Index n = 0; n < x.cols(); ++n)
    db += ConstMatrixMap(trace.delta.col(n).data(), places(), filters()).colwise().sum().transpose();
}

}  // namespace pellucid::engine
