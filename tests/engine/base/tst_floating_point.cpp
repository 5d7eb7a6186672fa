// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/floating_point.h"

#include <QtTest>

#include <atomic>
#include <limits>
#include <thread>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

/// Half of the smallest normal number, computed where the compiler's optimiser cannot see it.
float halfOfTheSmallest() {
  volatile float smallest = std::numeric_limits<float>::min();
  volatile float half = smallest * 0.5F;
  return half;
}

/// Whether a denormal operand counts as zero.
bool readsDenormals() {
  volatile float denormal = std::numeric_limits<float>::denorm_min();
  volatile float scaled = denormal * 1e30F;
  return scaled != 0;
}

}  // namespace

class TestFloatingPoint : public QObject {
  Q_OBJECT

 private slots:
  void flushesWhileItLives() {
#if !defined(__SSE__)
    QSKIP("this processor is not asked to flush");
#endif
    QVERIFY(halfOfTheSmallest() != 0);
    {
      const FlushDenormals outer;
      QCOMPARE(halfOfTheSmallest(), 0.0F);
      QVERIFY(!readsDenormals());
      {
        const FlushDenormals inner;
        QCOMPARE(halfOfTheSmallest(), 0.0F);
      }
      QCOMPARE(halfOfTheSmallest(), 0.0F);
    }
    QVERIFY(halfOfTheSmallest() != 0);
    QVERIFY(readsDenormals());
  }

  void concernsOnlyItsThread() {
    std::atomic<bool> isGuarded = false;
    std::atomic<bool> isDone = false;
    std::thread other([&] {
      const FlushDenormals guard;
      isGuarded = true;
      while (!isDone) std::this_thread::yield();
    });
    while (!isGuarded) std::this_thread::yield();
    const float here = halfOfTheSmallest();
    isDone = true;
    other.join();
    QVERIFY(here != 0);
  }
};

PELLUCID_TEST(tst_floating_point, TestFloatingPoint)
#include "tst_floating_point.moc"
