// SPDX-License-Identifier: GPL-3.0-or-later
// The two tests say what the engine finds, and forget it with the experiment.
#include "ui/diagnosis/classic_tests_section.h"

#include <QtTest>

#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "tests/ui/diagnosis/diagnosis_fixture.h"
#include "ui/diagnosis/remedy_row.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::kPatienceMs;

class TestClassicTestsSection : public QObject {
  Q_OBJECT

 private slots:
  void saysWhatTheEngineFinds() {
    const auto dataset = tests::squareImages(4, 3, 200);
    ClassicTestsSection section;
    section.show();
    QVERIFY(!section.oneBatchButton().isEnabled() && !section.inputsButton().isEnabled());
    tests::SickRun run(tests::experimentFor(*dataset, {6}), dataset);
    const MomentPtr moment = run.next();
    section.showMoment(moment);
    QTest::mouseClick(&section.oneBatchButton(), Qt::LeftButton);
    QVERIFY(section.isBusy() && !section.oneBatchButton().isEnabled());
    QTest::keyClick(&section.inputsButton(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(!section.isBusy(), kPatienceMs);
    QVERIFY(section.oneBatchButton().isEnabled() && section.inputsButton().isEnabled());
    const auto oneBatch = engine::testOneBatch(moment->experiment(), *dataset)->value();
    QCOMPARE(section.oneBatchText(), oneBatchText(oneBatch));
    const auto inputs = engine::testInputs(moment->experiment(), *dataset)->value();
    QCOMPARE(section.inputsText(), inputsText(inputs));
    // Steps do not change it, settings do.
    section.showMoment(run.next(3));
    QVERIFY(!section.oneBatchText().isEmpty());
    tests::SickRun other(tests::zerosExperiment(*dataset), dataset);
    section.showMoment(other.next());
    QVERIFY(section.oneBatchText().isEmpty() && section.inputsText().isEmpty());
  }

  void sentencesTellYesFromNo() {
    engine::OneBatchTest batch{.samples = 20, .steps = 500, .before = 2, .after = 0.001};
    QVERIFY(oneBatchText(batch).startsWith("Yes: of 20 samples the loss fell from 2.0000 to 0.0010"));
    batch.after = 1.5;
    QVERIFY(oneBatchText(batch).startsWith("No: of 20 samples the loss was 2.0000, and is still 1.5000"));
    batch.hasDiverged = true;
    QVERIFY(oneBatchText(batch).contains("diverged"));
    engine::InputTest inputs{.steps = 500, .withInputs = 0.5, .withoutInputs = 2};
    QVERIFY(inputsText(inputs).startsWith("Yes: after 500 steps the loss is 0.5000, and 2.0000"));
    inputs.withInputs = 1.99;
    QVERIFY(inputsText(inputs).startsWith("No: after 500 steps"));
    inputs.hasDiverged = true;
    QVERIFY(inputsText(inputs).contains("diverged"));
  }
};

PELLUCID_WINDOW_TEST(tst_classic_tests_section, TestClassicTestsSection)
#include "tst_classic_tests_section.moc"
