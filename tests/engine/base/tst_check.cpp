// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/check.h"

#include <QtTest>

#include <stdexcept>

#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestCheck : public QObject {
  Q_OBJECT

 private slots:
  void letsKeptPromisesPass() { check(true, "never seen"); }

  void throwsTheMessageOfABrokenOne() {
    try {
      check(false, "two parts disagree");
      QFAIL("did not throw");
    } catch (const std::logic_error& bug) {
      QVERIFY2(pellucid::tests::mentions(bug.what(), {"Internal error", "two parts disagree"}), bug.what());
    }
  }
};

PELLUCID_TEST(tst_check, TestCheck)
#include "tst_check.moc"
