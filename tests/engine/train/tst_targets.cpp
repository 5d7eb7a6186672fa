// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/targets.h"

#include <QtTest>

#include <limits>
#include <stdexcept>

#include "tests/support/precision.h"
#include "tests/support/test_program.h"

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
    QCOMPARE(encoded(targetCoding(Loss::BinaryCrossEntropy, Activation::Sigmoid, 1), {1, 0, 1}),
             matrix({{1, 0, 1}}));
    QCOMPARE(encoded(targetCoding(Loss::Hinge, Activation::LeakyRelu, 1), {1, 0, 1}), matrix({{1, -1, 1}}));
    QCOMPARE(encoded(targetCoding(Loss::Hinge, Activation::Linear, 3), {1, 0}),
             matrix({{-1, 1}, {1, -1}, {-1, -1}}));
    for (const Activation f :
         {Activation::Linear, Activation::Tanh, Activation::BipolarSigmoid, Activation::Softsign}) {
      const TargetCoding coding = targetCoding(Loss::Huber, f, 1);
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
    const TargetCoding one = targetCoding(Loss::BinaryCrossEntropy, Activation::Sigmoid, 1, 0.1);
    QCOMPARE(one.low, Scalar(0.05));
    QCOMPARE(one.high, Scalar(0.95));
    QCOMPARE(one.middle(), Scalar(0.5));
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

  void gathersLabelsAndNumbers() {
    const std::vector<std::uint32_t> samples = {2, 0};
    Matrix y;
    const Split classes{.pixels = {}, .labels = {0, 1, 2}};
    gatherTargets({.outputs = 3}, classes, samples, y);
    QCOMPARE(y, matrix({{0, 1}, {0, 0}, {1, 0}}));
    const Split numbers{.pixels = {}, .labels = {}, .numbers = {}, .targets = matrix({{1, 2, 3}, {4, 5, 6}})};
    gatherTargets({.outputs = 2}, numbers, samples, y);
    QCOMPARE(y, matrix({{3, 1}, {6, 4}}));
  }

  void aLabelWithoutAnOutputIsABug() {
    const TargetCoding coding = targetCoding(Loss::CrossEntropy, Activation::Softmax, 3);
    QVERIFY_THROWS_EXCEPTION(std::logic_error, encoded(coding, {3}));
  }

  void countsRightAnswers() {
    const Matrix a = matrix({{5, 1, 2, 7}, {1, 1, 2, 8}, {2, 0, 2, 9}});
    // The first is correct; in the second and third the first row wins the tie; the fourth is wrong.
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

PELLUCID_TEST(tst_targets, TestTargets)
#include "tst_targets.moc"
