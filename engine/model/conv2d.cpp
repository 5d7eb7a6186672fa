// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/conv2d.h"

#include <algorithm>
#include <array>

#include "engine/base/nonzero.h"
#include "engine/model/initializer.h"

namespace pellucid::engine {
namespace {

/// Lines of windows are taken in runs of so many numbers, what is too much of the last run being zeros or
/// never read.
constexpr Index kRun = 8;
using Run = Eigen::Array<Scalar, kRun, 1>;
using RunMap = Eigen::Map<Run>;
using ConstRunMap = Eigen::Map<const Run>;

/// sum ← sum + Σ entry.value · window(entry.index), of a window's Lines × Runs runs. Lines lie `lineStep`
/// apart in the windows and `sumStep` apart in the sum.
template <int Lines, int Runs>
void addWindows(std::span<const Entry> entries, const Scalar* pixels, const std::int32_t* offsets,
                Index lineStep, Index sumStep, Scalar* sum) {
  std::array<Run, Lines * Runs> sums;
  const auto forEachRun = [&](const auto& f) {
    for (int line = 0; line < Lines; ++line)
      for (int run = 0; run < Runs; ++run)
        f(sums[static_cast<std::size_t>(line * Runs + run)], line, run * kRun);
  };
  forEachRun([&](Run& part, Index line, Index at) { part = ConstRunMap{sum + line * sumStep + at}; });
  for (const Entry& entry : entries) {
    const Scalar* window = pixels + offsets[entry.index];
    forEachRun([&](Run& part, Index line, Index at) {
      part += ConstRunMap{window + line * lineStep + at} * entry.value;
    });
  }
  forEachRun([&](Run& part, Index line, Index at) { RunMap{sum + line* sumStep + at} = part; });
}

/// Calls f<Runs>(first) for a line of `runs` runs, at most 8 at a time.
template <class F>
void forEachBlock(Index runs, const F& f) {
  for (Index first = 0; first < runs;) {
    const auto take = [&]<int Runs>() {
      f.template operator()<Runs>(first * kRun);
      first += Runs;
    };
    const Index left = runs - first;
    if (left >= 8)
      take.template operator()<8>();
    else if (left >= 5)
      take.template operator()<5>();
    else if (left >= 3)
      take.template operator()<3>();
    else if (left == 2)
      take.template operator()<2>();
    else
      take.template operator()<1>();
  }
}

/// Both passes compute in the same room, which only grows.
void reserve(Vector& room, Index size) {
  if (room.size() < size) room.resize(size);
}

Index roundUp(Index value, Index multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

}  // namespace

Conv2d::Conv2d(const LayerSpec& spec, const Shape& in)
    : Layer(spec, in, engine::outputShape(spec, in)), m_padded(in) {
  const Zeros rows = zerosAround(spec, in.height);
  const Zeros columns = zerosAround(spec, in.width);
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
  const Index reached = filters() * spec().kernel * spec().kernel;
  engine::initialize(initializer, random, static_cast<double>(taps()), static_cast<double>(reached),
                     MatrixMap(parameters, filters(), taps()));
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
  reserve(trace.workspace, m_padded.size());
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
  const Shape& in = inputShape();
  const Index k = spec().kernel;
  const Index runs = roundUp(k * in.channels, kRun) / kRun;  // of a line of a window
  const Index lineStep = m_padded.width * in.channels;
  // A filter's taps in the order of pixels: line by line, each filled up with zeros to whole runs.
  const Index sumStep = runs * kRun;
  const Index taps = k * sumStep;
  const auto forEachTap = [&](const auto& f) {
    for (Index c = 0; c < in.channels; ++c)
      for (Index i = 0; i < k; ++i)
        for (Index j = 0; j < k; ++j) f(i * sumStep + j * in.channels + c, ((c * k + i) * k + j) * filters());
  };
  reserve(trace.workspace, 2 * taps * filters() + m_padded.size() + kRun);
  MatrixMap weights(trace.workspace.data(), taps, filters());
  MatrixMap weightGradient(weights.data() + weights.size(), taps, filters());
  VectorMap pixels(weightGradient.data() + weightGradient.size(), m_padded.size() + kRun);

  weights.setZero();
  weightGradient.setZero();
  forEachTap([&](Index tap, Index column) {
    for (Index f = 0; f < filters(); ++f) weights(tap, f) = parameters[column + f];
  });
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
    if (gradient != nullptr) {
      pixels.setZero();
      toPixels(x.col(n).data(), pixels.data());
      for (Index f = 0; f < filters(); ++f)
        addToWeightGradient(sparse.column(f), pixels.data(), runs, weightGradient.col(f).data());
    }
    if (dx != nullptr) {
      sparse.transpose();
      pixels.setZero();
      for (Index q = 0; q < places(); ++q) {
        const std::span<const Entry> entries = sparse.row(q);
        if (entries.empty()) continue;
        for (Index i = 0; i < k; ++i) {
          Scalar* line = pixels.data() + m_placeOffsets[static_cast<std::size_t>(q)] + i * lineStep;
          forEachBlock(runs, [&]<int Runs>(Index at) {
            sumColumns<Runs * kRun>(weights.data() + i * sumStep + at, taps, entries, line + at, line + at);
          });
        }
      }
      fromPixels(pixels.data(), dx->col(n).data());
    }
  }

  if (gradient == nullptr) return;
  forEachTap([&](Index tap, Index column) {
    for (Index f = 0; f < filters(); ++f) gradient[column + f] = weightGradient(tap, f);
  });
  if (!spec().bias) return;
  // dL/db(f) = the sum of delta over places and samples
  VectorMap db(gradient + filters() * this->taps(), filters());
  db.setZero();
  for (Index n = 0; n < x.cols(); ++n)
    db += ConstMatrixMap(trace.delta.col(n).data(), places(), filters()).colwise().sum().transpose();
}

void Conv2d::addToWeightGradient(std::span<const Entry> entries, const Scalar* pixels, Index runs,
                                 Scalar* sum) const {
  const Index k = spec().kernel;
  const Index lineStep = m_padded.width * inputShape().channels;
  const Index sumStep = runs * kRun;
  const std::int32_t* offsets = m_placeOffsets.data();
  // Short lines together, because one sum alone would wait for its own last addition.
  if (runs == 1 && k == 5) return addWindows<5, 1>(entries, pixels, offsets, lineStep, sumStep, sum);
  if (runs == 1 && k == 3) return addWindows<3, 1>(entries, pixels, offsets, lineStep, sumStep, sum);
  for (Index i = 0; i < k; ++i)
    forEachBlock(runs, [&]<int Runs>(Index at) {
      addWindows<1, Runs>(entries, pixels + i * lineStep + at, offsets, 0, 0, sum + i * sumStep + at);
    });
}

}  // namespace pellucid::engine
