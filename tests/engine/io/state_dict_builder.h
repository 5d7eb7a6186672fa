// SPDX-License-Identifier: GPL-3.0-or-later
// A state_dict as PyTorch saves it, of made-up numbers that tests can ask for again.
#pragma once

#include <cmath>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "engine/io/safetensors.h"

namespace pellucid::tests {

class StateDictBuilder {
 public:
  /// Small numbers of both signs or, for a variance, above 0.
  StateDictBuilder& add(const std::string& name, std::vector<engine::Index> shape) {
    std::size_t count = 1;
    for (const engine::Index size : shape) count *= static_cast<std::size_t>(size);
    std::vector<float>& numbers = m_numbers[name];
    const bool isVariance = name.ends_with("running_var");
    for (std::size_t i = 0; i < count; ++i) {
      const auto value =
          static_cast<float>(0.3 * std::sin(1.7 * static_cast<double>(i + 3 * m_numbers.size())));
      numbers.push_back(isVariance ? 1 + value : value);
    }
    engine::SafeTensor tensor{
        .name = name, .type = engine::ElementType::Float32, .shape = std::move(shape), .values = {}};
    tensor.values.resize(count * sizeof(float));
    std::memcpy(tensor.values.data(), numbers.data(), tensor.values.size());
    tensors.push_back(std::move(tensor));
    return *this;
  }
  /// "name.weight" and "name.bias"; the bias has the first size of the weight.
  StateDictBuilder& addLayer(const std::string& name, const std::vector<engine::Index>& shape) {
    return add(name + ".weight", shape).add(name + ".bias", {shape.front()});
  }
  StateDictBuilder& addNorm(const std::string& name, engine::Index size) {
    for (const char* word : {".weight", ".bias", ".running_mean", ".running_var"}) add(name + word, {size});
    tensors.push_back({.name = name + ".num_batches_tracked",
                       .type = engine::ElementType::Int64,
                       .shape = {},
                       .values = engine::Bytes(8)});
    return *this;
  }

  const std::vector<float>& numbers(const std::string& name) const { return m_numbers.at(name); }
  /// The file, with these layers in its metadata unless empty.
  engine::Bytes bytes(const std::string& layers = {}) const {
    const engine::Bytes plain = engine::writeSafetensors(tensors);
    if (layers.empty()) return plain;
    std::uint64_t length = 0;
    std::memcpy(&length, plain.data(), sizeof length);
    const auto values = plain.begin() + static_cast<std::ptrdiff_t>(sizeof length + length);
    std::string header(plain.begin() + sizeof length, values);
    header.insert(1, R"("__metadata__":{"format":"pt","pellucid.layers":")" + layers + "\"},");
    length = header.size();
    engine::Bytes bytes(sizeof length);
    std::memcpy(bytes.data(), &length, sizeof length);
    bytes.insert(bytes.end(), header.begin(), header.end());
    bytes.insert(bytes.end(), values, plain.end());
    return bytes;
  }

  std::vector<engine::SafeTensor> tensors;

 private:
  std::map<std::string, std::vector<float>> m_numbers;
};

}  // namespace pellucid::tests
