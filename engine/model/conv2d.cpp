// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/conv2d.h"

#include <algorithm>

#include "engine/model/initializer.h"
#include "engine/model/transpose.h"
#include "engine/model/window_axis.h"

namespace pellucid::engine {
namespace {

/// Both passes compute in the same buffer, which only grows.
void reserve(Vector& room, Index size) {
  if (room.size() < size) room.resize(size);
}

}  // namespace

Conv2d::Conv2d(const LayerSpec& spec, const Shape& in)
    : Layer(spec, in, engine::outputShape(spec, in)), m_padded(in) {
  const WindowAxis rows = windowAxis(spec, in.height);
  const WindowAxis columns = windowAxis(spec, in.width);
  m_top = rows.before;
  m_left = columns.before;
  m_padded.height += rows.before + rows.after;
  m_padded.width += columns.before + columns.after;
  for (Index c = 0; c < in.channels; ++c)
    for (Index i = 0; i < spec.kernel; ++i)
      for (Index j = 0; j < spec.kernel; ++j)
        m_tapOffsets.push_back(static_cast<std::int32_t>((c * m_padded.height + i) * m_padded.width + j));
  for (Index y = 0; y < outputShape().height; ++y)
    for (Index x = 0; x < outputShape().width; ++x)
      m_placeOffsets.push_back(
          static_cast<std::int32_t>((y * m_padded.width + x) * spec.stride * in.channels));
  m_hasRuns = spec.stride == 1 && outputShape().width >= kRunPlaces;
  const Index run = m_hasRuns ? kRunPlaces : 1;
  for (Index y = 0; y < outputShape().height; ++y)
    for (Index begin = 0; begin < outputShape().width; begin += run) {
      const Index x = std::min(begin, outputShape().width - run);
      m_places.push_back({.window = static_cast<std::int32_t>((y * m_padded.width + x) * spec.stride),
                          .place = static_cast<std::int32_t>(y * outputShape().width + x)});
    }
  for (Index f = 0; f < filters(); ++f)
    m_filterOffsets.push_back(static_cast<std::int32_t>(f * paddedTaps()));
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

void Conv2d::forwardSample(const Scalar* parameters, const Scalar* in, Scalar* z) const {
  const SlidingSums sums{.filters = filters(),
                         .places = places(),
                         .weights = parameters,
                         .bias = spec().bias ? parameters + filters() * taps() : nullptr,
                         .taps = m_tapOffsets,
                         .in = in,
                         .z = z};
  if (m_hasRuns)
    slideRuns(sums, m_places);
  else
    slidePlaces(sums, m_places);
}

void Conv2d::forward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, const Pass&) const {
  reserve(trace.workspace, m_padded.size());
  trace.z.resize(outputs(), x.cols());
  trace.a.resize(outputs(), x.cols());
  for (Index n = 0; n < x.cols(); ++n) {
    Scalar* z = trace.z.col(n).data();
    // z(f, q) = b(f) + Σ_t W(f, t) in(q, t), where q is a place and t a tap
    forwardSample(parameters, padded(x.col(n).data(), trace.workspace.data()), z);
    // a = f(z)
    activate(activation(), z, outputs(), trace.a.col(n).data());
  }
}

void Conv2d::toPixels(const Scalar* sample, Scalar* pixels) const {
  const Shape& in = inputShape();
  for (Index y = 0; y < in.height; ++y)
    transpose(sample + y * in.width, in.pixels(), in.channels, in.width,
              pixels + ((y + m_top) * m_padded.width + m_left) * in.channels, in.channels);
}

void Conv2d::fromPixels(const Scalar* pixels, Scalar* sample) const {
  const Shape& in = inputShape();
  for (Index y = 0; y < in.height; ++y)
    transpose(pixels + ((y + m_top) * m_padded.width + m_left) * in.channels, in.channels, in.width,
              in.channels, sample + y * in.width, in.pixels());
}

void Conv2d::backward(const Scalar* parameters, const Matrix& x, LayerTrace& trace, Scalar* gradient,
                      Matrix* dx) const {
  // z(f, q) = b(f) + Σ_t W(f, t) in(q, t)
  //   =>  dL/dW(f, t) = Σ_q delta(f, q) in(q, t),  dL/din(q, t) = Σ_f W(f, t) delta(f, q),
  // each a sum over the deltas that are not zero; after a max pool and a ReLU most are.
  const Shape& in = inputShape();
  const Index k = spec().kernel;
  const Index runs = lineRuns();
  const Index lineStep = m_padded.width * in.channels;
  // A filter's taps in pixel order: line by line, each padded with zeros to whole runs.
  const Index sumStep = runs * kLineRun;
  const Index taps = paddedTaps();
  const auto forEachTap = [&](const auto& f) {
    for (Index c = 0; c < in.channels; ++c)
      for (Index i = 0; i < k; ++i)
        for (Index j = 0; j < k; ++j) f(i * sumStep + j * in.channels + c, ((c * k + i) * k + j) * filters());
  };
  reserve(trace.workspace, 2 * taps * filters() + m_padded.size() + kLineRun);
  MatrixMap weights(trace.workspace.data(), taps, filters());
  MatrixMap weightGradient(weights.data() + weights.size(), taps, filters());
  VectorMap pixels(weightGradient.data() + weightGradient.size(), m_padded.size() + kLineRun);

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
    for (Index f = 0; f < filters(); ++f) sparse.add(delta + f * places());
    if (gradient != nullptr) {
      pixels.setZero();
      toPixels(x.col(n).data(), pixels.data());
      // dL/dW(f) = Σ_q delta(f, q) window(q)
      for (Index f = 0; f < filters(); ++f)
        addWindows(sparse.column(f), {pixels.data(), lineStep}, m_placeOffsets.data(), k, runs,
                   {weightGradient.col(f).data(), sumStep});
    }
    if (dx != nullptr) {
      sparse.transpose();
      pixels.setZero();
      // dL/dwindow(q) = Σ_f delta(f, q) W(f)
      for (Index q = 0; q < places(); ++q)
        if (const std::span<const Entry> entries = sparse.row(q); !entries.empty())
          addWindows(entries, {weights.data(), sumStep}, m_filterOffsets.data(), k, runs,
                     {pixels.data() + m_placeOffsets[static_cast<std::size_t>(q)], lineStep});
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

}  // namespace pellucid::engine
