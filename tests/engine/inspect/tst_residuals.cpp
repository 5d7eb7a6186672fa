// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/residuals.h"

#include <QtTest>

#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestResiduals : public QObject {
  Q_OBJECT

 private slots:
  void agreeWithPlainLoopsInTheUnitsOfTheTable() {
    Answers answers;
    answers.numbers = Matrix::Random(2, 50);
    Split split;
    split.targets = Matrix::Random(2, 50);
    Scaling scaling;
    scaling.targets = {.mean = Vector::Constant(2, 10), .deviation = Vector::Constant(2, 4)};
    scaling.targets.mean[1] = -3;
    const Residuals residuals = residualsOf(answers, split, scaling, 1);
    QCOMPARE(residuals.wanted.size(), 50);
    double absolute = 0, squared = 0, mean = 0, spread = 0;
    for (Index n = 0; n < 50; ++n) {
      const double wanted = static_cast<double>(split.targets(1, n)) * 4 - 3;
      const double predicted = static_cast<double>(answers.numbers(1, n)) * 4 - 3;
      QVERIFY(isClose(static_cast<double>(residuals.wanted[n]), wanted));
      QVERIFY(isClose(static_cast<double>(residuals.predicted[n]), predicted));
      absolute += std::abs(predicted - wanted) / 50;
      squared += (predicted - wanted) * (predicted - wanted) / 50;
      mean += wanted / 50;
    }
    for (Index n = 0; n < 50; ++n)
      spread += std::pow(static_cast<double>(split.targets(1, n)) * 4 - 3 - mean, 2) / 50;
    QVERIFY(isClose(residuals.meanAbsoluteError(), absolute, kSumPrecision));
    QVERIFY(isClose(residuals.rootMeanSquare(), std::sqrt(squared), kSumPrecision));
    QVERIFY(isClose(residuals.determination(), 1 - squared / spread, kSumPrecision));
  }

  void equalNumbersExplainNothing() {
    const Residuals residuals{.wanted = Vector::Constant(3, 2), .predicted = Vector::Random(3)};
    QVERIFY(std::isnan(residuals.determination()));
  }
};

PELLUCID_TEST(tst_residuals, TestResiduals)
#include "tst_residuals.moc"
