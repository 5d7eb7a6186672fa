// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/targets.h"

#include <QtTest>

#include <limits>
#include <stdexcept>

#include "tests/support/precision.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

using Labels = std::vector<std::uint8_t>;

Matrix encoded(const TargetCoding& coding, const Labels& labels) {
  Matrix y;
  encode(coding, labels, y);
  return y;
}

Matrix matrix(std::initializer_list<std::initializer_list<Scalar>> rows) {
  return Matrix(rows);
}

}  // namespace

class TestTargets : public QObject {
  Q_OBJECT

 private slots:
  void severalOutputsGiveTheClassItsOwnRow() {
    const TargetCoding coding = targetCoding(Loss::CrossEntropy, Activation::Softmax, 3);
    QCOMPARE(encoded(coding, {2, 0}), matrix({{0, 1}, {0, 0}, {1, 0}}));
    QCOMPARE(targetCoding(Loss::MeanSquaredError, Activation::Tanh, 3), coding);
  }

  void oneOutputTellsTwoClassesApart() {
    QCOMPARE(encoded(targetCoding(Loss::MeanSquaredError, Activation::Sigmoid, 1), {1, 0, 1}),
             matrix({{1, 0, 1}}));
    for (const Activation f : {Activation::Linear, Activation::Tanh}) {
      const TargetCoding coding = targetCoding(Loss::MeanSquaredError, f, 1);
      QCOMPARE(encoded(coding, {1, 0, 1}), matrix({{1, -1, 1}}));
      QCOMPARE(coding.middle(), Scalar(0));
      QCOMPARE(coding.classes(), 2);
    }
  }

  /// PyTorch's CrossEntropyLoss(label_smoothing=0.1): 0.9 · 1 + 0.1 / 4 and 0.1 / 4.
  void smoothingKeepsADistribution() {
    const TargetCoding coding = targetCoding(Loss::CrossEntropy, Activation::Softmax, 4, 0.1);
    const Matrix y = encoded(coding, {1});
    QVERIFY(isClose(y(1, 0), 0.925));
    QVERIFY(isClose(y(3, 0), 0.025));
    QVERIFY(isClose(y.sum(), 1));
    QCOMPARE(targetCoding(Loss::MeanSquaredError, Activation::Softmax, 4, 0.1),
             targetCoding(Loss::MeanSquaredError, Activation::Softmax, 4));
  }

  void aMatrixOfTheRightSizeKeepsItsMemory() {
    const TargetCoding coding = targetCoding(Loss::CrossEntropy, Activation::Softmax, 3);
    Matrix y = Matrix::Constant(3, 2, 9);
    const Scalar* memory = y.data();
    encode(coding, Labels{0, 1}, y);
    QCOMPARE(y.data(), memory);
    QCOMPARE(y, matrix({{1, 0}, {0, 1}, {0, 0}}));
  }

  void aLabelWithoutAnOutputIsABug() {
    const TargetCoding coding = targetCoding(Loss::CrossEntropy, Activation::Softmax, 3);
    QVERIFY_EXCEPTION_THROWN(encoded(coding, {3}), std::logic_error);
  }

  void countsRightAnswers() {
    const Matrix a = matrix({{5, 1, 2, 7}, {1, 1, 2, 8}, {2, 0, 2, 9}});
    // The first is right; in the second and third the first row wins the tie; the fourth is wrong.
    QCOMPARE(countCorrect(a, encoded({.outputs = 3}, {0, 0, 1, 0}), Scalar(0.5)), 2);
    QCOMPARE(answer(a, 2, 0), 0);
    QCOMPARE(answer(a, 3, 0), 2);
  }

  void oneOutputIsRightOnTheRightSideOfTheMiddle() {
    constexpr Scalar kNaN = std::numeric_limits<Scalar>::quiet_NaN();
    const Matrix a = matrix({{Scalar(0.4), Scalar(0.6), Scalar(-3), Scalar(0.5), kNaN}});
    QCOMPARE(countCorrect(a, matrix({{0, 1, 0, 0, 1}}), Scalar(0.5)), 4);
    QCOMPARE(countCorrect(a, matrix({{-1, 1, 1, 1, 1}}), 0), 2);
  }
};

QTEST_APPLESS_MAIN(TestTargets)
#include "tst_targets.moc"
