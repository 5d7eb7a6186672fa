// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/activation.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/random.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

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

namespace {

/// The formulas of activation.h with the standard library, in double.
double definition(Activation f, double z) {
  const double sigmoid = 1 / (1 + std::exp(-z));
  switch (f) {
    case Activation::Exponential:
      return std::exp(z);
    case Activation::Sigmoid:
      return sigmoid;
    case Activation::BipolarSigmoid:
      return std::tanh(z / 2);
    case Activation::Tanh:
      return std::tanh(z);
    case Activation::Relu:
      return z > 0 ? z : 0;
    case Activation::LeakyRelu:
      return z > 0 ? z : 0.01 * z;
    case Activation::Elu:
      return z > 0 ? z : std::expm1(z);
    case Activation::Selu:
      return 1.0507009873554805 * (z > 0 ? z : 1.6732632423543773 * std::expm1(z));
    case Activation::Gelu:
      return z * std::erfc(-z / std::sqrt(2.0)) / 2;
    case Activation::GeluTanh: {
      const double u = std::sqrt(2 / 3.141592653589793) * (z + 0.044715 * z * z * z);
      return z / (1 + std::exp(-2 * u));  // 1/2 (1 + tanh u) without the cancellation
    }
    case Activation::Silu:
      return z * sigmoid;
    case Activation::Softplus:
      return z > 30 ? z : std::log1p(std::exp(z));
    case Activation::Softsign:
      return z / (1 + std::abs(z));
    case Activation::HardSigmoid:
      return std::clamp(z / 6 + 0.5, 0.0, 1.0);
    default:
      return z;
  }
}

}  // namespace

class TestActivation : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithTheFormula_data() {
    QTest::addColumn<Activation>("f");
    for (const auto& f : kEnumNames<Activation>)
      if (f.value != Activation::Softmax) QTest::newRow(f.name.data()) << f.value;
  }

  /// From -12 to 12 and near 0, relative to the value itself as far as its tail is not negligible.
  void agreesWithTheFormula() {
    QFETCH(Activation, f);
    const double floor = kIsDouble ? 1e-15 : 1e-12;
    // The rounding of large exponents shows.
    const double relative = kIsDouble                                            ? 1e-14
                            : f == Activation::Gelu || f == Activation::GeluTanh ? 1e-5
                                                                                 : 2e-6;
    Matrix z(1, 3001);
    for (Index i = 0; i < z.size(); ++i)
      z(i) = static_cast<Scalar>(i < 2001 ? 0.012 * static_cast<double>(i - 1000)
                                          : 1e-5 * static_cast<double>(i - 2500));
    const Matrix a = activated(f, z);
    for (Index i = 0; i < z.size(); ++i) {
      const double expected = definition(f, z(i));
      const double size = f == Activation::HardSigmoid ? 1 : std::abs(expected);
      QVERIFY2(std::abs(a(i) - expected) <= relative * size + floor,
               qPrintable(QString("f(%1) = %2, not %3").arg(double(z(i))).arg(double(a(i))).arg(expected)));
    }
  }

  void softmaxHasTheKnownValues() {
    const Matrix a = activated(Activation::Softmax, column({-2, 0, 0.5, 3}));
    const Matrix expected = column({0.005917695, 0.043726182, 0.072092286, 0.878263837});
    QVERIFY(largestDifference(a.reshaped(), expected.reshaped()) < 2e-7);
  }

  /// One sample and a batch agree to the last bit; with more rows than a pack, and with fewer.
  void anElementDoesNotDependOnItsPlace() {
    for (const auto& f : kEnumNames<Activation>)
      for (const Index rows : {1, 5, 16, 37}) {
        const Matrix z = 3 * randomMatrix(rows, 9, "z");
        const Matrix da = randomMatrix(rows, 9, "da");
        const Matrix a = activated(f.value, z);
        Matrix delta;
        activateBackward(f.value, z, a, da, delta);
        for (Index n = 0; n < z.cols(); ++n) {
          Matrix one;
          QCOMPARE(activated(f.value, z.col(n)), Matrix(a.col(n)));
          activateBackward(f.value, z.col(n), a.col(n), da.col(n), one);
          if (f.value != Activation::Softmax) QCOMPARE(one, Matrix(delta.col(n)));
        }
      }
  }

  void staysFiniteFarFromZero() {
    Matrix z(20, 2);
    z.col(0).setLinSpaced(-1000, 1000);
    z.col(1).setLinSpaced(1000, -1000);
    for (const auto& f : kEnumNames<Activation>) {
      if (f.value == Activation::Exponential) continue;
      const Matrix a = activated(f.value, z);
      Matrix delta;
      activateBackward(f.value, z, a, Matrix::Ones(20, 2), delta);
      QVERIFY2(a.allFinite() && delta.allFinite(), f.name.data());
    }
    QVERIFY(std::abs(activated(Activation::Gelu, z)(0, 0)) < 1e-30);
    QVERIFY(std::abs(activated(Activation::GeluTanh, z)(0, 0)) < 1e-30);
    QVERIFY(std::abs(activated(Activation::Silu, z)(0, 0)) < 1e-30);
    QCOMPARE(activated(Activation::Elu, z)(0, 0), Scalar(-1));
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
    for (const auto& f : kEnumNames<Activation>) {
      QVERIFY2(std::isnan(activated(f.value, column({1, kNaN, 2}))(1, 0)), f.name.data());
      Matrix z = Matrix::Ones(40, 1);
      z(3, 0) = kNaN;
      QVERIFY2(std::isnan(activated(f.value, z)(3, 0)), f.name.data());
    }
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

  void slopesAtKinksAreThoseFromTheLeft() {
    const auto slope = [](Activation f, double at) {
      Matrix delta;
      const Matrix z = column({at});
      activateBackward(f, z, activated(f, z), column({1}), delta);
      return double(delta(0, 0));
    };
    QCOMPARE(slope(Activation::LeakyRelu, 0), double(Scalar(0.01)));
    QVERIFY(isClose(slope(Activation::Selu, 0), 1.7580993408473766));
    QCOMPARE(slope(Activation::HardSigmoid, -3), 0.0);
    QCOMPARE(slope(Activation::HardSigmoid, 3), 0.0);
  }

  void reluTakesZeroAtItsKink() {
    Matrix delta;
    const Matrix z = column({-1, 0, 1});
    activateBackward(Activation::Relu, z, activated(Activation::Relu, z), column({1, 1, 1}), delta);
    QCOMPARE(delta, column({0, 0, 1}));
  }
};

PELLUCID_TEST(tst_activation, TestActivation)
#include "tst_activation.moc"
