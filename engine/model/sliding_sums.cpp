// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/sliding_sums.h"

#include <algorithm>
#include <array>

#include "engine/base/pack.h"

namespace pellucid::engine {
namespace {

static_assert(kPackSize == 2 * kRunPlaces);

/// This many sums of 16 fit into the registers together with their operands.
#if defined(__AVX512F__) && !defined(PELLUCID_DOUBLE)
constexpr int kSums = 24;
#else
constexpr int kSums = 4;
#endif

/// Filters from `f` on, for Pairs pairs of runs; where there are fewer, the last one is repeated.
template <int Filters, int Pairs>
void slideBlock(const SlidingSums& sums, Index f, std::span<const PlaceRun> runs) {
  const auto run = [&](int k) -> const PlaceRun& {
    return runs[std::min(static_cast<std::size_t>(k), runs.size() - 1)];
  };
  std::array<const Scalar*, 2 * Pairs> window;
  for (int k = 0; k < 2 * Pairs; ++k) window[static_cast<std::size_t>(k)] = sums.in + run(k).window;
  std::array<std::array<Pack, Pairs>, Filters> sum;
  for (int i = 0; i < Filters; ++i)
    sum[static_cast<std::size_t>(i)].fill(Pack::Constant(sums.bias == nullptr ? 0 : sums.bias[f + i]));
  const Scalar* weight = sums.weights + f;
  for (const std::int32_t tap : sums.taps) {
    std::array<Pack, Pairs> pixels;
    for (std::size_t p = 0; p < Pairs; ++p)
      pixels[p] = loadHalves(window[2 * p] + tap, window[2 * p + 1] + tap);
    for (int i = 0; i < Filters; ++i)
      for (std::size_t p = 0; p < Pairs; ++p) sum[static_cast<std::size_t>(i)][p] += pixels[p] * weight[i];
    weight += sums.filters;
  }
  for (int i = 0; i < Filters; ++i)
    for (int p = 0; p < Pairs; ++p) {
      Scalar* z = sums.z + (f + i) * sums.places;
      storeHalves(sum[static_cast<std::size_t>(i)][static_cast<std::size_t>(p)], z + run(2 * p).place,
                  z + run(2 * p + 1).place);
    }
}

/// All runs for Filters filters.
template <int Filters>
void slideFilters(const SlidingSums& sums, Index f, std::span<const PlaceRun> runs) {
  constexpr int kMostPairs = std::clamp(kSums / Filters, 1, 3);
  while (!runs.empty()) {
    const auto take = [&]<int Pairs>() {
      slideBlock<Filters, Pairs>(sums, f, runs);
      runs = runs.subspan(std::min(runs.size(), std::size_t{2 * Pairs}));
    };
    const std::size_t pairs = (runs.size() + 1) / 2;  // four are processed as two and two
    if (pairs == 1 || kMostPairs == 1)
      take.template operator()<1>();
    else if (pairs == 2 || pairs == 4 || kMostPairs == 2)
      take.template operator()<std::min(2, kMostPairs)>();
    else
      take.template operator()<kMostPairs>();
  }
}

/// One place for Filters filters.
template <int Filters>
void slidePlace(const SlidingSums& sums, Index f, const PlaceRun& at) {
  using Column = Eigen::Array<Scalar, Filters, 1>;
  using ConstMap = Eigen::Map<const Column>;
  Column sum = sums.bias == nullptr ? Column(Column::Zero()) : Column(ConstMap(sums.bias + f));
  const Scalar* weight = sums.weights + f;
  for (const std::int32_t tap : sums.taps) {
    sum += ConstMap(weight) * sums.in[at.window + tap];
    weight += sums.filters;
  }
  for (int i = 0; i < Filters; ++i) sums.z[(f + i) * sums.places + at.place] = sum[i];
}

}  // namespace

void slideRuns(const SlidingSums& sums, std::span<const PlaceRun> runs) {
  for (Index f = 0; f < sums.filters;) {
    const auto take = [&]<int Filters>() {
      slideFilters<Filters>(sums, f, runs);
      f += Filters;
    };
    const Index left = sums.filters - f;
    // A weight is read once for all pairs of a block, so more pairs are better than more filters.
    if (left >= 16 && kSums >= 16 && runs.size() <= 2)
      take.template operator()<16>();
    else if (left >= 8 && kSums >= 8)
      take.template operator()<8>();
    else if (left >= 4)
      take.template operator()<4>();
    else
      take.template operator()<1>();
  }
}

void slidePlaces(const SlidingSums& sums, std::span<const PlaceRun> places) {
  for (const PlaceRun& place : places)
    for (Index f = 0; f < sums.filters;) {
      const auto take = [&]<int Filters>() {
        slidePlace<Filters>(sums, f, place);
        f += Filters;
      };
      const Index left = sums.filters - f;
      if (left >= 16)
        take.template operator()<16>();
      else if (left >= 4)
        take.template operator()<4>();
      else
        take.template operator()<1>();
    }
}

}  // namespace pellucid::engine
