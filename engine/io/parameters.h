// SPDX-License-Identifier: GPL-3.0-or-later
// How a network's parameters appear in files: with names like those of a PyTorch state_dict (fc1.weight,
// conv2.bias, bn3.running_mean, …, with the layer's number counted from 1) and row-major, while the engine's
// matrices are column-major.
#pragma once

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

/// [out, in] of a dense weight, [filters, channels, k, k] of a convolution's, [size] of all others.
inline std::vector<Index> fileShape(const Network& network, const Tensor& tensor) {
  const Layer& layer = network.layer(tensor.layer);
  if (tensor.name != "weight" || layer.kind() == LayerKind::BatchNorm) return {tensor.rows};
  if (layer.kind() == LayerKind::Conv2d)
    return {tensor.rows, layer.inputShape().channels, layer.spec().kernel, layer.spec().kernel};
  return {tensor.rows, tensor.cols};
}

template <class Number>
using RowMajor = Eigen::Matrix<Number, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The tensor's part of `parameters` (or of anything laid out like them), row by row, as numbers of type
/// Number.
template <class Number>
Bytes rowMajorBytes(const Tensor& tensor, const Vector& parameters) {
  const RowMajor<Number> rows =
      ConstMatrixMap(parameters.data() + tensor.offset, tensor.rows, tensor.cols).template cast<Number>();
  Bytes bytes(static_cast<std::size_t>(rows.size()) * sizeof(Number));
  std::memcpy(bytes.data(), rows.data(), bytes.size());
  return bytes;
}

/// The inverse; `bytes` has the tensor's size.
template <class Number>
void setRowMajor(const Tensor& tensor, std::span<const std::uint8_t> bytes, Vector& parameters) {
  check(bytes.size() == static_cast<std::size_t>(tensor.size()) * sizeof(Number),
        "setRowMajor: the sizes differ");
  RowMajor<Number> rows(tensor.rows, tensor.cols);
  std::memcpy(rows.data(), bytes.data(), bytes.size());
  MatrixMap(parameters.data() + tensor.offset, tensor.rows, tensor.cols) = rows.template cast<Scalar>();
}

}  // namespace pellucid::engine
