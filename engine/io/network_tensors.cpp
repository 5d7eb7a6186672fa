// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/network_tensors.h"

#include <fmt/format.h>

#include <algorithm>

namespace pellucid::engine {

void appendTensors(const Network& network, const Vector& values, const char* suffix,
                   std::vector<SafeTensor>& tensors) {
  if (values.size() == 0) return;
  for (const Tensor& tensor : network.tensors())
    tensors.push_back({.name = fileName(network, tensor) + suffix,
                       .type = kScalarType,
                       .shape = fileShape(network, tensor),
                       .values = rowMajorBytes<Scalar>(tensor, values)});
}

Result<const SafeTensor*> findTensor(const std::vector<SafeTensor>& tensors, const std::string& name,
                                     ElementType type, const std::vector<Index>& shape) {
  const auto found = std::ranges::find(tensors, name, &SafeTensor::name);
  if (found == tensors.end()) return Error{fmt::format("tensor {} is missing", name)};
  if (found->type != type || found->shape != shape)
    return Error{fmt::format("tensor {} is {} [{}], but the experiment needs {} [{}]", name,
                             nameOf(found->type), fmt::join(found->shape, ", "), nameOf(type),
                             fmt::join(shape, ", "))};
  return &*found;
}

Result<Vector> takeTensors(const Network& network, const char* suffix,
                           const std::vector<SafeTensor>& tensors) {
  std::vector<const SafeTensor*> sources;
  for (const Tensor& tensor : network.tensors()) {
    const auto source =
        findTensor(tensors, fileName(network, tensor) + suffix, kScalarType, fileShape(network, tensor));
    if (!source) return source.error();
    sources.push_back(*source);
  }
  Vector values(network.parameterCount());
  for (std::size_t i = 0; i < sources.size(); ++i)
    setRowMajor<Scalar>(network.tensors()[i], sources[i]->values, values);
  return values;
}

Result<void> checkCount(const std::vector<SafeTensor>& tensors, std::size_t expected) {
  if (tensors.size() == expected) return {};
  return Error{fmt::format("it has {} tensors, but the experiment needs {}", tensors.size(), expected)};
}

Result<Vector> readWeights(const Bytes& bytes, const Network& network) {
  const auto tensors = readSafetensors(bytes);
  if (!tensors) return tensors.error();
  auto weights = takeTensors(network, "", *tensors);
  if (!weights) return weights.error();
  if (auto counted = checkCount(*tensors, network.tensors().size()); !counted) return counted.error();
  return weights;
}

}  // namespace pellucid::engine
