// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/sliding_sums.h"

#include <QtTest>

#include "engine/base/random.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Vector randomNumbers(Random& random, Index size) {
  Vector numbers(size);
  for (Scalar& number : numbers) number = static_cast<Scalar>(random.normal());
  return numbers;
}

}  // namespace

class TestSlidingSums : public QObject {
  Q_OBJECT

 private slots:
  /// Numbers of filters that end in every kind of block.
  void agreesWithAPlainLoop_data() {
    QTest::addColumn<int>("filters");
    for (const int filters : {1, 2, 4, 7, 8, 13, 16, 17, 31, 32}) QTest::addRow("%d", filters) << filters;
  }

  void agreesWithAPlainLoop() {
    QFETCH(int, filters);
    const std::vector<std::int32_t> taps = {0, 1, 5, 40};
    Random random(1, "test");
    for (const std::size_t count : {1, 2, 3, 5, 6, 7, 13})
      for (const Index width : {kRunPlaces, Index{1}})
        for (const bool hasBias : {true, false}) {
          // Runs in any order, and windows anywhere: only what they specify counts.
          std::vector<PlaceRun> runs;
          for (std::size_t k = 0; k < count; ++k)
            runs.push_back(
                {.window = static_cast<std::int32_t>(random.below(100)),
                 .place = static_cast<std::int32_t>((count - 1 - k) * static_cast<std::size_t>(width))});
          const Index places = static_cast<Index>(count) * width;
          const Vector weights = randomNumbers(random, filters * static_cast<Index>(taps.size()));
          const Vector bias = randomNumbers(random, filters);
          const Vector in = randomNumbers(random, 150);
          Matrix z(places, filters);
          (width == 1 ? slidePlaces : slideRuns)({.filters = filters,
                                                  .places = places,
                                                  .weights = weights.data(),
                                                  .bias = hasBias ? bias.data() : nullptr,
                                                  .taps = taps,
                                                  .in = in.data(),
                                                  .z = z.data()},
                                                 runs);
          for (int f = 0; f < filters; ++f)
            for (const PlaceRun& run : runs)
              for (Index k = 0; k < width; ++k) {
                double expected = hasBias ? static_cast<double>(bias(f)) : 0;
                for (std::size_t t = 0; t < taps.size(); ++t)
                  expected += static_cast<double>(weights(static_cast<Index>(t) * filters + f)) *
                              static_cast<double>(in(run.window + taps[t] + k));
                QVERIFY(isClose(z(run.place + k, f), expected));
              }
        }
  }
};

PELLUCID_TEST(tst_sliding_sums, TestSlidingSums)
#include "tst_sliding_sums.moc"
