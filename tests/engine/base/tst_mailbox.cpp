// SPDX-License-Identifier: GPL-3.0-or-later
// A mailbox is held by one thread at a time, and wakes whoever waits for what it holds.
#include "engine/base/mailbox.h"

#include <QtTest>
#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

struct Box {
  int asked = 0;
  int answered = 0;
};

/// Whether both halves always belong together, which is true only if nothing reads in between.
struct Halves {
  int left = 0;
  int right = 0;
};

}  // namespace

class TestMailbox : public QObject {
  Q_OBJECT

 private slots:
  void returnsWhatIsMadeOfTheValue() {
    Mailbox<std::unique_ptr<int>> box(std::make_unique<int>(3));
    QCOMPARE(box.open([](const std::unique_ptr<int>& value) { return *value; }), 3);
    const auto taken = box.open([](std::unique_ptr<int>& value) { return std::move(value); });
    QCOMPARE(*taken, 3);
    QVERIFY(box.open([](const std::unique_ptr<int>& value) { return value == nullptr; }));
  }

  void onlyOneHoldsIt() {
    constexpr int kTimes = 10'000;
    Mailbox<Halves> box;
    std::atomic<int> torn = 0;
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
          for (int time = 0; time < kTimes; ++time)
            box.open([&](Halves& halves) {
              if (halves.left != halves.right) ++torn;
              ++halves.left;
              ++halves.right;
            });
        });
    }
    QCOMPARE(torn.load(), 0);
    QCOMPARE(box.open([](const Halves& halves) { return halves.left; }), 4 * kTimes);
  }

  /// Each waits for the other a thousand times, so a single missed call hangs.
  void whoWaitsIsWoken() {
    constexpr int kTimes = 1000;
    Mailbox<Box> box;
    const std::jthread other([&box] {
      for (int i = 1; i <= kTimes; ++i)
        box.wait([i](const Box& both) { return both.asked == i; }, [](Box& both) { ++both.answered; });
    });
    for (int i = 1; i <= kTimes; ++i) {
      box.open([](Box& both) { ++both.asked; });
      QCOMPARE(box.wait([i](const Box& both) { return both.answered == i; },
                        [](const Box& both) { return both.asked; }),
               i);
    }
  }

  void waitsNoLongerThanItIsTold() {
    Mailbox<Box> box;
    const auto isAnswered = [](const Box& both) { return both.answered > 0; };
    const auto past = Mailbox<Box>::Clock::now();
    QVERIFY(!box.waitUntil(past, isAnswered, isAnswered));
    const std::jthread other([&box] { box.open([](Box& both) { ++both.answered; }); });
    QVERIFY(box.waitUntil(Mailbox<Box>::Clock::time_point::max(), isAnswered, isAnswered));
  }

  void whatIsThrownLeavesItUsable() {
    Mailbox<int> box(1);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, box.open([](int& value) {
      value = 2;
      throw std::runtime_error("a bug");
    }));
    QCOMPARE(box.open([](int value) { return value; }), 2);
  }
};

PELLUCID_TEST(tst_mailbox, TestMailbox)
#include "tst_mailbox.moc"
