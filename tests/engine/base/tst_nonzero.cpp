// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/nonzero.h"

#include <QtTest>

#include <cmath>
#include <vector>

#include "engine/base/random.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

template <class T>
std::vector<std::int64_t> found(const std::vector<T>& values) {
  std::vector<std::int64_t> indices;
  forEachNonZero(values.data(), static_cast<std::int64_t>(values.size()),
                 [&](std::int64_t i) { indices.push_back(i); });
  return indices;
}

/// Every third number or so is not zero.
template <class T>
void compareWithAPlainLoop() {
  Random random(1, "test");
  for (std::size_t size = 0; size < 70; ++size) {
    std::vector<T> values(size);
    std::vector<std::int64_t> expected;
    for (std::size_t i = 0; i < size; ++i) {
      if (random.below(3) > 0) continue;
      values[i] = static_cast<T>(1 + random.below(255));
      expected.push_back(static_cast<std::int64_t>(i));
    }
    QCOMPARE(found(values), expected);
  }
}

}  // namespace

class TestNonzero : public QObject {
  Q_OBJECT

 private slots:
  void findsBytes() { compareWithAPlainLoop<std::uint8_t>(); }
  void findsFloats() { compareWithAPlainLoop<float>(); }
  void findsDoubles() { compareWithAPlainLoop<double>(); }

  void minusZeroIsZeroAndNanIsNot() {
    std::vector<float> values(32, -0.0F);
    values[3] = NAN;
    values[20] = 1e-45F;  // the smallest number above 0
    QCOMPARE(found(values), (std::vector<std::int64_t>{3, 20}));
  }
};

PELLUCID_TEST(tst_nonzero, TestNonzero)
#include "tst_nonzero.moc"
