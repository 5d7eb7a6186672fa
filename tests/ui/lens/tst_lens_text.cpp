// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/lens_text.h"

#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/lens/lens_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestLensText : public QObject {
  Q_OBJECT

 private slots:
  void theSentenceTellsTheNumbers() {
    engine::StepLens lens = tests::knownLens();
    QCOMPARE(
        verdictSentence(lens),
        QString("With the rate 0.1 the next step lowers the loss of its batch from 2.0000 to 1.4000. With "
                "0.5 it would be lowest: 1.0000. The same step takes the loss of 40 test samples from "
                "3.0000 to 2.6000."));
    QCOMPARE(verdictName(engine::verdictOf(lens)), QString("About right"));
    lens.batchThen = 2.5;
    lens.testSize = 0;
    QCOMPARE(
        verdictSentence(lens),
        QString("With the rate 0.1 the next step raises the loss of its batch from 2.0000 to 2.5000. With "
                "0.5 it would be lowest: 1.0000."));
    QCOMPARE(verdictName(engine::verdictOf(lens)), QString("Too large"));
    lens.batchThen = 1.99999;
    QCOMPARE(
        verdictSentence(lens),
        QString("With the rate 0.1 the next step leaves the loss of its batch at 2.0000. With 0.5 it would "
                "be lowest: 1.0000."));
    lens.own.least = 2;
    QVERIFY(verdictSentence(lens).endsWith("falls nowhere."));
    lens = tests::knownLens();
    lens.batchThen = 1.99;
    QCOMPARE(verdictName(engine::verdictOf(lens)), QString("Too small"));
  }

  void aRateIsReadOff() {
    const engine::StepLens lens = tests::knownLens();
    QCOMPARE(lensReadout(lens, 2, true, false),
             QString("Rate 0.1. optimizer's step: batch 1.4000, test 2.6000."));
    QCOMPARE(
        lensReadout(lens, 4, true, true),
        QString("Rate 10. optimizer's step: batch 6.0000, test out of range; gradient: batch 1.5000, test "
                "2.9000."));
  }
};

PELLUCID_WINDOW_TEST(tst_lens_text, TestLensText)
#include "tst_lens_text.moc"
