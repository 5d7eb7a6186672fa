// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/thinning.h"

#include <QtTest>

#include <map>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

struct Mark {
  std::int64_t step = 0;
  int value = 0;
  friend bool operator==(const Mark&, const Mark&) = default;
};

std::vector<Mark> marksAt(std::initializer_list<std::int64_t> steps) {
  std::vector<Mark> marks;
  for (const std::int64_t step : steps)
    marks.push_back({.step = step, .value = static_cast<int>(marks.size())});
  return marks;
}

std::vector<std::int64_t> stepsOf(const std::vector<Mark>& marks) {
  std::vector<std::int64_t> steps;
  for (const Mark& mark : marks) steps.push_back(mark.step);
  return steps;
}

using Steps = std::vector<std::int64_t>;

}  // namespace

class TestThinning : public QObject {
  Q_OBJECT

 private slots:
  void keepsOneStepOfEachStretchAndTheNewest() {
    auto marks = marksAt({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    thin(marks, 1);
    QCOMPARE(marks.size(), 11U);
    thin(marks, 4);
    QCOMPARE(stepsOf(marks), (Steps{1, 4, 8, 11}));
    thin(marks, 4);
    QCOMPARE(stepsOf(marks), (Steps{1, 4, 8, 11}));
  }

  /// Whatever they contain.
  void whatIsKeptStaysWhole() {
    struct Several {
      std::int64_t step = 0;
      std::vector<int> values;
    };
    std::vector<Several> points;
    for (int i = 0; i < 10; ++i) points.push_back({.step = i, .values = {i, 10 * i}});
    thin(points, 1);
    QCOMPARE(points.size(), 10U);
    thin(points, 4);
    QCOMPARE(points.size(), 4U);
    for (const Several& point : points) {
      const auto step = static_cast<int>(point.step);
      QCOMPARE(point.values, (std::vector<int>{step, 10 * step}));
    }
  }

  /// Tests come once an epoch, and none need be at the beginning of a stretch.
  void pointsFarApartAreAllKept() {
    auto marks = marksAt({469, 938, 1407, 1876});
    thin(marks, 256);
    QCOMPARE(marks, marksAt({469, 938, 1407, 1876}));
  }

  /// A step, and what was set by hand after it.
  void severalPointsOfAStepStayTogether() {
    auto marks = marksAt({4, 4, 5, 8, 8, 9, 9});
    thin(marks, 4);
    QCOMPARE(stepsOf(marks), (Steps{4, 4, 8, 8, 9, 9}));
    thinLastStretch(marks, 4);  // before a point in another stretch follows
    QCOMPARE(stepsOf(marks), (Steps{4, 4, 8, 8}));
    QCOMPARE(marks[3].value, 4);
  }

  void doublesUntilTheyFit() {
    std::vector<Mark> marks(1000);
    for (std::size_t i = 0; i < marks.size(); ++i) marks[i].step = static_cast<std::int64_t>(i);
    QCOMPARE(thinTo(marks, 100, 1), 16);  // 1000 / 16 gives 63, plus the newest
    QCOMPARE(marks.size(), 64U);
    QCOMPARE(thinTo(marks, 100, 16), 16);
    QCOMPARE(thinTo(marks, 2, 16), 512 * 2);
    QCOMPARE(stepsOf(marks), (Steps{0, 999}));
    std::vector<Mark> none;
    QCOMPARE(thinTo(none, 2, 1), 1);
  }

  /// Thinned along the way, at whatever times, or once at the end: a stretch's first point is the same.
  void whenItIsThinnedDoesNotMatter() {
    std::vector<Mark> onTheWay;
    std::vector<Mark> atTheEnd;
    std::map<std::int64_t, std::int64_t> firstOf;  // in stretches of 8
    for (std::int64_t step = 3; step < 500; step += 1 + step % 5) {
      const Mark mark{.step = step, .value = static_cast<int>(step)};
      thinLastStretch(onTheWay, 8);
      onTheWay.push_back(mark);
      if (step % 7 == 0) thin(onTheWay, step < 100 ? 2 : 8);
      atTheEnd.push_back(mark);
      firstOf.try_emplace(step / 8, step);
    }
    thin(atTheEnd, 8);
    thin(onTheWay, 8);
    QCOMPARE(onTheWay, atTheEnd);
    Steps expected;
    for (const auto& [stretch, first] : firstOf) expected.push_back(first);
    if (expected.back() != atTheEnd.back().step) expected.push_back(atTheEnd.back().step);
    QCOMPARE(stepsOf(atTheEnd), expected);
  }
};

PELLUCID_TEST(tst_thinning, TestThinning)
#include "tst_thinning.moc"
