// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/dataset.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/check.h"
#include "engine/base/huge_pages.h"
#include "engine/base/random.h"
#include "engine/data/fetch_ahead.h"

namespace pellucid::engine {
namespace {

/// A plain loop, because the compiler turns it into vector conversions, unlike Eigen's cast.
void toScalars(const std::uint8_t* bytes, Index count, Scalar* values) {
  for (Index i = 0; i < count; ++i) values[i] = static_cast<Scalar>(bytes[i]) * kByteScale;
}

}  // namespace

void gather(const Split& split, Index features, std::span<const std::uint32_t> indices, Matrix& x) {
  x.resize(features, static_cast<Index>(indices.size()));
  for (std::size_t n = 0; n < indices.size(); ++n) {
    Scalar* column = x.col(static_cast<Index>(n)).data();
    if (split.pixels.empty()) {
      std::copy_n(split.numbers.col(indices[n]).data(), features, column);
    } else {
      fetchAhead(split, features, indices, n);
      toScalars(split.pixels.data() + static_cast<Index>(indices[n]) * features, features, column);
    }
  }
}

Vector sample(const Split& split, Index features, Index index) {
  if (split.pixels.empty()) return split.numbers.col(index);
  Vector values(features);
  toScalars(split.pixels.data() + index * features, features, values.data());
  return values;
}

std::uint32_t checksum(const Split& train, const Split& test) {
  uLong crc = crc32_z(0, nullptr, 0);
  const auto add = [&crc](const auto* values, auto count) {
    if (count == 0) return;  // crc32_z starts again when given a null pointer
    crc = crc32_z(crc, reinterpret_cast<const Bytef*>(values),
                  static_cast<std::size_t>(count) * sizeof(*values));
  };
  for (const Split* split : {&train, &test}) {
    add(split->pixels.data(), split->pixels.size());
    add(split->labels.data(), split->labels.size());
    add(split->numbers.data(), split->numbers.size());
    add(split->targets.data(), split->targets.size());
  }
  return static_cast<std::uint32_t>(crc);
}

SplitOrder splitOrder(Index count, double testShare, std::uint64_t seed) {
  check(count >= 2, "splitOrder: a test and a training sample are needed");
  std::vector<Index> order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), Index(0));
  Random(seed, "split").shuffle(std::span(order));
  const auto wanted = static_cast<Index>(std::lround(testShare * static_cast<double>(count)));
  const auto middle = order.begin() + std::clamp<Index>(wanted, 1, count - 1);
  return {.train = {middle, order.end()}, .test = {order.begin(), middle}};
}

void makeNumbers(Split& split, Index features) {
  if (split.pixels.empty()) return;
  split.numbers.resize(features, split.size());
  toScalars(split.pixels.data(), split.numbers.size(), split.numbers.data());
  split.pixels = {};
}

Split select(const Split& all, std::span<const Index> samples) {
  Split part;
  const auto count = static_cast<Index>(samples.size());
  const Index bytes = all.size() == 0 ? 0 : static_cast<Index>(all.pixels.size()) / all.size();
  reserveHugePages(part.pixels, static_cast<std::size_t>(bytes * count));
  part.numbers.resize(all.numbers.rows(), all.pixels.empty() ? count : 0);
  part.targets.resize(all.targets.rows(), all.labels.empty() ? count : 0);
  for (Index n = 0; n < count; ++n) {
    const Index from = samples[static_cast<std::size_t>(n)];
    if (all.pixels.empty()) {
      part.numbers.col(n) = all.numbers.col(from);
    } else {
      const auto begin = all.pixels.begin() + from * bytes;
      part.pixels.insert(part.pixels.end(), begin, begin + bytes);
    }
    if (all.labels.empty())
      part.targets.col(n) = all.targets.col(from);
    else
      part.labels.push_back(all.labels[static_cast<std::size_t>(from)]);
  }
  return part;
}

bool testsOnTraining(const Dataset& dataset) {
  const Split& train = dataset.train;
  const Split& test = dataset.test;
  const auto areSame = [](const Matrix& a, const Matrix& b) {
    return std::equal(a.data(), a.data() + a.size(), b.data(), b.data() + b.size());
  };
  return train.size() == test.size() && train.size() > 0 && train.labels == test.labels &&
         train.pixels == test.pixels && areSame(train.numbers, test.numbers) &&
         areSame(train.targets, test.targets);
}

}  // namespace pellucid::engine
