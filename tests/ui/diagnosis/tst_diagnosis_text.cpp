// SPDX-License-Identifier: GPL-3.0-or-later
// What the diagnosis says in words.
#include "ui/diagnosis/diagnosis_text.h"

#include <QtTest>

#include "engine/inspect/diagnosis/run_look.h"
#include "tests/support/window_test.h"
#include "tests/ui/diagnosis/diagnosis_fixture.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

Trial trialOf(double asItIs, double changed, bool hasOtherLoss = false) {
  engine::Preview preview{.steps = 200};
  preview.asItIs.metrics = {.loss = asItIs, .accuracy = 0.25};
  preview.changed.metrics = {.loss = changed, .accuracy = 0.75};
  return {.remedy = tests::madeUpFinding(engine::seedExperiment()).remedies[0],
          .step = 30,
          .hasOtherLoss = hasOtherLoss,
          .answer = engine::Result<engine::Preview>(preview)};
}

}  // namespace

class TestDiagnosisText : public QObject {
  Q_OBJECT

 private slots:
  void sinceWhen() {
    QCOMPARE(sinceText(0, 50), QString("since the beginning"));
    QCOMPARE(sinceText(1200, 1875), QString("since step 1,200 · epoch 0.6"));
    QCOMPARE(sinceText(37500, 1875), QString("since step 37,500 · epoch 20"));
  }

  void where() {
    const auto dataset = tests::squareImages(4, 3, 60);
    const Moment moment = tests::momentAfter(tests::experimentFor(*dataset, {6}), dataset);
    QCOMPARE(placeText({.layer = 0, .units = {1, 3}}, moment), QString("Hidden 1: 2 of 6 units"));
    QCOMPARE(placeText({.layer = 0, .units = {4}}, moment), QString("Hidden 1, unit 5"));
    QCOMPARE(placeText({.layer = 1}, moment), QString("Output"));
    QCOMPARE(placeText({.layer = 7}, moment), QString());
  }

  void numbers() {
    QCOMPARE(evidenceText({.key = "n", .what = engine::message("dead units"), .value = 12345}),
             QString("dead units: 12,345"));
    QCOMPARE(evidenceText({.key = "x", .what = engine::message("loss"), .value = 0.12345}),
             QString("loss: 0.1235"));
  }

  void whatCameOfIt() {
    const TrialText better = trialText(trialOf(0.41, 0.22));
    QCOMPARE(better.words, QString("After 200 more steps: test loss 0.4100 as it is, 0.2200 with it."));
    QVERIFY(better.isBetter);
    QVERIFY(!trialText(trialOf(0.22, 0.41)).isBetter);
    QVERIFY(!trialText(trialOf(0.3, 0.3)).isBetter);
    const TrialText others = trialText(trialOf(0.1, 0.9, true));  // losses that cannot be compared
    QCOMPARE(others.words,
             QString("After 200 more steps: test samples right: 25.0\u202f% as it is, 75.0\u202f% with it."));
    QVERIFY(others.isBetter);
    Trial trial = trialOf(0.41, 0.22);
    trial.answer->value().isFromBeginning = true;
    trial.answer->value().isOnValidation = true;
    QCOMPARE(trialText(trial).words,
             QString("200 steps from the beginning: validation loss 0.4100 as it is, 0.2200 with it."));
    trial.answer->value().asItIs.diverged = engine::Diverged{};
    QCOMPARE(trialText(trial).words,
             QString("200 steps from the beginning: it diverges as it is, validation loss 0.2200 with it."));
    QVERIFY(trialText(trial).isBetter);
    trial.answer = engine::Result<engine::Preview>(engine::Error{engine::message("There is no room.")});
    QCOMPARE(trialText(trial).words, QString("It could not be tried: There is no room."));
    QVERIFY(!trialText(trial).isBetter);
  }

  void severities() {
    QCOMPARE(signOf(engine::Severity::Alarm), SignKind::Alarm);
    QCOMPARE(signOf(engine::Severity::Warning), SignKind::Warning);
    QCOMPARE(signOf(engine::Severity::Note), SignKind::Note);
    QVERIFY(severityText(engine::Severity::Alarm) != severityText(engine::Severity::Note));
    QCOMPARE(checkTexts().size(), 3);
  }
};

PELLUCID_WINDOW_TEST(tst_diagnosis_text, TestDiagnosisText)
#include "tst_diagnosis_text.moc"
