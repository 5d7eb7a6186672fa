// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/pack.h"

#include <QtTest>

#include "engine/base/random.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

constexpr Scalar kInfinity = std::numeric_limits<Scalar>::infinity();

/// In units in the last place of `expected`.
double error(Scalar value, long double expected) {
  const auto rounded = static_cast<Scalar>(expected);
  return static_cast<double>(std::abs(value - expected) / (std::nextafter(rounded, kInfinity) - rounded));
}

}  // namespace

class TestPack : public QObject {
  Q_OBJECT

 private slots:
  void rootAndReciprocalAreAccurate() {
    Random random(1, "pack");
    for (int i = 0; i < 20'000; ++i) {
      Pack x;
      for (Scalar& value : x) value = static_cast<Scalar>(std::exp(160 * random.uniform() - 80));
      const Pack roots = root(x);
      const Pack reciprocals = reciprocal(x);
      for (Index k = 0; k < kPackSize; ++k) {
        const long double exact = x[k];
        QVERIFY2(error(roots[k], std::sqrt(exact)) <= 4, QByteArray::number(x[k]));
        QVERIFY2(error(reciprocals[k], 1 / exact) <= 2, QByteArray::number(x[k]));
      }
    }
  }

  void zeroAndInfinityGiveNoSurprises() {
    QVERIFY((root(Pack(Pack::Zero())) == 0).all());
    const Pack small = reciprocal(Pack(Pack::Constant(kInfinity)));
    QVERIFY((small >= 0).all() && (small < Scalar(1e-37)).all());
  }

  void signsAndLimits() {
    constexpr Scalar kSmallest = std::numeric_limits<Scalar>::min();
    Pack x = Pack::Zero();
    x.head(6) << 3, -4, 0, kSmallest, -kSmallest, std::numeric_limits<Scalar>::max();
    Pack signs = Pack::Zero();
    signs.head(6) << 1, -1, 0, 1, -1, 1;
    QVERIFY((signOf(x) == signs).all());
    Pack limited = Pack::Zero();
    limited.head(6) << 2, -2, 0, kSmallest, -kSmallest, 2;
    QVERIFY((clamp(x, 2) == limited).all());
    for (Index k = 0; k < kPackSize; ++k) QCOMPARE(clamp(x[k], 2), limited[k]);
    QVERIFY((clamp(x, kInfinity) == x).all());
  }
};

PELLUCID_TEST(tst_pack, TestPack)
#include "tst_pack.moc"
