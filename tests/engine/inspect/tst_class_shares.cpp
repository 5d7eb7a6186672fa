// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/class_shares.h"

#include <QtTest>

#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestClassShares : public QObject {
  Q_OBJECT

 private slots:
  void aSoftmaxStaysAsItIs() {
    Matrix outputs(3, 2);
    outputs << Scalar(0.7), Scalar(0.2), Scalar(0.2), Scalar(0.3), Scalar(0.1), Scalar(0.5);
    const auto coding = targetCoding(Loss::CrossEntropy, Activation::Softmax, 3);
    QCOMPARE(classShares(outputs, coding), outputs);
    const ClassAnswer first = classAnswer(outputs, 0);
    QCOMPARE(first.winner, Index{0});
    QVERIFY(isClose(static_cast<double>(first.certainty), (0.7 - 1.0 / 3) / (2.0 / 3)));
    QCOMPARE(classAnswer(outputs, 1).winner, Index{2});
  }

  /// A single output stands for the second of two classes, in any coding.
  void oneOutputMakesTwoShares() {
    Matrix outputs(1, 3);
    outputs << Scalar(0.2), Scalar(0.5), Scalar(0.9);
    const auto sigmoid = targetCoding(Loss::BinaryCrossEntropy, Activation::Sigmoid, 1);
    const Matrix shares = classShares(outputs, sigmoid);
    for (Index i = 0; i < 3; ++i) {
      QVERIFY(isClose(static_cast<double>(shares(1, i)), static_cast<double>(outputs(0, i))));
      QVERIFY(isClose(static_cast<double>(shares(0, i)), 1 - static_cast<double>(outputs(0, i))));
      // The same answer as counted in training.
      if (i != 1) QCOMPARE(classAnswer(shares, i).winner, answer(outputs, i, sigmoid.middle()));
    }
    QVERIFY(isClose(static_cast<double>(classAnswer(shares, 2).certainty), 0.8));
    QVERIFY(isClose(static_cast<double>(classAnswer(shares, 1).certainty), 0));

    outputs << Scalar(-1), Scalar(0.5), Scalar(3);
    const Matrix bipolar = classShares(outputs, targetCoding(Loss::MeanSquaredError, Activation::Tanh, 1));
    const double expected[] = {0, 0.75, 1};
    for (Index i = 0; i < 3; ++i) QVERIFY(isClose(static_cast<double>(bipolar(1, i)), expected[i]));
  }
};

PELLUCID_TEST(tst_class_shares, TestClassShares)
#include "tst_class_shares.moc"
