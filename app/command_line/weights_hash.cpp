// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/weights_hash.h"

#include <QCryptographicHash>
#include <bit>
#include <cstdint>

namespace pellucid::app {

std::string weightsSha256(const engine::Network& network, const engine::Vector& weights) {
  QCryptographicHash hash(QCryptographicHash::Sha256);
  QByteArray row;
  for (const engine::Tensor& tensor : network.tensors()) {
    const engine::ConstMatrixMap values(weights.data() + tensor.offset, tensor.rows, tensor.cols);
    for (engine::Index i = 0; i < tensor.rows; ++i) {
      row.clear();
      for (engine::Index j = 0; j < tensor.cols; ++j) {
        const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(values(i, j)));
        for (unsigned shift = 0; shift < 32; shift += 8) row.append(static_cast<char>(bits >> shift & 0xFFU));
      }
      hash.addData(row);
    }
  }
  return hash.result().toHex().toStdString();
}

}  // namespace pellucid::app
