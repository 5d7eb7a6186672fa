// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <cmath>

#include "tests/support/test_program.h"
#include "ui/plots/curve_data.h"

using namespace pellucid::ui;

namespace {

CurveData::Point batchOf(std::int64_t step) {
  const auto x = static_cast<double>(step);
  return {.step = x - 1, .seconds = std::sqrt(x), .value = std::sin(x) + 2};
}

}  // namespace

class TestCurveData : public QObject {
  Q_OBJECT

 private slots:
  void fewBatchesAreShownAsTheyAre() {
    CurveData curve;
    for (int step = 1; step <= 2000; ++step) curve.append(batchOf(step));
    QCOMPARE(curve.batchesPerPoint(), std::int64_t(1));
    QCOMPARE(curve.points().size(), std::size_t(2000));
    for (int step = 1; step <= 2000; ++step) {
      const CurveData::Point& point = curve.points()[static_cast<std::size_t>(step - 1)];
      QCOMPARE(point.step, static_cast<double>(step - 1));
      QCOMPARE(point.seconds, batchOf(step).seconds);
      QCOMPARE(point.value, batchOf(step).value);
    }
  }

  void everyPointIsTheMeanOfItsBatches_data() {
    QTest::addColumn<int>("batches");
    QTest::addColumn<int>("perPoint");
    QTest::newRow("one too many") << 2001 << 2;
    QTest::newRow("odd joins") << 4002 << 4;
    QTest::newRow("some waiting") << 7003 << 4;
    QTest::newRow("a hundred epochs") << 187500 << 128;
  }

  void everyPointIsTheMeanOfItsBatches() {
    QFETCH(int, batches);
    QFETCH(int, perPoint);
    CurveData curve;
    for (int step = 1; step <= batches; ++step) curve.append(batchOf(step));
    QCOMPARE(curve.batchesPerPoint(), std::int64_t(perPoint));
    QCOMPARE(curve.points().size(), static_cast<std::size_t>(batches / perPoint));
    for (std::size_t i = 0; i < curve.points().size(); ++i) {
      double step = 0, seconds = 0, value = 0;
      for (int k = 0; k < perPoint; ++k) {
        const CurveData::Point point = batchOf(static_cast<std::int64_t>(i) * perPoint + k + 1);
        step += point.step / perPoint;
        seconds += point.seconds / perPoint;
        value += point.value / perPoint;
      }
      QVERIFY(std::abs(curve.points()[i].step - step) < 1e-6);
      QVERIFY(std::abs(curve.points()[i].seconds - seconds) < 1e-9 * std::max(seconds, 1.0));
      QVERIFY(std::abs(curve.points()[i].value - value) < 1e-9);
    }
  }

  void itNeverHoldsMoreThanItShows() {
    CurveData curve;
    for (int step = 1; step <= 50'000; ++step) {
      curve.append(batchOf(step));
      QVERIFY(curve.points().size() <= CurveData::kMaxPoints);
    }
    QVERIFY(curve.points().size() > CurveData::kMaxPoints / 2);
  }

  void anotherCurveMayHaveFewerPoints() {
    CurveData curve(100);
    for (int step = 1; step <= 50'000; ++step) curve.append(batchOf(step));
    QVERIFY(curve.points().size() > 50 && curve.points().size() <= 100);
    curve.clear();
    for (int step = 1; step <= 101; ++step) curve.append(batchOf(step));
    QCOMPARE(curve.batchesPerPoint(), std::int64_t(2));
  }

  void clearingStartsAgain() {
    CurveData curve;
    for (int step = 1; step <= 5'001; ++step) curve.append(batchOf(step));
    curve.clear();
    QVERIFY(curve.points().empty());
    curve.append(batchOf(1));
    QCOMPARE(curve.batchesPerPoint(), std::int64_t(1));
    QCOMPARE(curve.points().at(0).value, batchOf(1).value);
  }
};

PELLUCID_TEST(tst_curve_data, TestCurveData)
#include "tst_curve_data.moc"
