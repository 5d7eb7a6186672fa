// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_tip.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "engine/io/onnx_fold.h"

namespace pellucid::engine {
namespace {

Index productOf(const std::vector<Index>& dims) {
  return std::accumulate(dims.begin(), dims.end(), Index{1}, std::multiplies<>());
}

/// [F], [H, W] and [C, H, W] as they are, regardless of axes of size 1 around them; otherwise a plain list.
Shape shapeOfDims(std::vector<Index> dims) {
  if (dims.size() > 3) std::erase(dims, 1);
  if (dims.size() == 3) return {.channels = dims[0], .height = dims[1], .width = dims[2]};
  const bool isImage = dims.size() == 2 && dims[0] > 1 && dims[1] > 1;
  if (isImage) return {.channels = 1, .height = dims[0], .width = dims[1]};
  return {.channels = 1, .height = 1, .width = productOf(dims)};
}

/// Height, width, channels: where each value is in channels, height, width.
std::vector<Index> channelsLastOrder(const Shape& shape) {
  std::vector<Index> order;
  order.reserve(static_cast<std::size_t>(shape.size()));
  for (Index pixel = 0; pixel < shape.pixels(); ++pixel)
    for (Index c = 0; c < shape.channels; ++c) order.push_back(c * shape.pixels() + pixel);
  return order;
}

bool isInPlace(const std::vector<Index>& order) {
  for (std::size_t i = 0; i < order.size(); ++i)
    if (order[i] != static_cast<Index>(i)) return false;
  return true;
}

}  // namespace

OnnxTip::OnnxTip(const std::vector<Index>& dims, bool areChannelsLast) : m_isKnown(true), m_dims(dims) {
  if (areChannelsLast && dims.size() == 3) {
    m_shape = {.channels = dims[2], .height = dims[0], .width = dims[1]};
    setOrder(channelsLastOrder(m_shape));
  } else {
    m_shape = shapeOfDims(dims);
  }
}

bool OnnxTip::isRow() const {
  return !m_isKnown || m_dims.empty() || productOf(m_dims) == m_dims.back();
}

bool OnnxTip::isImage() const {
  return m_isKnown && m_order.empty() &&
         m_dims == std::vector<Index>{m_shape.channels, m_shape.height, m_shape.width};
}

std::optional<std::pair<std::size_t, std::size_t>> OnnxTip::imageAxes() const {
  if (isImage()) return std::pair<std::size_t, std::size_t>(1, 2);
  const bool isLast =
      m_isKnown && m_dims == std::vector<Index>{m_shape.height, m_shape.width, m_shape.channels};
  const auto order = channelsLastOrder(m_shape);
  if (isLast && (m_order == order || (m_order.empty() && isInPlace(order))))
    return std::pair<std::size_t, std::size_t>(0, 1);
  return std::nullopt;
}

void OnnxTip::become(const Shape& row) {
  // Turns [1, …, F] into [1, …, O].
  m_dims.assign(std::max<std::size_t>(m_dims.size(), 1), 1);
  m_dims.back() = row.size();
  m_isKnown = true;
  m_shape = row;
  m_order.clear();
}

void OnnxTip::becomeImage(const Shape& shape) {
  m_dims = {shape.channels, shape.height, shape.width};
  m_shape = shape;
  m_order.clear();
}

void OnnxTip::becomePoints(bool keepsAxes) {
  const auto axes = imageAxes();
  m_shape = flatShape(m_shape.channels);
  m_order.clear();
  const bool isLast = axes && axes->first == 0;
  if (!keepsAxes)
    m_dims = {m_shape.channels};
  else if (isLast)
    m_dims = {1, 1, m_shape.channels};
  else
    m_dims = {m_shape.channels, 1, 1};
}

void OnnxTip::flatten() {
  if (m_isKnown) m_dims = {productOf(m_dims)};
}

bool OnnxTip::transpose(const std::vector<std::int64_t>& axes) {
  if (!m_isKnown || axes.size() != m_dims.size() + 1 || axes[0] != 0) return false;
  std::vector<std::int64_t> own;
  std::set<std::int64_t> seen;
  std::vector<Index> dims;
  for (std::size_t i = 1; i < axes.size(); ++i) {
    const std::int64_t axis = axes[i] - 1;
    if (axis < 0 || axis >= std::ssize(m_dims) || !seen.insert(axis).second) return false;
    own.push_back(axis);
    dims.push_back(m_dims[static_cast<std::size_t>(axis)]);
  }
  std::vector<Index> order = permutation(m_dims, own);
  if (!m_order.empty())
    for (Index& place : order) place = m_order[static_cast<std::size_t>(place)];
  m_dims = std::move(dims);
  setOrder(std::move(order));
  return true;
}

bool OnnxTip::reshape(std::vector<std::int64_t> target, bool zeroCopies, std::int64_t batch) {
  if (target.size() < 2 || target.size() > 8) return false;
  const bool isBatch =
      target[0] == kOpenBatch || (target[0] == 0 && zeroCopies) || (batch > 0 && target[0] == batch);
  // [-1, …] keeps samples separate only if the rest has a sample's size.
  if (!isBatch && target[0] != -1) return false;
  std::vector<Index> dims;
  Index product = 1;
  std::optional<std::size_t> open;
  for (std::size_t i = 1; i < target.size(); ++i) {
    std::int64_t size = target[i];
    if (size == 0 && zeroCopies && i <= m_dims.size()) size = m_dims[i - 1];
    if (size == -1 && isBatch && !open)
      open = dims.size();
    else if (size < 1 || size > (std::int64_t{1} << 31) / product)
      return false;
    else
      product *= size;
    dims.push_back(size);
  }
  if (!m_isKnown) return open && dims.size() == 1;  // still all of the values
  if (open) {
    if (size() % product != 0) return false;
    dims[*open] = size() / product;
    product *= dims[*open];
  }
  if (product != size()) return false;
  m_dims = std::move(dims);
  return true;
}

bool OnnxTip::squeeze(const std::vector<std::int64_t>& axes) {
  if (!m_isKnown) return false;
  std::vector<Index> dims = m_dims;
  dims.insert(dims.begin(), 2);  // the batch is never squeezed
  auto left = squeezed(dims, axes);
  if (!left || left->empty() || (*left)[0] != 2) return false;
  left->erase(left->begin());
  m_dims = std::move(*left);
  return true;
}

bool OnnxTip::unsqueeze(const std::vector<std::int64_t>& axes) {
  if (!m_isKnown) return false;
  constexpr Index kBatch = 2;
  std::vector<Index> dims = m_dims;
  dims.insert(dims.begin(), kBatch);
  auto more = unsqueezed(dims, axes);
  if (!more || (*more)[0] != kBatch) return false;
  more->erase(more->begin());
  m_dims = std::move(*more);
  return true;
}

std::optional<Vector> OnnxTip::spread(const OnnxTensor& constant) const {
  if (!constant.isFloat() || constant.count() < 1) return std::nullopt;
  const auto& from = constant.dims;
  const std::vector<Index> dims = m_isKnown ? m_dims : std::vector<Index>{constant.count()};
  if (from.size() > dims.size() + 1) return std::nullopt;
  const auto& values = *constant.floats;
  if (constant.count() == 1) return Vector::Constant(1, static_cast<Scalar>(values[0]));
  if (from.size() == dims.size() + 1 && from[0] != 1) return std::nullopt;
  // Strides over the sample, 0 along the axes that the constant has only once.
  std::vector<Index> strides(dims.size(), 0);
  Index stride = 1;
  for (std::size_t i = 0; i < from.size() && i < dims.size(); ++i) {
    const Index own = from[from.size() - 1 - i];
    const std::size_t axis = dims.size() - 1 - i;
    if (own != 1 && own != dims[axis]) return std::nullopt;
    strides[axis] = own == 1 ? 0 : stride;
    stride *= own;
  }
  const Index count = productOf(dims);
  Vector whole(count);
  std::vector<Index> at(dims.size(), 0);
  Index place = 0;
  for (Index i = 0; i < count; ++i) {
    whole[m_order.empty() ? i : m_order[static_cast<std::size_t>(i)]] =
        static_cast<Scalar>(values[static_cast<std::size_t>(place)]);
    for (std::size_t axis = dims.size(); axis-- > 0;) {
      place += strides[axis];
      if (++at[axis] < dims[axis]) break;
      place -= strides[axis] * dims[axis];
      at[axis] = 0;
    }
  }
  const Index pixels = m_isKnown ? m_shape.pixels() : 1;
  if (constant.count() == count || pixels == 1) return whole;
  Vector channels(m_shape.channels);
  for (Index c = 0; c < m_shape.channels; ++c) {
    channels[c] = whole[c * pixels];
    if ((whole.segment(c * pixels, pixels).array() != channels[c]).any()) return whole;
  }
  return channels;
}

void OnnxTip::setOrder(std::vector<Index> order) {
  if (isInPlace(order)) order.clear();
  m_order = std::move(order);
}

}  // namespace pellucid::engine
