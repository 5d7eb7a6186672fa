// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/arithmetic.h"

#include <QtTest>

#include "engine/base/instruction_set.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestArithmetic : public QObject {
  Q_OBJECT

 private slots:
  void isThatOfThisMachineAndTellsOthersApart() {
    const Arithmetic here = arithmeticHere();
    QCOMPARE(here, arithmeticHere());
    QCOMPARE(here.version, kArithmeticVersion);
    QVERIFY(here.processor.starts_with(instructionSet()));
    const QRegularExpression rest(", first cache [1-9][0-9]* KiB, compiled by (Clang|GCC) [1-9][0-9]*$");
    QVERIFY(rest.match(QString::fromStdString(here.processor)).hasMatch());
    Arithmetic other = here;
    other.processor += "2";
    QVERIFY(other != here);
    other = here;
    ++other.version;
    QVERIFY(other != here);
  }
};

PELLUCID_TEST(tst_arithmetic, TestArithmetic)
#include "tst_arithmetic.moc"
