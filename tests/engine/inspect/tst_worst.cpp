// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/worst.h"

#include <QtTest>

#include "tests/engine/inspect/random_answers.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestWorst : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithChoosingTheWorstAgainAndAgain_data() {
    QTest::addColumn<WorstBy>("by");
    QTest::newRow("loss") << WorstBy::Loss;
    QTest::newRow("certainty") << WorstBy::Certainty;
    QTest::newRow("doubt") << WorstBy::Doubt;
    QTest::newRow("margin") << WorstBy::Margin;
  }

  void agreesWithChoosingTheWorstAgainAndAgain() {
    QFETCH(WorstBy, by);
    const Answers answers = randomAnswers(120, 4, 8);
    const auto key = [&](std::size_t i) {
      const SampleAnswer& answer = answers.each[i];
      return by == WorstBy::Loss        ? answer.loss
             : by == WorstBy::Certainty ? answer.certainty
             : by == WorstBy::Doubt     ? -answer.certainty
                                        : -answer.margin;
    };
    std::vector<bool> isTaken(120, false);
    std::vector<Index> expected;
    for (int place = 0; place < 120; ++place) {
      std::optional<std::size_t> worst;
      for (std::size_t i = 0; i < 120; ++i) {
        const bool counts = by != WorstBy::Certainty || answers.each[i].truth != answers.each[i].answered;
        if (counts && !isTaken[i] && (!worst || key(i) > key(*worst))) worst = i;
      }
      if (!worst) break;
      isTaken[*worst] = true;
      expected.push_back(static_cast<Index>(*worst));
    }
    QCOMPARE(worstFirst(answers, by, 1000), expected);
    expected.resize(10);
    QCOMPARE(worstFirst(answers, by, 10), expected);
    QVERIFY(worstFirst(Answers{}, by, 10).empty());
  }

  /// A sample's streak equals the count of a loop over all looks, from the last one back.
  void aSuspicionGrowsWithEachLook() {
    Suspicions suspicions;
    std::vector<Answers> looks;
    for (int i = 0; i < 40; ++i) {
      Answers answers = randomAnswers(60, 3, static_cast<std::uint64_t>(i));
      for (SampleAnswer& answer : answers.each)
        if (answer.certainty < 0.8F) answer.certainty = 0.95F;  // most are certain
      // A label that is always wrong in the same way.
      answers.each[7] = {.truth = 1, .answered = 2, .certainty = 0.99F};
      looks.push_back(answers);
      suspicions.look(answers);
    }
    QCOMPARE(suspicions.looks(), 40);
    QCOMPARE(suspicions.streakOf(7), 40);
    for (std::size_t sample = 0; sample < 60; ++sample) {
      int streak = 0;
      for (std::size_t back = 0; back < looks.size(); ++back) {
        const SampleAnswer& answer = looks[looks.size() - 1 - back].each[sample];
        const bool isSuspect = answer.truth != answer.answered && answer.certainty >= Suspicions::kSure &&
                               answer.answered == looks.back().each[sample].answered;
        if (!isSuspect) break;
        ++streak;
      }
      QCOMPARE(suspicions.streakOf(static_cast<Index>(sample)), streak);
    }
    const std::vector<Index> suspects = suspicions.suspects(1);
    QCOMPARE(suspects.front(), 7);
    for (std::size_t i = 1; i < suspects.size(); ++i)
      QVERIFY(suspicions.streakOf(suspects[i - 1]) >= suspicions.streakOf(suspects[i]));
    QCOMPARE(suspicions.suspects(40), (std::vector<Index>{7}));
    suspicions.look(randomAnswers(10, 3, 1));  // other data
    QCOMPARE(suspicions.looks(), 1);
  }
};

PELLUCID_TEST(tst_worst, TestWorst)
#include "tst_worst.moc"
