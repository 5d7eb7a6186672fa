// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/range.h"

#include <QtTest>

#include <cmath>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestRange : public QObject {
  Q_OBJECT

 private slots:
  void endsBelongToItOrNot() {
    const Range closed{.least = 1, .most = 2};
    QVERIFY(closed.contains(1) && closed.contains(2) && !closed.contains(0.999) && !closed.contains(2.001));
    QVERIFY(kShareBelowOne.contains(0) && !kShareBelowOne.contains(1));
    QVERIFY(!kPositiveShare.contains(0) && kPositiveShare.contains(1));
  }

  void whatIsNotANumberIsOutside() {
    for (const double value : {double(NAN), double(INFINITY), -double(INFINITY)})
      QVERIFY(!kShare.contains(value));
  }

  void saysWhatItIs() {
    QCOMPARE(kShare.text(), std::string("from 0 to 1"));
    QCOMPARE(kShareBelowOne.text(), std::string("from 0 to less than 1"));
    QCOMPARE(kPositiveShare.text(), std::string("greater than 0 and at most 1"));
    QCOMPARE((Range{.least = 0, .most = 0.5, .isLeastIn = false, .isMostIn = false}.text()),
             std::string("greater than 0 and less than 0.5"));
  }
};

PELLUCID_TEST(tst_range, TestRange)
#include "tst_range.moc"
