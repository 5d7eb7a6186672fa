// SPDX-License-Identifier: GPL-3.0-or-later
// The form of a network's parameters in files: with names like those of a PyTorch state_dict (fc1.weight,
// conv2.bias, bn3.running_mean, …, with the layer's number counted from 1) and row-major, while the engine's
// matrices are column-major.
#pragma once

#include <algorithm>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "engine/base/check.h"
#include "engine/data/gzip.h"
#include "engine/model/network.h"

namespace pellucid::engine {

inline std::string fileName(const Network& network, const Tensor& tensor) {
  const auto stem = [&] {
    switch (network.layer(tensor.layer).kind()) {
      case LayerKind::Conv2d:
        return "conv";
      case LayerKind::BatchNorm:
        return "bn";
      default:
        return "fc";
    }
  };
  return stem() + std::to_string(tensor.layer + 1) + '.' + tensor.name;
}

/// [out, in] for a dense weight, [filters, channels, k, k] for a convolution's, [size] for all others.
inline std::vector<Index> fileShape(const Network& network, const Tensor& tensor) {
  const Layer& layer = network.layer(tensor.layer);
  if (tensor.name != "weight" || layer.kind() == LayerKind::BatchNorm) return {tensor.rows};
  if (layer.kind() == LayerKind::Conv2d)
    return {tensor.rows, layer.inputShape().channels, layer.spec().kernel, layer.spec().kernel};
  return {tensor.rows, tensor.cols};
}

template <class Number>
using RowMajor = Eigen::Matrix<Number, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Appends the tensor's part of `parameters` (or of values laid out like them), row by row, as numbers of
/// type Number. A few rows at a time, to avoid a second copy of a large tensor.
template <class Number>
void appendRowMajor(const Tensor& tensor, const Vector& parameters, Bytes& bytes) {
  constexpr Index kRows = 64;
  const ConstMatrixMap matrix(parameters.data() + tensor.offset, tensor.rows, tensor.cols);
  for (Index row = 0; row < tensor.rows; row += kRows) {
    const RowMajor<Number> rows =
        matrix.middleRows(row, std::min(kRows, tensor.rows - row)).template cast<Number>();
    const auto* begin = reinterpret_cast<const std::uint8_t*>(rows.data());
    bytes.insert(bytes.end(), begin, begin + static_cast<std::size_t>(rows.size()) * sizeof(Number));
  }
}

template <class Number>
Bytes rowMajorBytes(const Tensor& tensor, const Vector& parameters) {
  Bytes bytes;
  bytes.reserve(static_cast<std::size_t>(tensor.size()) * sizeof(Number));
  appendRowMajor<Number>(tensor, parameters, bytes);
  return bytes;
}

/// The inverse; `bytes` has the tensor's size.
template <class Number>
void setRowMajor(const Tensor& tensor, std::span<const std::uint8_t> bytes, Vector& parameters) {
  check(bytes.size() == static_cast<std::size_t>(tensor.size()) * sizeof(Number),
        "setRowMajor: the sizes differ");
  constexpr Index kRows = 64;
  MatrixMap matrix(parameters.data() + tensor.offset, tensor.rows, tensor.cols);
  for (Index row = 0; row < tensor.rows; row += kRows) {
    RowMajor<Number> rows(std::min(kRows, tensor.rows - row), tensor.cols);
    std::memcpy(rows.data(), bytes.data() + static_cast<std::size_t>(row * tensor.cols) * sizeof(Number),
                static_cast<std::size_t>(rows.size()) * sizeof(Number));
    matrix.middleRows(row, rows.rows()) = rows.template cast<Scalar>();
  }
}

}  // namespace pellucid::engine
