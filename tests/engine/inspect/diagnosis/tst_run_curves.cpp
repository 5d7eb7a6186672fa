// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/run_curves.h"

#include <QtTest>

#include <cmath>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

History longHistory(std::int64_t steps) {
  History history;
  for (std::int64_t step = 1; step <= steps; ++step)
    history.train.push_back({.step = step,
                             .metrics = {.loss = 10.0 / double(step) + (step % 7)},
                             .sizes = {.learningRate = 0.1,
                                       .gradientNorm = step % 16 == 0 ? double(step + step % 5) : kUnmeasured,
                                       .updateRatio = kUnmeasured}});
  return history;
}

}  // namespace

class TestRunCurves : public QObject {
  Q_OBJECT

 private slots:
  void stripsAreMeansOfTheirPoints_data() {
    QTest::addColumn<std::int64_t>("steps");
    for (const std::int64_t steps : {1, 15, 16, 17, 100, 1024, 1025, 5000, 8192, 8193, 100000, 150001})
      QTest::addRow("%lld", static_cast<long long>(steps)) << steps;
  }
  void stripsAreMeansOfTheirPoints() {
    QFETCH(std::int64_t, steps);
    const History history = longHistory(steps);
    const RunCurves curves = curvesOf(history, steps);
    QVERIFY(curves.whole.size() <= kWholeStrips);
    for (const auto* strips : {&curves.whole, &curves.recent}) {
      QVERIFY(!strips->empty());
      QCOMPARE(strips->back().end, steps);
      QCOMPARE(strips->front().begin,
               strips == &curves.whole ? 0 : std::max<std::int64_t>(0, steps - kRecentSteps));
      std::int64_t end = strips->front().begin;
      for (const CurveStrip& strip : *strips) {
        QCOMPARE(strip.begin, end);
        end = strip.end;
        double loss = 0;
        std::vector<double> norms;
        std::int64_t points = 0;
        for (const HistoryPoint& point : history.train) {
          if (point.step <= strip.begin || point.step > strip.end) continue;
          loss += point.metrics.loss;
          ++points;
          if (!std::isnan(point.sizes.gradientNorm)) norms.push_back(point.sizes.gradientNorm);
        }
        loss /= double(points);
        QCOMPARE(strip.points, std::min<std::int64_t>(points, kStripPoints));
        if (points > std::int64_t(kStripPoints)) {
          QVERIFY2(std::abs(strip.loss - loss) < 0.25, qPrintable(QString::number(strip.loss - loss)));
          // They rise with the steps, so their median is in the middle.
          const double off = strip.gradientNorm - double(strip.begin + strip.end) / 2;
          QVERIFY2(std::abs(off) < 0.35 * double(strip.end - strip.begin), qPrintable(QString::number(off)));
          continue;
        }
        QVERIFY(std::abs(strip.loss - loss) < 1e-9);
        QCOMPARE(std::isnan(strip.gradientNorm), norms.empty());
        if (norms.empty()) continue;
        int below = 0, above = 0;
        for (const double norm : norms) {
          below += norm < strip.gradientNorm;
          above += norm > strip.gradientNorm;
        }
        QVERIFY(2 * below <= int(norms.size()) && 2 * above <= int(norms.size()));
        QVERIFY(std::isnan(strip.updateRatio));
      }
    }
  }

  void aLongStripSeesEveryBatchOfAnEpoch_data() {
    QTest::addColumn<std::int64_t>("batches");
    for (const std::int64_t batches : {2, 3, 8, 15, 16, 60, 64, 256, 469})
      QTest::addRow("%lld", static_cast<long long>(batches)) << batches;
  }
  /// Nothing is shuffled, and each batch has its own loss, so reading at equal distances might always hit the
  /// same one.
  void aLongStripSeesEveryBatchOfAnEpoch() {
    QFETCH(std::int64_t, batches);
    History history;
    double mean = 0;
    for (std::int64_t step = 1; step <= 200'000; ++step) {
      const double loss = step % batches < (batches + 1) / 2 ? 1 : 0;
      history.train.push_back({.step = step, .metrics = {.loss = loss}});
      mean += loss / 200'000;
    }
    double sum = 0;
    const RunCurves curves = curvesOf(history, 200'000);
    for (const CurveStrip& strip : curves.whole) {
      sum += strip.loss;
      QVERIFY2(std::abs(strip.loss - mean) < 0.35, qPrintable(QString::number(strip.loss)));
    }
    QVERIFY2(std::abs(sum / double(curves.whole.size()) - mean) < 0.05,
             qPrintable(QString::number(sum / double(curves.whole.size()))));
  }

  /// A thinned history is enough for its curves.
  void aThinnedHistoryHasMuchTheSameCurves() {
    const History whole = longHistory(150'000);
    History thinned;
    append(thinned.train, whole.train, 20'000);
    const RunCurves curves = curvesOf(thinned, 150'000);
    const RunCurves expected = curvesOf(whole, 150'000);
    QVERIFY(thinned.train.size() <= 20'000);
    QCOMPARE(curves.whole.size(), expected.whole.size());
    for (std::size_t i = 0; i < curves.whole.size(); ++i) {
      QCOMPARE(curves.whole[i].end, expected.whole[i].end);
      QVERIFY(curves.whole[i].points >= 30);
      QVERIFY(i == 0 || std::abs(curves.whole[i].loss - expected.whole[i].loss) < 0.25);
      const double width = double(curves.whole[i].end - curves.whole[i].begin);
      QVERIFY(std::abs(curves.whole[i].gradientNorm - expected.whole[i].gradientNorm) < 0.5 * width);
    }
  }

  void whatComesLaterIsLeftOut() {
    History history = longHistory(500);
    for (std::int64_t step = 10; step <= 500; step += 10)
      history.test.push_back({.step = step, .metrics = {.loss = double(step)}});
    const RunCurves curves = curvesOf(history, 200);
    QCOMPARE(curves.whole.back().end, 200);
    QCOMPARE(curves.tests.back().step, 200);
    QCOMPARE(curves.tests.size(), 20U);
  }

  /// Of many tests the lowest in each group is kept, and the newest three.
  void keepsTheLowestTests() {
    History history;
    for (int i = 1; i <= 10'000; ++i)
      history.test.push_back({.step = i, .metrics = {.loss = i == 4321 ? 0.5 : 1 + (i % 10)}});
    const std::vector<TestPoint> tests = curvesOf(history, 10'000).tests;
    QVERIFY(tests.size() <= kTestPoints);
    QVERIFY(std::ranges::any_of(tests,
                                [](const TestPoint& test) { return test.step == 4321 && test.loss == 0.5; }));
    QCOMPARE(tests[tests.size() - 3].step, 9998);
    QVERIFY(std::ranges::is_sorted(tests, {}, &TestPoint::step));
  }

  void newestLossIsOfTheNewestSteps() {
    const RunCurves curves = curvesOf(longHistory(300), 300);
    double loss = 0;
    for (int step = 237; step <= 300; ++step) loss += (10.0 / step + (step % 7)) / 64;
    QVERIFY(std::abs(newestLoss(curves, 64) - loss) < 1e-9);
    QVERIFY(std::isnan(newestLoss({}, 64)));
  }
};

PELLUCID_TEST(tst_run_curves, TestRunCurves)
#include "tst_run_curves.moc"
