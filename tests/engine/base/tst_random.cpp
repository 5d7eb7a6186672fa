// SPDX-License-Identifier: GPL-3.0-or-later
// The generator against its authors' code and published numbers, and its distributions against their
// definitions. All seeds are fixed, so a statistic either always holds or never.
#include "engine/base/random.h"

#include <QtTest>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <vector>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

// The reference code of xoshiro256++ 1.0 and SplitMix64 (Blackman and Vigna; public domain), with the state
// as an argument.
using State = std::array<std::uint64_t, 4>;

std::uint64_t referenceNext(State& s) {
  const std::uint64_t result = std::rotl(s[0] + s[3], 23) + s[0];
  const std::uint64_t t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = std::rotl(s[3], 45);
  return result;
}

std::uint64_t referenceSplitMix(std::uint64_t& x) {
  std::uint64_t z = (x += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/// Chi-square of counts that should be equal.
double chiSquare(const std::vector<int>& counts) {
  const double expected =
      std::accumulate(counts.begin(), counts.end(), 0.0) / static_cast<double>(counts.size());
  double sum = 0;
  for (const int count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

/// Counts of `freedom` + 1 equal cells exceed this once in a thousand cases (Wilson and Hilferty's
/// approximation).
double onceInAThousand(double freedom) {
  return freedom * std::pow(1 - 2 / (9 * freedom) + 3.0902 * std::sqrt(2 / (9 * freedom)), 3);
}

}  // namespace

class TestRandom : public QObject {
  Q_OBJECT

 private slots:
  void theReferenceGivesThePublishedNumbers() {
    State state = {1, 2, 3, 4};
    for (const std::uint64_t expected : {41943041U, 58720359U}) QCOMPARE(referenceNext(state), expected);
    for (const std::uint64_t expected :
         {3588806011781223U, 3591011842654386U, 9228616714210784205U, 9973669472204895162U,
          14011001112246962877U, 12406186145184390807U, 15849039046786891736U, 10450023813501588000U})
      QCOMPARE(referenceNext(state), expected);
    std::uint64_t mixer = 1234567;
    for (const std::uint64_t expected : {6457827717110365317U, 3203168211198807973U, 9817491932198370423U,
                                         4593380528125082431U, 16408922859458223821U})
      QCOMPARE(referenceSplitMix(mixer), expected);
  }

  /// The seed, the FNV-1a hash of the stream's name and the counter are mixed in turn.
  void agreesWithTheReference() {
    constexpr std::uint64_t kFnv1aOfFoobar = 0x85944171f73967e8;  // published test vector
    std::uint64_t mixer = 99;
    mixer = referenceSplitMix(mixer) ^ kFnv1aOfFoobar;
    mixer = referenceSplitMix(mixer) ^ 7;
    State state{};
    for (auto& word : state) word = referenceSplitMix(mixer);
    Random random(99, "foobar", 7);
    for (int i = 0; i < 1000; ++i) QCOMPARE(random.next(), referenceNext(state));
  }

  void streamsAreDifferent() {
    std::map<std::uint64_t, int> first;
    for (std::uint64_t seed = 0; seed < 20; ++seed)
      for (const char* stream : {"init", "shuffle", "data"})
        for (std::uint64_t counter = 0; counter < 20; ++counter)
          ++first[Random(seed, stream, counter).next()];
    QCOMPARE(first.size(), std::size_t{20 * 3 * 20});
  }

  /// Neighbouring streams agree in half of their bits, as unrelated ones do.
  void neighbouringStreamsAreUnrelated() {
    int agreeing = 0;
    constexpr int kWords = 2000;
    for (std::uint64_t i = 0; i < kWords; ++i)
      agreeing += std::popcount(~(Random(i, "init").next() ^ Random(i + 1, "init").next()));
    // Half of 128,000 bits; one standard deviation is 179.
    QVERIFY(std::abs(agreeing - kWords * 32) < 4 * 179);
  }

  void integersAreUniform_data() {
    QTest::addColumn<int>("bound");
    for (const int bound : {2, 3, 10, 97}) QTest::addRow("below %d", bound) << bound;
  }

  void integersAreUniform() {
    QFETCH(int, bound);
    Random random(1, "chi-square");
    std::vector<int> counts(static_cast<std::size_t>(bound));
    for (int i = 0; i < 100'000; ++i) ++counts.at(random.below(static_cast<std::uint64_t>(bound)));
    QVERIFY(chiSquare(counts) < onceInAThousand(bound - 1));
  }

  /// For a bound of 3/4 of the range, taking a remainder would give the lower third twice the chance.
  void hugeBoundsAreUnbiased() {
    Random random(1, "huge");
    constexpr std::uint64_t kBound = 3ULL << 62;
    std::vector<int> thirds(3);
    for (int i = 0; i < 30'000; ++i) ++thirds.at(random.below(kBound) >> 62);
    QVERIFY(chiSquare(thirds) < onceInAThousand(2));
    for (int i = 0; i < 100; ++i) QCOMPARE(random.below(1), std::uint64_t{0});
  }

  void uniformNumbersFillTheUnitInterval() {
    Random random(1, "uniform");
    std::vector<int> counts(100);
    for (int i = 0; i < 100'000; ++i) {
      const double u = random.uniform();
      QVERIFY(u >= 0 && u < 1);
      ++counts.at(static_cast<std::size_t>(u * 100));
    }
    QVERIFY(chiSquare(counts) < onceInAThousand(99));
  }

  /// Cells of equal probability, from the distribution's own function Φ(x) = erfc(-x / √2) / 2.
  void normalNumbersAreNormal() {
    Random random(1, "normal");
    std::vector<int> counts(50);
    for (int i = 0; i < 100'000; ++i) {
      const double probability = std::erfc(-random.normal() / std::sqrt(2.0)) / 2;
      ++counts.at(std::min<std::size_t>(49, static_cast<std::size_t>(probability * 50)));
    }
    QVERIFY(chiSquare(counts) < onceInAThousand(49));
  }

  void shufflesEveryOrderEquallyOften() {
    Random random(1, "orders");
    std::map<std::vector<int>, int> orders;
    for (int i = 0; i < 24'000; ++i) {
      std::vector<int> items = {0, 1, 2, 3};
      random.shuffle(std::span(items));
      ++orders[items];
    }
    QCOMPARE(orders.size(), std::size_t{24});
    std::vector<int> counts;
    for (const auto& [order, count] : orders) counts.push_back(count);
    QVERIFY(chiSquare(counts) < onceInAThousand(23));
  }

  void aShuffleLosesNothing() {
    std::vector<int> items(1000);
    std::iota(items.begin(), items.end(), 0);
    const std::vector<int> before = items;
    Random(1, "permutation").shuffle(std::span(items));
    QVERIFY(items != before);
    std::sort(items.begin(), items.end());
    QCOMPARE(items, before);
    std::vector<int> none;
    Random(1, "permutation").shuffle(std::span(none));
    QVERIFY(none.empty());
  }
};

PELLUCID_TEST(tst_random, TestRandom)
#include "tst_random.moc"
