// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/window_sums.h"

#include <array>

namespace pellucid::engine {
namespace {

#if defined(__AVX512F__) && !defined(PELLUCID_DOUBLE)
constexpr bool kHasManyRegisters = true;  // 32 of them
#else
constexpr bool kHasManyRegisters = false;
#endif

template <int Size>
using Numbers = Eigen::Array<Scalar, Size, 1>;
template <int Size>
using NumbersMap = Eigen::Map<Numbers<Size>>;

/// The sums of a line: run by run, or two at a time where one register holds both.
template <int RunCount>
struct LineSums {
  static constexpr std::size_t kPairs = kHasManyRegisters ? RunCount / 2 : 0;
  static constexpr std::size_t kRuns = RunCount - 2 * kPairs;
  std::array<Numbers<2 * kLineRun>, kPairs> pairs;
  std::array<Numbers<kLineRun>, kRuns> runs;
};

/// For numbers of lines and runs known to the compiler, so that it keeps their sums in registers.
template <int LineCount, int RunCount>
void addBlock(std::span<const Entry> entries, Lines<const Scalar> from, const std::int32_t* offsets,
              Lines<Scalar> sum) {
  std::array<LineSums<RunCount>, LineCount> sums;
  const auto forEachPart = [&](auto* first, Index step, const auto& f) {
#pragma GCC unroll 8  // otherwise the sums stay in memory
    for (auto& line : sums) {
      auto* at = first;
#pragma GCC unroll 8
      for (auto& pair : line.pairs) {
        f.template operator()<2 * kLineRun>(pair, at);
        at += 2 * kLineRun;
      }
#pragma GCC unroll 8
      for (auto& run : line.runs) {
        f.template operator()<kLineRun>(run, at);
        at += kLineRun;
      }
      first += step;
    }
  };
  forEachPart(sum.first, sum.step, []<int Size>(Numbers<Size>& part, const Scalar* at) {
    part = Eigen::Map<const Numbers<Size>>(at);
  });
  for (const Entry& entry : entries)
    forEachPart(from.first + offsets[entry.index], from.step,
                [&]<int Size>(Numbers<Size>& part, const Scalar* at) {
                  part += Eigen::Map<const Numbers<Size>>(at) * entry.value;
                });
  forEachPart(sum.first, sum.step,
              []<int Size>(const Numbers<Size>& part, Scalar* at) { NumbersMap<Size>{at} = part; });
}

}  // namespace

void addWindows(std::span<const Entry> entries, Lines<const Scalar> from, const std::int32_t* offsets,
                Index lines, Index runs, Lines<Scalar> sum) {
  // The whole window of common kernels, over one map and, where there are enough registers, over eight or
  // sixteen.
  if (lines == 5 && runs == 1) return addBlock<5, 1>(entries, from, offsets, sum);
  if (lines == 3 && runs == 1) return addBlock<3, 1>(entries, from, offsets, sum);
  if constexpr (kHasManyRegisters) {
    if (lines == 5 && runs == 5) return addBlock<5, 5>(entries, from, offsets, sum);
    if (lines == 3 && runs == 3) return addBlock<3, 3>(entries, from, offsets, sum);
    if (lines == 3 && runs == 6) return addBlock<3, 6>(entries, from, offsets, sum);
  }
  // Otherwise line by line, in blocks of at most 8 runs.
  for (Index line = 0; line < lines; ++line)
    for (Index run = 0; run < runs;) {
      const auto take = [&]<int RunCount>() {
        const Index at = run * kLineRun;
        addBlock<1, RunCount>(entries, {from.first + line * from.step + at, 0}, offsets,
                              {sum.first + line * sum.step + at, 0});
        run += RunCount;
      };
      const Index left = runs - run;
      if (left >= 8)
        take.template operator()<8>();
      else if (left >= 5)
        take.template operator()<5>();
      else if (left >= 3)
        take.template operator()<3>();
      else if (left == 2)
        take.template operator()<2>();
      else
        take.template operator()<1>();
    }
}

}  // namespace pellucid::engine
