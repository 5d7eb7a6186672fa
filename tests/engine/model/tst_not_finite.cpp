// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/not_finite.h"

#include <QtTest>

#include <cmath>
#include <limits>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

constexpr Scalar kInfinite = std::numeric_limits<Scalar>::infinity();

/// 3–4–2: a weight of 4×3, a bias of 4, a weight of 2×4 and a bias of 2, column by column.
std::shared_ptr<const Network> smallNetwork() {
  return Network::create({.layers = {dense(4, Activation::Tanh), dense(2, Activation::Softmax)}},
                         flatShape(3))
      .value();
}

}  // namespace

class TestNotFinite : public QObject {
  Q_OBJECT

 private slots:
  void findsTheFirstInItsPlace() {
    const auto network = smallNetwork();
    Vector values = Vector::Zero(network->parameterCount());
    QVERIFY(!findNotFinite(*network, values));
    values[25] = NAN;  // the very last one
    values[16 + 5] = -kInfinite;
    const auto second = findNotFinite(*network, values);
    QCOMPARE(second->tensor.layer, std::size_t{1});
    QCOMPARE(second->tensor.name, std::string("weight"));
    QCOMPARE(second->row, 1);  // 5 is the second value in the third column of two
    QCOMPARE(second->column, 2);
    QCOMPARE(second->value, -kInfinite);
    values[13] = kInfinite;
    const auto first = findNotFinite(*network, values);
    QCOMPARE(first->tensor.layer, std::size_t{0});
    QCOMPARE(first->tensor.name, std::string("bias"));
    QCOMPARE(first->row, 1);
    QCOMPARE(first->column, 0);
  }

  /// An optimizer without moments has none that could be wrong.
  void nothingIsFinite() { QVERIFY(!findNotFinite(*smallNetwork(), Vector())); }

  /// Each value of a vector counts, at any position in the group examined together.
  void everyValueCounts() {
    for (const Index size : {1, 7, 64, 101})
      for (Index at = 0; at < size; ++at)
        for (const Scalar bad : {kInfinite, -kInfinite, std::numeric_limits<Scalar>::quiet_NaN()}) {
          Vector values = Vector::Constant(size, std::numeric_limits<Scalar>::max());
          QVERIFY(isFinite(values));
          values[at] = bad;
          QVERIFY(!isFinite(values));
        }
    QVERIFY(isFinite(Vector()));
  }
};

PELLUCID_TEST(tst_not_finite, TestNotFinite)
#include "tst_not_finite.moc"
