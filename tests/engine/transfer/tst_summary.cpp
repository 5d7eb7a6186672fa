// SPDX-License-Identifier: GPL-3.0-or-later
// Medians and sentences from curves written by hand.
#include "engine/transfer/summary.h"

#include <QtTest>

#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

ArmCurve curve(const char* arm, Index samples, std::uint64_t seed, std::vector<double> accuracies) {
  ArmCurve curve{.arm = arm, .samplesPerClass = samples, .seed = seed, .isComplete = true};
  for (std::size_t i = 0; i < accuracies.size(); ++i)
    curve.points.push_back({.step = static_cast<std::int64_t>(10 * i),
                            .targetAccuracy = accuracies[i],
                            .sourceAccuracy = std::nullopt,
                            .drift = {0.5 * static_cast<double>(seed), std::nullopt}});
  return curve;
}

/// A curve for each final accuracy, with the seeds 1, 2, ….
std::vector<ArmCurve> curves(const char* arm, Index samples, const std::vector<double>& atTheEnd) {
  std::vector<ArmCurve> all;
  for (std::size_t i = 0; i < atTheEnd.size(); ++i)
    all.push_back(curve(arm, samples, i + 1, {0.1, atTheEnd[i]}));
  return all;
}

std::string concluded(std::initializer_list<std::vector<ArmCurve>> groups) {
  std::vector<ArmCurve> all;
  for (const auto& group : groups) all.insert(all.end(), group.begin(), group.end());
  return conclusion(summarise(all)).text();
}

}  // namespace

class TestSummary : public QObject {
  Q_OBJECT

 private slots:
  void mediansAndBands() {
    const auto cells = summarise(curves("half", 5, {0.7, 0.9, 0.8}));
    QCOMPARE(cells.size(), 1U);
    QCOMPARE(cells[0].median, 0.8);
    QCOMPARE(cells[0].least, 0.7);
    QCOMPARE(cells[0].most, 0.9);
    QCOMPARE(*cells[0].drift[0], 1.0);
    QVERIFY(!cells[0].drift[1]);
    QVERIFY(!cells[0].sourceAccuracy);
  }

  void stepsAreSummedOverTheSeedsThatHaveCome() {
    auto all = curves("half", 5, {0.7, 0.9, 0.8});
    all.back().points.pop_back();  // it is still running
    all.push_back(curve("half", 20, 1, {0.3}));
    all.push_back(curve("frozen", 5, 1, {0.4}));
    const auto spreads = overSteps(all, "half", 5);
    QCOMPARE(spreads.size(), 2U);
    QCOMPARE(spreads[0].step, 0);
    QCOMPARE(spreads[0].median, 0.1);
    QCOMPARE(spreads[1].step, 10);
    QCOMPARE(spreads[1].median, 0.8);  // between 0.7 and 0.9
    QCOMPARE(spreads[1].least, 0.7);
    QCOMPARE(spreads[1].most, 0.9);
    QVERIFY(overSteps(all, "scratch", 5).empty());
  }

  void incompleteRunsDoNotCount() {
    auto all = curves("half", 5, {0.7, 0.9});
    all[1].isComplete = false;
    QCOMPARE(summarise(all)[0].seeds, (std::vector<std::uint64_t>{1}));
    all[0].isComplete = false;
    QVERIFY(summarise(all).empty());
    QCOMPARE(conclusion(summarise(all)).text(), std::string());
  }

  /// Of the best accuracy that any arm reached: 80 % of 1.0 here, so the slow arm needs 20 steps and the bad
  /// one never gets there.
  void stepsToEightyPercentOfTheBest() {
    const auto cells = summarise(std::vector<ArmCurve>{curve("fast", 5, 1, {0.5, 0.9, 1.0}),
                                                       curve("slow", 5, 1, {0.1, 0.7, 0.8}),
                                                       curve("bad", 5, 1, {0.1, 0.2, 0.3})});
    QCOMPARE(*cells[0].stepsTo80, 10.0);
    QCOMPARE(*cells[1].stepsTo80, 20.0);
    QVERIFY(!cells[2].stepsTo80);
    for (const SweepCell& cell : cells) QCOMPARE(cell.goal80, 0.8);
    QCOMPARE(cells[0].seedsTo80, 1U);
    QCOMPARE(cells[2].seedsTo80, 0U);
  }

  void saysWhoWinsAndByHowMuch() {
    const std::string text =
        concluded({curves("scratch", 5, {0.60, 0.62, 0.61}), curves("frozen", 5, {0.74, 0.79, 0.72}),
                   curves("scratch", 100, {0.80, 0.80, 0.80}), curves("frozen", 100, {0.70, 0.71, 0.72})});
    // Leads of 14, 17 and 11 points, then of 10, 9 and 8.
    QVERIFY2(mentions(text, {"With 5 samples per class, frozen wins by 14.0 ± 3.0 points over scratch.",
                             "With 100 samples per class, scratch wins by 9.0 ± 1.0 points over frozen.",
                             "Worse than from scratch: frozen (by 9.0 ± 1.0 points with 100)."}),
             text.c_str());
  }

  void doesNotSayMoreThanTheFigures() {
    // Ahead in the median and the mean, behind with one seed.
    const std::string level =
        concluded({curves("a", 1, {0.50, 0.50, 0.50}), curves("b", 1, {0.60, 0.60, 0.49})});
    QCOMPARE(level, std::string("With 1 sample per class, b leads, but not clearly over a."));
    // Ahead with every seed, but by 0.1 or by 20 points.
    const std::string wide =
        concluded({curves("a", 1, {0.50, 0.50, 0.50}), curves("b", 1, {0.501, 0.501, 0.70})});
    QVERIFY2(mentions(wide, {"not clearly over a"}), wide.c_str());
    const std::string one = concluded({curves("a", 1, {0.5}), curves("b", 1, {0.6})});
    QVERIFY2(mentions(one, {"b leads by 10.0 points over a", "One seed only"}), one.c_str());
    QCOMPARE(concluded({curves("a", 1, {0.5, 0.6})}), std::string());
  }

  void saysTheSameOnlyOnce() {
    const std::string text =
        concluded({curves("a", 1, {0.5, 0.5}), curves("b", 1, {0.6, 0.6}), curves("a", 5, {0.6, 0.6}),
                   curves("b", 5, {0.8, 0.8}), curves("a", 20, {0.9, 0.9}), curves("b", 20, {0.9, 0.8})});
    QCOMPARE(text,
             std::string("With 1 and 5 samples per class, b wins by 10.0 ± 0.0 points over a and by 20.0 ± "
                         "0.0 points over a. With 20 samples per class, a leads, but not clearly over b."));
  }

  void armsOfDifferentSeedsAreNotCompared() {
    QCOMPARE(concluded({curves("a", 1, {0.5, 0.5}), curves("b", 1, {0.9})}), std::string());
  }
};

PELLUCID_TEST(tst_summary, TestSummary)
#include "tst_summary.moc"
