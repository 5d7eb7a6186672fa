// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/reference_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

using namespace pellucid::engine;

namespace pellucid::tests {
namespace {

/// A random-looking whole number made from a whole number.
std::uint32_t mixed(std::int64_t k) {
  auto m = static_cast<std::uint32_t>(k + 1) * 2654435761U;
  m = (m ^ (m >> 15U)) * 2246822519U;
  return m ^ (m >> 13U);
}

/// A whole number from -bound to bound.
std::int64_t between(std::int64_t k, std::int64_t bound) {
  return static_cast<std::int64_t>(mixed(k)) % (2 * bound + 1) - bound;
}

Scalar ratio(std::int64_t numerator, std::int64_t denominator) {
  return static_cast<Scalar>(numerator) / static_cast<Scalar>(denominator);
}

constexpr std::array kRoles = {"weight", "bias", "running_mean", "running_var"};

Scalar firstValue(const Network& network, const Tensor& tensor, Index row, Index column) {
  const auto role = std::find(kRoles.begin(), kRoles.end(), tensor.name) - kRoles.begin();
  const std::int64_t k =
      1'000'000 + (4 * static_cast<std::int64_t>(tensor.layer) + role) * 10'000 + row * tensor.cols + column;
  const bool isBatchNorm = network.layer(tensor.layer).kind() == LayerKind::BatchNorm;
  if (isBatchNorm || tensor.name == "bias") {
    const bool isFactor = tensor.name == "weight" || tensor.name == "running_var";
    return ratio((isFactor ? 1024 : 0) + between(k, 102), 1024);
  }
  // The square root of a whole number below 2^53 is exact, or far enough from a whole number.
  const auto square = 6 * (1 << 20) / (tensor.rows + tensor.cols);
  return ratio(between(k, static_cast<std::int64_t>(std::sqrt(static_cast<double>(square)))), 1024);
}

}  // namespace

DatasetPtr referenceDataset(const ReferenceData& data) {
  const auto& [samples, input, outputs, targetScale] = data;
  const Index classes = std::max<Index>(2, outputs);
  auto dataset = std::make_shared<Dataset>();
  dataset->name = "reference";
  dataset->shape = input;
  Split& split = dataset->train;
  split.numbers.resize(input.size(), samples);
  if (targetScale > 0) split.targets.resize(outputs, samples);
  for (Index i = 0; i < samples; ++i) {
    const Index label = (5 * i + i / 7) % classes;
    for (Index f = 0; f < input.size(); ++f)
      split.numbers(f, i) =
          ratio(between(100'000 + i * input.size() + f, 64) + (f % classes == label ? 32 : 0), 64);
    if (targetScale == 0) split.labels.push_back(static_cast<std::uint8_t>(label));
    for (Index o = 0; o < split.targets.rows(); ++o)
      split.targets(o, i) = ratio(targetScale * between(500'000 + i * outputs + o, 64), 64);
  }
  auto& names = targetScale > 0 ? dataset->targetNames : dataset->classNames;
  for (Index i = 0; i < (targetScale > 0 ? outputs : classes); ++i) names.push_back(fmt::format("{}", i));
  dataset->test = split;
  return dataset;
}

Vector referenceParameters(const Network& network) {
  Vector parameters(network.parameterCount());
  for (const Tensor& tensor : network.tensors())
    for (Index column = 0; column < tensor.cols; ++column)
      for (Index row = 0; row < tensor.rows; ++row)
        parameters[tensor.offset + column * tensor.rows + row] = firstValue(network, tensor, row, column);
  return parameters;
}

}  // namespace pellucid::tests
