// SPDX-License-Identifier: GPL-3.0-or-later
// How a network's parameters appear in files: with the names of a PyTorch state_dict (fc1.weight, fc1.bias,
// fc2.weight, …) and row-major, while the engine's matrices are column-major.
#pragma once

#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "engine/base/check.h"
#include "engine/data/gzip.h"
#include "engine/model/network.h"

namespace pellucid::engine {

inline std::string fileName(const Tensor& tensor) {
  return "fc" + std::to_string(tensor.layer + 1) + '.' + tensor.name;
}

/// [out, in] of a weight, [out] of a bias.
inline std::vector<Index> fileShape(const Tensor& tensor) {
  if (tensor.name == "bias") return {tensor.rows};
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
