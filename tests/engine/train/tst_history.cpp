// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/history.h"

#include <QtTest>
#include <algorithm>
#include <limits>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

std::vector<HistoryPoint> steps(std::initializer_list<std::int64_t> numbers) {
  std::vector<HistoryPoint> points;
  for (const std::int64_t step : numbers) points.push_back({.step = step, .metrics = {}});
  return points;
}

}  // namespace

class TestHistory : public QObject {
  Q_OBJECT

 private slots:
  void nothingIsLostWhileThereIsRoom() {
    auto points = steps({1, 2});
    append(points, steps({3}), 4);
    QCOMPARE(points, steps({1, 2, 3}));
    append(points, {}, 4);
    QCOMPARE(points, steps({1, 2, 3}));
  }

  void theSameAgainTakesAnotherTime() {
    HistoryPoint point{.step = 3, .metrics = {.loss = 1}, .sizes = {.learningRate = 0.5}, .seconds = 2};
    HistoryPoint again = point;
    again.seconds = 7;
    QCOMPARE(point, again);
    again.sizes.gradientNorm = 1;  // was not measured before
    QVERIFY(point != again);
    std::vector<HistoryPoint> points = steps({2});
    points.push_back(point);
    QCOMPARE(secondsAt(points, 1), 0.0);
    QCOMPARE(secondsAt(points, 2), 0.0);  // there was no clock
    QCOMPARE(secondsAt(points, 3), 2.0);
    QCOMPARE(secondsAt(points, 99), 2.0);
  }

  void aPointTakesThePlaceOfThoseThatItGoesBackOver() {
    auto points = steps({1, 2, 3, 4});
    append(points, steps({3, 4, 5}), 10);
    QCOMPARE(points, steps({1, 2, 3, 4, 5}));
    append(points, steps({2}), 10);
    QCOMPARE(points, steps({1, 2}));
    const std::vector<HistoryPoint> again{{.step = 2, .metrics = {.loss = 7}}};
    append(points, again, 10);
    QCOMPARE(points.size(), std::size_t{2});
    QCOMPARE(points.back().metrics.loss, 7.0);
  }

  void aFullListIsThinned() {
    auto points = steps({1, 2, 3, 4});
    append(points, steps({5}), 4);
    QCOMPARE(points, steps({1, 2, 4, 5}));
    append(points, steps({6, 7, 8}), 4);
    QCOMPARE(points, steps({1, 4, 8}));
    // One call with more points than there is room for.
    append(points, steps({9, 10, 11, 12, 13, 14, 15, 16, 17}), 4);
    QCOMPARE(points, steps({1, 8, 16, 17}));
  }

  void ofTestsTheBestStay() {
    std::vector<HistoryPoint> tests;
    for (std::int64_t step = 1; step <= 100; ++step) {
      HistoryPoint test{.step = step, .metrics = {.loss = 2, .accuracy = 0.5}};
      if (step == 30) test.metrics.loss = std::numeric_limits<double>::quiet_NaN();
      if (step == 37 || step == 39) test.metrics.loss = 1;
      if (step == 43) test.metrics.accuracy = 0.75;
      appendTests(tests, std::span(&test, 1), 12);
      QVERIFY(tests.size() <= 12);
    }
    const auto has = [&tests](std::int64_t step) {
      return std::ranges::find(tests, step, &HistoryPoint::step) != tests.end();
    };
    QVERIFY(has(1) && has(37) && has(43) && has(100) && !has(39));
    QVERIFY(std::ranges::is_sorted(tests, {}, &HistoryPoint::step));
    // A better one replaces the best.
    for (std::int64_t step = 101; step <= 130; ++step) {
      HistoryPoint test{.step = step, .metrics = {.loss = step == 103 ? 0.5 : 2, .accuracy = 0.5}};
      appendTests(tests, std::span(&test, 1), 12);
    }
    QVERIFY(has(103) && has(43) && !has(37));
  }

  void ofNumbersTheLeastLossStays() {
    std::vector<HistoryPoint> tests;
    for (std::int64_t step = 1; step <= 100; ++step)
      tests.push_back({.step = step, .metrics = {.loss = step == 51 ? 1.0 : 2.0}});
    appendTests(tests, {}, 12);
    QVERIFY(tests.size() <= 12);
    QCOMPARE(std::ranges::min_element(tests, {}, [](const HistoryPoint& p) { return p.metrics.loss; })->step,
             51);
  }

  /// As in a file: no more than it may have, the best tests among them.
  void aWholeHistoryIsThinned() {
    History history;
    for (std::int64_t step = 1; step <= 100; ++step) {
      history.train.push_back({.step = step, .metrics = {.loss = 1.0 / static_cast<double>(step)}});
      history.test.push_back(
          {.step = step, .metrics = {.loss = step == 37 ? 1.0 : 2.0, .accuracy = step == 43 ? 0.75 : 0.5}});
    }
    for (const std::size_t most : {100, 99, 50, 12, 7, 4}) {
      History thinned = history;
      thinTo(thinned, most);
      QVERIFY(thinned.train.size() <= most && thinned.test.size() <= most);
      QCOMPARE(thinned == history, most == 100);
      for (const std::int64_t step : {1, 37, 43, 100})
        QVERIFY(std::ranges::find(thinned.test, step, &HistoryPoint::step) != thinned.test.end());
      QCOMPARE(thinned.train.front().step, 1);
      QCOMPARE(thinned.train.back().step, 100);
    }
  }

  void aLongRunStaysWithinItsMemoryAndReachesFromEndToEnd() {
    History history;
    for (std::int64_t step = 1; step <= 3'000'000; step += 1000) {
      History later;
      for (std::int64_t i = 0; i < 1000; ++i) later.train.push_back({.step = step + i, .metrics = {}});
      later.test.push_back({.step = step, .metrics = {}});
      append(history, later);
    }
    QVERIFY(history.train.size() <= kMaxHistoryPoints);
    QVERIFY(history.train.size() > kMaxHistoryPoints / 4);
    QCOMPARE(history.train.front().step, 1);
    for (std::size_t i = 1; i < history.train.size(); ++i)
      QVERIFY(history.train[i].step - history.train[i - 1].step <= 100);
    QCOMPARE(history.train.back().step, 3'000'000);
    QVERIFY(std::ranges::is_sorted(history.train, {}, &HistoryPoint::step));
    QCOMPARE(history.test.size(), std::size_t{3000});
  }
};

PELLUCID_TEST(tst_history, TestHistory)
#include "tst_history.moc"
