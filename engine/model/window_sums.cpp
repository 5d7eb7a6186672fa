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

using Run = Eigen::Array<Scalar, kLineRun, 1>;
using RunMap = Eigen::Map<Run>;
using ConstRunMap = Eigen::Map<const Run>;

/// For a number of lines and runs that the compiler knows, so that it keeps their sums in registers.
template <int LineCount, int RunCount>
void addBlock(std::span<const Entry> entries, Lines<const Scalar> from, const std::int32_t* offsets,
              Lines<Scalar> sum) {
  std::array<std::array<Run, RunCount>, LineCount> sums;
  const auto forEachLine = [&](auto* first, Index step, const auto& f) {
#pragma GCC unroll 8  // or the sums stay in memory
    for (auto& line : sums) {
#pragma GCC unroll 8
      for (std::size_t run = 0; run < RunCount; ++run)
        f(line[run], first + static_cast<Index>(run) * kLineRun);
      first += step;
    }
  };
  forEachLine(sum.first, sum.step, [](Run& part, const Scalar* at) { part = ConstRunMap(at); });
  for (const Entry& entry : entries)
    forEachLine(from.first + offsets[entry.index], from.step,
                [&](Run& part, const Scalar* at) { part += ConstRunMap(at) * entry.value; });
  forEachLine(sum.first, sum.step, [](const Run& part, Scalar* at) { RunMap{at} = part; });
}

}  // namespace

void addWindows(std::span<const Entry> entries, Lines<const Scalar> from, const std::int32_t* offsets,
                Index lines, Index runs, Lines<Scalar> sum) {
  // The whole window of usual kernels, over one map and, where there are registers enough, over eight or
  // sixteen.
  if (lines == 5 && runs == 1) return addBlock<5, 1>(entries, from, offsets, sum);
  if (lines == 3 && runs == 1) return addBlock<3, 1>(entries, from, offsets, sum);
  if constexpr (kHasManyRegisters) {
    if (lines == 5 && runs == 5) return addBlock<5, 5>(entries, from, offsets, sum);
    if (lines == 3 && runs == 3) return addBlock<3, 3>(entries, from, offsets, sum);
    if (lines == 3 && runs == 6) return addBlock<3, 6>(entries, from, offsets, sum);
  }
  // Any other line by line, in blocks of at most 8 runs.
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
