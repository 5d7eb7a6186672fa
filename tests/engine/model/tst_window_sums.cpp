// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/window_sums.h"

#include <QtTest>

#include "engine/base/random.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestWindowSums : public QObject {
  Q_OBJECT

 private slots:
  /// Windows that are processed whole, and others line by line in every kind of block.
  void agreesWithAPlainLoop_data() {
    QTest::addColumn<int>("lines");
    QTest::addColumn<int>("runs");
    for (const int lines : {1, 3, 5})
      for (const int runs : {1, 2, 3, 4, 5, 6, 7, 8, 9, 19})
        QTest::addRow("%d x %d", lines, runs) << lines << runs;
  }

  void agreesWithAPlainLoop() {
    QFETCH(int, lines);
    QFETCH(int, runs);
    const Index width = runs * kLineRun;
    const Index fromStep = width + 3;
    const Index sumStep = width + 1;
    const std::vector<std::int32_t> offsets = {0, 7, 2};
    const std::vector<Entry> entries = {{.index = 1, .value = Scalar(0.5)},
                                        {.index = 2, .value = Scalar(-2)}};
    Random random(1, "test");
    Vector from(lines * fromStep + 7);
    for (Scalar& number : from) number = static_cast<Scalar>(random.normal());
    const Vector before = Vector::LinSpaced(lines * sumStep, 1, 2);
    Vector sum = before;
    addWindows(entries, {from.data(), fromStep}, offsets.data(), lines, runs, {sum.data(), sumStep});
    for (Index line = 0; line < lines; ++line)
      for (Index i = 0; i < sumStep; ++i) {
        double expected = static_cast<double>(before(line * sumStep + i));
        if (i < width)  // and nothing after a line
          for (const Entry& entry : entries)
            expected += static_cast<double>(entry.value) *
                        static_cast<double>(
                            from(line * fromStep + i + offsets[static_cast<std::size_t>(entry.index)]));
        QVERIFY(isClose(sum(line * sumStep + i), expected));
      }
  }

  void noEntriesChangeNothing() {
    Vector sum = Vector::LinSpaced(8, 1, 8);
    addWindows({}, {nullptr, 0}, nullptr, 1, 1, {sum.data(), 0});
    QCOMPARE(sum, Vector(Vector::LinSpaced(8, 1, 8)));
  }
};

PELLUCID_TEST(tst_window_sums, TestWindowSums)
#include "tst_window_sums.moc"
