// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/coverage.h"

#include <QtTest>

#include "tests/engine/inspect/random_answers.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestCoverage : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithPlainLoops() {
    const Answers answers = randomAnswers(300, 4, 2);
    const std::vector<Coverage> curve = coverageCurve(answers, 41);
    QCOMPARE(curve.size(), std::size_t{41});
    for (std::size_t i = 0; i < curve.size(); ++i) {
      const double threshold = static_cast<double>(i) / 40;
      int answered = 0, right = 0;
      for (const SampleAnswer& answer : answers.each)
        if (static_cast<double>(answer.certainty) >= threshold) {
          ++answered;
          right += answer.truth == answer.answered ? 1 : 0;
        }
      QCOMPARE(curve[i],
               (Coverage{.threshold = threshold, .answered = answered, .right = right, .samples = 300}));
      QCOMPARE(coverageAt(answers, threshold), curve[i]);
      QCOMPARE(curve[i].share(), answered / 300.0);
      if (answered > 0) QCOMPARE(curve[i].accuracy(), static_cast<double>(right) / answered);
    }
    QCOMPARE(curve.front().share(), 1.0);
  }

  void nothingHasNoAccuracy() {
    QVERIFY(std::isnan(coverageAt(Answers{}, 0.5).share()));
    QVERIFY(std::isnan(coverageAt(Answers{}, 0.5).accuracy()));
  }
};

PELLUCID_TEST(tst_coverage, TestCoverage)
#include "tst_coverage.moc"
