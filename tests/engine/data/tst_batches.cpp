// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/batches.h"

#include <QtTest>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

using Indices = std::vector<std::uint32_t>;

Indices take(Batches& batches, std::int64_t step) {
  const auto indices = batches.indices(step);
  return {indices.begin(), indices.end()};
}

Indices takeEpoch(Batches& batches, std::int64_t epoch) {
  Indices all;
  for (std::int64_t step = 0; step < batches.perEpoch(); ++step) {
    const Indices part = take(batches, epoch * batches.perEpoch() + step);
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

Indices inOrder(std::size_t count) {
  Indices indices(count);
  std::iota(indices.begin(), indices.end(), 0U);
  return indices;
}

}  // namespace

class TestBatches : public QObject {
  Q_OBJECT

 private slots:
  void everyEpochVisitsEverySampleOnce_data() {
    QTest::addColumn<int>("samples");
    QTest::addColumn<int>("batchSize");
    QTest::addColumn<int>("perEpoch");
    QTest::newRow("even") << 20 << 5 << 4;
    QTest::newRow("with a rest") << 20 << 6 << 4;
    QTest::newRow("one by one") << 7 << 1 << 7;
    QTest::newRow("all at once") << 7 << 7 << 1;
    QTest::newRow("more than there are") << 7 << 100 << 1;
    QTest::newRow("one sample") << 1 << 1 << 1;
  }

  void everyEpochVisitsEverySampleOnce() {
    QFETCH(int, samples);
    QFETCH(int, batchSize);
    QFETCH(int, perEpoch);
    for (const bool shuffle : {true, false}) {
      Batches batches(samples, batchSize, 1, shuffle);
      QCOMPARE(batches.perEpoch(), perEpoch);
      for (std::int64_t epoch = 0; epoch < 3; ++epoch) {
        Indices all = takeEpoch(batches, epoch);
        if (shuffle) std::sort(all.begin(), all.end());
        QCOMPARE(all, inOrder(static_cast<std::size_t>(samples)));
      }
    }
  }

  void batchesAreFullButTheLast() {
    Batches batches(20, 6, 1, true);
    for (const std::int64_t step : {0, 1, 2, 4, 5, 6}) QCOMPARE(batches.indices(step).size(), std::size_t{6});
    for (const std::int64_t step : {3, 7}) QCOMPARE(batches.indices(step).size(), std::size_t{2});
  }

  void theOrderDependsOnSeedAndEpochAlone() {
    Batches batches(50, 8, 1, true);
    Batches same(50, 8, 1, true);
    Batches other(50, 8, 2, true);
    const Indices first = takeEpoch(batches, 0);
    QVERIFY(first != inOrder(50));
    QVERIFY(first != takeEpoch(batches, 1));
    QVERIFY(first != takeEpoch(other, 0));
    QCOMPARE(takeEpoch(batches, 0), first);
    // A run that begins in the middle sees what a whole run saw there.
    QCOMPARE(take(same, 17), take(batches, 17));
    QCOMPARE(takeEpoch(same, 0), first);
  }

  void countsEpochs() {
    const Batches batches(20, 6, 1, true);
    QCOMPARE(batches.epochsAfter(3), 0);
    QCOMPARE(batches.epochsAfter(4), 1);
    QCOMPARE(batches.epochsAfter(9), 2);
  }

  void needsSamples() {
    QVERIFY_THROWS_EXCEPTION(std::logic_error, Batches(0, 1, 1, true));
    QVERIFY_THROWS_EXCEPTION(std::logic_error, Batches(1, 0, 1, true));
  }
};

PELLUCID_TEST(tst_batches, TestBatches)
#include "tst_batches.moc"
