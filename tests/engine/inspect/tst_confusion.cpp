// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/confusion.h"

#include <QtTest>
#include <set>

#include "tests/engine/inspect/random_answers.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestConfusion : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithPlainLoops() {
    const Answers answers = randomAnswers(500, 5, 3);
    const Confusion confusion = confusionOf(answers);
    QCOMPARE(confusion.classes(), 5);
    QCOMPARE(confusion.total(), 500);
    int right = 0;
    for (const SampleAnswer& answer : answers.each) right += answer.truth == answer.answered ? 1 : 0;
    QCOMPARE(confusion.right(), right);
    QCOMPARE(confusion.accuracy(), right / 500.0);
    for (int t = 0; t < 5; ++t)
      for (int c = 0; c < 5; ++c) {
        double count = 0, ofClass = 0, ofAnswer = 0, certainty = 0;
        for (const SampleAnswer& answer : answers.each) {
          const bool isHere = answer.truth == t && answer.answered == c;
          count += isHere ? 1 : 0;
          certainty += isHere ? static_cast<double>(answer.certainty) : 0;
          ofClass += answer.truth == t ? 1 : 0;
          ofAnswer += answer.answered == c ? 1 : 0;
        }
        QCOMPARE(static_cast<double>(confusion.counts(t, c)), count);
        QCOMPARE(static_cast<double>(confusion.samplesOf(t)), ofClass);
        QCOMPARE(static_cast<double>(confusion.answersOf(c)), ofAnswer);
        QCOMPARE(confusion.shareOfClass(t, c), count / ofClass);
        QCOMPARE(confusion.shareOfAnswer(t, c), count / ofAnswer);
        QVERIFY(isClose(confusion.certainties(t, c), certainty, 1e-12));
        if (t != c) continue;
        const double precision = count / ofAnswer, recall = count / ofClass;
        QCOMPARE(confusion.precision(t), precision);
        QCOMPARE(confusion.recall(t), recall);
        QVERIFY(isClose(confusion.f1(t), 2 * precision * recall / (precision + recall), 1e-12));
      }
  }

  void whatIsNotThereHasNoShare() {
    Answers answers{.classes = 3, .each = {{.truth = 0, .answered = 1}}};
    answers.certaintySums = Eigen::MatrixXd::Zero(3, 3);
    const Confusion confusion = confusionOf(answers);
    QCOMPARE(confusion.recall(0), 0.0);
    QVERIFY(std::isnan(confusion.precision(0)));  // it is never answered
    QCOMPARE(confusion.f1(0), 0.0);
    QCOMPARE(confusion.precision(1), 0.0);
    QVERIFY(std::isnan(confusion.recall(1)));  // there is none
    QVERIFY(std::isnan(confusion.f1(2)));
    answers.each.clear();
    QVERIFY(std::isnan(confusionOf(answers).accuracy()));
  }

  /// Compared over all pairs, and then over the remaining ones.
  void theMostConfusedStandTogether() {
    const Confusion confusion = confusionOf(randomAnswers(400, 6, 9));
    const std::vector<Index> order = mostConfusedFirst(confusion);
    QCOMPARE(order.size(), std::size_t{6});
    const auto mixed = [&](Index a, Index b) { return confusion.counts(a, b) + confusion.counts(b, a); };
    for (Index a = 0; a < 6; ++a)
      for (Index b = 0; b < 6; ++b)
        if (a != b) QVERIFY(mixed(a, b) <= mixed(order[0], order[1]));
    for (std::size_t place = 2; place < 6; ++place) {
      const auto withThose = [&](Index c) {
        Index sum = 0;
        for (std::size_t i = 0; i < place; ++i) sum += mixed(order[i], c);
        return sum;
      };
      for (std::size_t later = place; later < 6; ++later)
        QVERIFY(withThose(order[later]) <= withThose(order[place]));
    }
    QCOMPARE((std::set<Index>(order.begin(), order.end()).size()), std::size_t{6});
    QCOMPARE(mostConfusedFirst(confusionOf(Answers{.classes = 1})), (std::vector<Index>{0}));
  }

  void theSurestOfACellComeFirst() {
    const Answers answers = randomAnswers(500, 4, 5);
    std::size_t all = 0;
    for (Index t = 0; t < 4; ++t)
      for (Index c = 0; c < 4; ++c) {
        const std::vector<Index> samples = samplesIn(answers, t, c);
        all += samples.size();
        QCOMPARE(static_cast<Index>(samples.size()), confusionOf(answers).counts(t, c));
        for (std::size_t i = 0; i < samples.size(); ++i) {
          const SampleAnswer& answer = answers.each[static_cast<std::size_t>(samples[i])];
          QVERIFY(answer.truth == t && answer.answered == c);
          if (i == 0) continue;
          const SampleAnswer& before = answers.each[static_cast<std::size_t>(samples[i - 1])];
          QVERIFY(before.certainty > answer.certainty ||
                  (before.certainty == answer.certainty && samples[i - 1] < samples[i]));
        }
      }
    QCOMPARE(all, std::size_t{500});
  }
};

PELLUCID_TEST(tst_confusion, TestConfusion)
#include "tst_confusion.moc"
