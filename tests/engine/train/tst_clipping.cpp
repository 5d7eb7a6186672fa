// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/clipping.h"

#include <QtTest>

#include "engine/base/random.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestClipping : public QObject {
  Q_OBJECT

 private slots:
  void normsAgreeWithTheDefinition() {
    Random random(2, "gradient");
    for (const Index size : {0, 1, 15, 16, 17, 1024, 5000})
      for (const double value : {0.0, 0.5}) {
        Vector gradient(size);
        double sum = 0;
        for (Scalar& g : gradient) {
          g = static_cast<Scalar>(random.normal());
          const double limited = value > 0 ? std::max(-value, std::min<double>(value, g)) : double(g);
          sum += limited * limited;
        }
        const double norm = squaredNorm({.norm = 1, .value = value}, gradient.data(), size);
        QVERIFY2(std::abs(norm - sum) <= (kIsDouble ? 1e-13 : 1e-6) * sum, QByteArray::number(norm - sum));
      }
  }

  /// Values from torch.nn.utils.clip_grad_norm_ for the gradient (3, 4), whose norm is 5.
  void scalesDownToTheNorm() {
    QVERIFY(isClose(gradientScale({.norm = 2, .value = 0}, 25), 2 / 5.000001, 1e-15));
    QCOMPARE(gradientScale({.norm = 6, .value = 0}, 25), 1.0);
    QCOMPARE(gradientScale({.norm = 0, .value = 3}, 25), 1.0);
    QCOMPARE(gradientScale({.norm = 1, .value = 0}, 0), 1.0);
  }
};

PELLUCID_TEST(tst_clipping, TestClipping)
#include "tst_clipping.moc"
