// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/activation.h"

#include <QtTest>

#include <limits>

#include "engine/base/random.h"
#include "tests/support/precision.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

constexpr Scalar kNaN = std::numeric_limits<Scalar>::quiet_NaN();

Matrix column(std::initializer_list<double> values) {
  Matrix m(static_cast<Index>(values.size()), 1);
  Index i = 0;
  for (const double value : values) m(i++, 0) = static_cast<Scalar>(value);
  return m;
}

Matrix activated(Activation f, const Matrix& z) {
  Matrix a;
  activate(f, z, a);
  return a;
}

Matrix randomMatrix(Index rows, Index cols, const char* stream) {
  Random random(1, stream);
  Matrix m(rows, cols);
  for (Scalar& value : m.reshaped()) value = static_cast<Scalar>(random.normal());
  return m;
}

}  // namespace

class TestActivation : public QObject {
  Q_OBJECT

 private slots:
  /// Values from the formulas, worked out to nine digits.
  void hasTheKnownValues_data() {
    QTest::addColumn<Activation>("f");
    QTest::addColumn<Matrix>("expected");
    QTest::newRow("linear") << Activation::Linear << column({-2, 0, 0.5, 3});
    QTest::newRow("relu") << Activation::Relu << column({0, 0, 0.5, 3});
    QTest::newRow("sigmoid") << Activation::Sigmoid << column({0.119202922, 0.5, 0.622459331, 0.952574127});
    QTest::newRow("tanh") << Activation::Tanh << column({-0.964027580, 0, 0.462117157, 0.995054754});
    QTest::newRow("softmax") << Activation::Softmax
                             << column({0.005917695, 0.043726182, 0.072092286, 0.878263837});
  }

  void hasTheKnownValues() {
    QFETCH(Activation, f);
    QFETCH(Matrix, expected);
    QVERIFY(largestDifference(activated(f, column({-2, 0, 0.5, 3})).reshaped(), expected.reshaped()) < 2e-7);
  }

  void softmaxGivesProbabilitiesHoweverLargeTheLogits() {
    Matrix z(3, 3);
    z << 1000, -1000, 0,  //
        -1000, -1000, 0,  //
        0, -1000, 1;
    const Matrix a = activated(Activation::Softmax, z);
    QVERIFY(a.allFinite());
    QVERIFY(largestDifference(Vector(a.colwise().sum().transpose()), Vector(Vector::Ones(3))) < kPrecision);
    QCOMPARE(a(0, 0), Scalar(1));
    QVERIFY(isClose(a(0, 1), 1.0 / 3));
  }

  void saturatedUnitsStayInRange() {
    const Matrix z = column({-1e4, -100, 100, 1e4});
    for (const Activation f : {Activation::Sigmoid, Activation::Tanh}) {
      const Matrix a = activated(f, z);
      QVERIFY(a.allFinite());
      QVERIFY(isClose(a(0, 0), f == Activation::Tanh ? -1 : 0));
      QVERIFY(isClose(a(3, 0), 1));
      QVERIFY(a.maxCoeff() <= 1 && a.minCoeff() >= -1);
    }
  }

  /// Otherwise a divergence would hide behind a relu.
  void notANumberStaysVisible() {
    for (const auto& f : kEnumNames<Activation>)
      QVERIFY2(std::isnan(activated(f.value, column({1, kNaN, 2}))(1, 0)), f.name.data());
  }

  void derivativesAgreeWithDifferences_data() {
    QTest::addColumn<Activation>("f");
    for (const auto& f : kEnumNames<Activation>) QTest::newRow(f.name.data()) << f.value;
  }

  /// delta = dL/dz for L = Σ da ∘ f(z), whose derivative by differences needs no formula.
  void derivativesAgreeWithDifferences() {
    QFETCH(Activation, f);
    const Matrix z = randomMatrix(5, 3, "z");
    const Matrix da = randomMatrix(5, 3, "da");
    Matrix delta;
    activateBackward(f, z, activated(f, z), da, delta);
    const auto h = static_cast<Scalar>(kIsDouble ? 1e-6 : 1e-2);
    for (Index i = 0; i < z.size(); ++i) {
      Matrix above = z;
      Matrix below = z;
      above(i) += h;
      below(i) -= h;
      const Matrix change = activated(f, above) - activated(f, below);
      const double difference = change.cwiseProduct(da).sum() / (2 * h);
      QVERIFY(isClose(delta(i), difference, kIsDouble ? 1e-8 : 1e-3));
    }
    // In place, as Network::backward calls it.
    Matrix inPlace = da;
    activateBackward(f, z, activated(f, z), inPlace, inPlace);
    QCOMPARE(inPlace, delta);
  }

  void reluTakesZeroAtItsKink() {
    Matrix delta;
    const Matrix z = column({-1, 0, 1});
    activateBackward(Activation::Relu, z, activated(Activation::Relu, z), column({1, 1, 1}), delta);
    QCOMPARE(delta, column({0, 0, 1}));
  }
};

QTEST_APPLESS_MAIN(TestActivation)
#include "tst_activation.moc"
