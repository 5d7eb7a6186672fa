// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/reliability.h"

#include <QtTest>

#include "tests/engine/inspect/random_answers.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestReliability : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithPlainLoops() {
    const Answers answers = randomAnswers(400, 4, 6);
    const std::vector<ReliabilityBin> bins = reliability(answers, 8);
    double error = 0, tooSure = 0;
    int counted = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      const double from = static_cast<double>(i) / 8, to = static_cast<double>(i + 1) / 8;
      QCOMPARE(bins[i].from, from);
      QCOMPARE(bins[i].to, to);
      int count = 0, right = 0;
      double certainty = 0;
      for (const SampleAnswer& answer : answers.each) {
        const auto sure = static_cast<double>(answer.certainty);
        if (sure < from || !(sure < to || (i == 7 && sure == 1))) continue;
        ++count;
        right += answer.truth == answer.answered ? 1 : 0;
        certainty += sure;
      }
      counted += count;
      QCOMPARE(bins[i].answers, count);
      QCOMPARE(bins[i].right, right);
      QVERIFY(count > 0);
      QVERIFY(isClose(bins[i].certainty(), certainty / count, 1e-12));
      QCOMPARE(bins[i].accuracy(), static_cast<double>(right) / count);
      error += std::abs(certainty - right) / 400;
      tooSure += (certainty - right) / 400;
    }
    QCOMPARE(counted, 400);
    QVERIFY(isClose(calibrationOf(bins).error, error, 1e-12));
    QVERIFY(isClose(calibrationOf(bins).tooSure, tooSure, 1e-12));
  }

  void anEmptyBinHasNoAccuracy() {
    const std::vector<ReliabilityBin> bins = reliability(Answers{}, 3);
    QVERIFY(std::isnan(bins[1].accuracy()) && std::isnan(bins[1].certainty()));
    QVERIFY(std::isnan(calibrationOf(bins).error));
  }
};

PELLUCID_TEST(tst_reliability, TestReliability)
#include "tst_reliability.moc"
