// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/nonzero.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <vector>

#include "engine/base/random.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

std::vector<Entry> found(const std::vector<Scalar>& values) {
  std::vector<Entry> entries(values.size() + static_cast<std::size_t>(kEntriesBeyond));
  const Entry* end = collectNonZero(values.data(), static_cast<Index>(values.size()), entries.data());
  entries.resize(static_cast<std::size_t>(end - entries.data()));
  return entries;
}

std::vector<std::int32_t> indices(const std::vector<Entry>& entries) {
  std::vector<std::int32_t> found;
  for (const Entry& entry : entries) found.push_back(entry.index);
  return found;
}

}  // namespace

class TestNonzero : public QObject {
  Q_OBJECT

 private slots:
  /// With different percentages of values that are not zero.
  void agreesWithAPlainLoop() {
    Random random(1, "test");
    for (const std::uint32_t share : {0U, 30U, 90U, 100U})
      for (std::size_t size = 0; size < 70; ++size) {
        std::vector<Scalar> values(size);
        std::vector<std::int32_t> expected;
        for (std::size_t i = 0; i < size; ++i) {
          if (random.below(100) >= share) continue;
          values[i] = static_cast<Scalar>(1 + random.below(255));
          expected.push_back(static_cast<std::int32_t>(i));
        }
        const std::vector<Entry> entries = found(values);
        QCOMPARE(indices(entries), expected);
        for (const Entry& entry : entries)
          QCOMPARE(entry.value, values[static_cast<std::size_t>(entry.index)]);
      }
  }

  void minusZeroIsZeroAndNanIsNot() {
    std::vector<Scalar> values(37, -Scalar(0));
    values[3] = std::numeric_limits<Scalar>::quiet_NaN();
    values[20] = std::numeric_limits<Scalar>::denorm_min();
    values[36] = std::numeric_limits<Scalar>::quiet_NaN();
    const std::vector<Entry> entries = found(values);
    QCOMPARE(indices(entries), (std::vector<std::int32_t>{3, 20, 36}));
    QVERIFY(std::isnan(entries[0].value) && std::isnan(entries[2].value));
  }
};

PELLUCID_TEST(tst_nonzero, TestNonzero)
#include "tst_nonzero.moc"
