// SPDX-License-Identifier: GPL-3.0-or-later
// A thread that gives way, and those that it begins, have a lower priority; the others keep theirs.
#include "engine/base/background_thread.h"

#include <sys/resource.h>

#include <QtTest>
#include <thread>

#include "tests/support/test_program.h"

class TestBackgroundThread : public QObject {
  Q_OBJECT

 private slots:
  void onlyTheThreadAndItsOwnGiveWay() {
    const auto nice = [] { return getpriority(PRIO_PROCESS, 0); };
    const int before = nice();
    if (before >= 10) QSKIP("The tests run with a low priority already.");
    int thread = 0;
    int itsThread = 0;
    std::jthread([&] {
      pellucid::engine::lowerThreadPriority();
      thread = nice();
      std::jthread([&] { itsThread = nice(); }).join();
    }).join();
    QCOMPARE(thread, 10);
    QCOMPARE(itsThread, 10);
    QCOMPARE(nice(), before);
  }
};

PELLUCID_TEST(tst_background_thread, TestBackgroundThread)
#include "tst_background_thread.moc"
