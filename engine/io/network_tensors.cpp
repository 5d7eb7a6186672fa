// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/network_tensors.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/model/not_finite.h"

namespace pellucid::engine {

void appendTensors(const Network& network, const Vector& values, const char* suffix,
                   std::vector<TensorSource>& tensors) {
  if (values.size() == 0) return;
  for (const Tensor& tensor : network.tensors())
    tensors.push_back(
        {.name = fileName(network, tensor) + suffix,
         .type = kScalarType,
         .shape = fileShape(network, tensor),
         .append = [tensor, &values](Bytes& bytes) { appendRowMajor<Scalar>(tensor, values, bytes); }});
}

ZipPart tensorsPart(const char* name, std::vector<TensorSource> tensors) {
  SafetensorsPlan plan = planSafetensors(std::move(tensors));
  const std::size_t size = plan.size;
  return storedPart(name, size, [plan = std::move(plan)](Bytes& bytes) { appendSafetensors(plan, bytes); });
}

Result<const TensorView*> findTensor(const std::vector<TensorView>& tensors, const std::string& name,
                                     ElementType type, const std::vector<Index>& shape) {
  const auto found = std::ranges::find(tensors, name, &TensorView::name);
  if (found == tensors.end()) return Error{message("tensor {} is missing", name)};
  if (found->type != type || found->shape != shape)
    return Error{message("tensor {} is {} [{}], but the experiment needs {} [{}]", name, nameOf(found->type),
                         fmt::join(found->shape, ", "), nameOf(type), fmt::join(shape, ", "))};
  return &*found;
}

Result<Vector> takeTensors(const Network& network, const char* suffix,
                           const std::vector<TensorView>& tensors) {
  std::vector<const TensorView*> sources;
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

Result<void> checkCount(const std::vector<TensorView>& tensors, std::size_t expected) {
  if (tensors.size() == expected) return {};
  return Error{message("it has {} tensors, but the experiment needs {}", tensors.size(), expected)};
}

Result<Vector> readWeights(std::span<const std::uint8_t> bytes, const Network& network) {
  const auto tensors = viewSafetensors(bytes);
  if (!tensors) return tensors.error();
  auto weights = takeTensors(network, "", *tensors);
  if (!weights) return weights.error();
  if (auto counted = checkCount(*tensors, network.tensors().size()); !counted) return counted.error();
  return weights;
}

std::size_t mostTensorBytes(const Network& network, std::size_t copies) {
  // A header takes some 100 bytes per tensor; other programs may pad it or add information about the file.
  constexpr std::size_t kHeader = 64 * std::size_t{1024};
  constexpr std::size_t kTensorHeader = 512;
  return kHeader + copies * (network.tensors().size() * kTensorHeader +
                             static_cast<std::size_t>(network.parameterCount()) * sizeof(Scalar));
}

Message describeNotFinite(const Network& network, const Vector& values, const char* suffix) {
  const auto bad = findNotFinite(network, values);
  if (!bad) return {};
  return message("layer {}, tensor {}{}, row {}, column {} is {}", bad->tensor.layer + 1,
                 fileName(network, bad->tensor), suffix, bad->row + 1, bad->column + 1, bad->value);
}

}  // namespace pellucid::engine
