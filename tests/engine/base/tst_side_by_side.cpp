// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/side_by_side.h"

#include <QtTest>
#include <atomic>
#include <barrier>
#include <set>
#include <stdexcept>
#include <thread>

#include "engine/base/mailbox.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestSideBySide : public QObject {
  Q_OBJECT

 private slots:
  /// None passes the barrier before all have reached it.
  void allOfThemWorkAtTheSameTime() {
    Mailbox<std::set<std::thread::id>> seen;
    std::barrier<> all(4);
    sideBySide(4, [&] {
      all.arrive_and_wait();
      seen.open([](std::set<std::thread::id>& ids) { ids.insert(std::this_thread::get_id()); });
    });
    const auto ids = seen.open([](const std::set<std::thread::id>& found) { return found; });
    QCOMPARE(ids.size(), 4U);
    QVERIFY(ids.contains(std::this_thread::get_id()));
  }

  void oneIsTheCallerAlone() {
    std::thread::id id;
    sideBySide(1, [&id] { id = std::this_thread::get_id(); });
    QVERIFY(id == std::this_thread::get_id());
  }

  void whatIsThrownComesWhenAllHaveEnded() {
    std::atomic<int> ended = 0;
    std::barrier<> all(3);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, sideBySide(3, [&] {
                               all.arrive_and_wait();
                               if (ended++ == 0) throw std::runtime_error("a bug");
                             }));
    QCOMPARE(ended.load(), 3);
  }

  void thereIsACore() { QVERIFY(allCores() >= 1); }
};

PELLUCID_TEST(tst_side_by_side, TestSideBySide)
#include "tst_side_by_side.moc"
