// SPDX-License-Identifier: GPL-3.0-or-later
// What came of a remedy is what a preview of it answers, and is forgotten with the run that it was tried on.
#include "ui/diagnosis/remedy_trials.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "tests/ui/diagnosis/diagnosis_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::DiagnosisRule;
using tests::kPatienceMs;

namespace {

constexpr RemedyPlace kTried{.rule = DiagnosisRule::DeadUnits, .remedy = 0};

RemedyTrials::Load noOtherData() {
  return [](const engine::DataSpec& data, const engine::Progress&) -> engine::Result<engine::DatasetPtr> {
    return engine::Error{engine::message("There is no {}.", data.name)};
  };
}

tests::SickRun anyRun() {
  const auto dataset = tests::squareImages(4, 3, 200);
  return tests::SickRun(tests::experimentFor(*dataset, {6}), dataset);
}

MomentPtr withoutOptimizer(const MomentPtr& moment) {
  Moment picture = *moment;
  auto snapshot = std::make_shared<engine::Snapshot>(*picture.snapshot);
  snapshot->isWhole = false;
  picture.snapshot = snapshot;
  return tests::share(picture);
}

}  // namespace

class TestRemedyTrials : public QObject {
  Q_OBJECT

 private slots:
  void theAnswerIsThatOfAPreview() {
    tests::SickRun run = anyRun();
    RemedyTrials trials(noOtherData());
    const MomentPtr moment = run.next(30);
    const engine::Remedy remedy = tests::madeUpFinding(moment->experiment()).remedies[0];
    trials.ask(kTried, remedy);
    QVERIFY(trials.find(kTried, remedy) == nullptr);  // there is no run yet
    trials.showMoment(moment, nullptr);
    trials.ask(kTried, remedy);
    QVERIFY(trials.isBusy());
    QVERIFY(trials.find(kTried, remedy) != nullptr && !trials.find(kTried, remedy)->answer);
    QTRY_VERIFY_WITH_TIMEOUT(trials.find(kTried, remedy)->answer, kPatienceMs);
    const engine::Preview expected = engine::preview({.asItIs = moment->experiment(),
                                                      .dataset = moment->dataset,
                                                      .state = moment->snapshot->state,
                                                      .changed = *remedy.experiment,
                                                      .changedDataset = moment->dataset})
                                         .value();
    const engine::Preview& answer = trials.find(kTried, remedy)->answer->value();
    QCOMPARE(answer.asItIs.metrics.loss, expected.asItIs.metrics.loss);
    QCOMPARE(answer.changed.metrics.loss, expected.changed.metrics.loss);
    QCOMPARE(trials.find(kTried, remedy)->step, 30);
    // The same remedy is not tried twice; another remedy in its place has no result yet.
    trials.ask(kTried, remedy);
    QVERIFY(!trials.isBusy());
    engine::Remedy other = remedy;
    other.experiment->training.learningRate = 0.5;
    QVERIFY(trials.find(kTried, other) == nullptr);
    // After more steps another trial is worthwhile.
    trials.showMoment(run.next(5), nullptr);
    QVERIFY(trials.find(kTried, remedy) != nullptr);
    trials.ask(kTried, remedy);
    QVERIFY(trials.isBusy());
    QTRY_VERIFY_WITH_TIMEOUT(!trials.isBusy(), kPatienceMs);
    QCOMPARE(trials.find(kTried, remedy)->step, 35);
  }

  void severalAreTriedOneAfterAnother() {
    tests::SickRun run = anyRun();
    RemedyTrials trials(noOtherData());
    const MomentPtr moment = run.next(4);
    trials.showMoment(moment, nullptr);
    engine::Remedy remedy = tests::madeUpFinding(moment->experiment()).remedies[0];
    for (std::size_t i = 0; i < 3; ++i) {
      remedy.experiment->training.learningRate *= 2;
      trials.ask({.rule = DiagnosisRule::Plateau, .remedy = i}, remedy);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!trials.isBusy(), kPatienceMs);
    QVERIFY(trials.find({.rule = DiagnosisRule::Plateau, .remedy = 2}, remedy)->answer);
  }

  /// Trials that have not begun are no longer shown as running; the one that has begun gets its answer.
  void whatNobodyWantsIsNotUnderWay() {
    tests::SickRun run = anyRun();
    RemedyTrials trials(noOtherData());
    const MomentPtr moment = run.next(4);
    trials.showMoment(moment, nullptr);
    const engine::Remedy remedy = tests::madeUpFinding(moment->experiment()).remedies[0];
    trials.ask(kTried, remedy);
    const RemedyPlace second{.rule = DiagnosisRule::Plateau, .remedy = 0};
    trials.ask(second, remedy);
    QVERIFY(trials.find(second, remedy) != nullptr);
    QSignalSpy changed(&trials, &RemedyTrials::changed);
    trials.askNoMore();
    QCOMPARE(changed.count(), 1);
    QVERIFY(trials.find(second, remedy) == nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(!trials.isBusy(), kPatienceMs);
    QVERIFY(trials.find(kTried, remedy)->answer);
  }

  void aRunThatBrokeDownIsTriedFromItsBeginning() {
    tests::SickRun run = anyRun();
    RemedyTrials trials(noOtherData());
    Moment broken = *run.next(4);
    auto snapshot = std::make_shared<engine::Snapshot>(*broken.snapshot);
    engine::Diverged diverged;
    diverged.step = 5;
    snapshot->phase = diverged;
    broken.snapshot = snapshot;
    const engine::Remedy remedy = tests::madeUpFinding(broken.experiment()).remedies[0];
    trials.showMoment(tests::share(broken), nullptr);
    trials.ask(kTried, remedy);
    QTRY_VERIFY_WITH_TIMEOUT(trials.find(kTried, remedy)->answer, kPatienceMs);
    QVERIFY(trials.find(kTried, remedy)->answer->value().isFromBeginning);
  }

  void anotherExperimentForgetsThem() {
    tests::SickRun run = anyRun();
    RemedyTrials trials(noOtherData());
    const MomentPtr moment = run.next(4);
    const engine::Remedy remedy = tests::madeUpFinding(moment->experiment()).remedies[0];
    trials.showMoment(moment, nullptr);
    trials.ask(kTried, remedy);
    Moment other = *moment;
    auto snapshot = std::make_shared<engine::Snapshot>(*other.snapshot);
    snapshot->experiment.training.learningRate *= 3;
    other.snapshot = snapshot;
    trials.showMoment(tests::share(other), nullptr);
    QVERIFY(trials.find(kTried, remedy) == nullptr);
    QVERIFY(!trials.isBusy());
  }

  void aRunThatGoesOnIsAskedForItsWholeState() {
    tests::SickRun run = anyRun();
    RemedyTrials trials(noOtherData());
    QSignalSpy wanted(&trials, &RemedyTrials::wholeWanted);
    const MomentPtr picture = withoutOptimizer(run.next(4, true));
    const engine::Remedy remedy = tests::madeUpFinding(picture->experiment()).remedies[0];
    trials.showMoment(picture, nullptr);
    QCOMPARE(wanted.count(), 0);
    trials.ask(kTried, remedy);
    trials.showMoment(withoutOptimizer(run.next(1, true)), nullptr);
    QCOMPARE(wanted.count(), 1);  // once is enough
    trials.showMoment(run.next(1, true), nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(trials.find(kTried, remedy)->answer, kPatienceMs);
    QCOMPARE(trials.find(kTried, remedy)->step, 6);
  }

  void otherDataAreReadAndComparedByWhatIsRight() {
    tests::SickRun run = anyRun();
    const engine::DatasetPtr better = tests::squareImages(4, 3, 400);
    RemedyTrials trials([&better](const engine::DataSpec& data,
                                  const engine::Progress&) -> engine::Result<engine::DatasetPtr> {
      if (data.name == "better") return better;
      return engine::Error{engine::message("There is no {}.", data.name)};
    });
    const MomentPtr moment = run.next(4);
    trials.showMoment(moment, nullptr);
    engine::Remedy remedy{.what = engine::message("Take others."), .experiment = moment->experiment()};
    remedy.experiment->data.name = "better";
    trials.ask(kTried, remedy);
    QVERIFY(trials.find(kTried, remedy)->hasOtherLoss);
    QTRY_VERIFY_WITH_TIMEOUT(trials.find(kTried, remedy)->answer, kPatienceMs);
    QVERIFY(trials.find(kTried, remedy)->answer->value().isFromBeginning);
    engine::Remedy missing = remedy;
    missing.experiment->data.name = "nowhere";
    trials.ask(kTried, missing);
    QTRY_VERIFY_WITH_TIMEOUT(trials.find(kTried, missing)->answer, kPatienceMs);
    QVERIFY(!*trials.find(kTried, missing)->answer);
  }

  void goingBackAloneIsNotTrained() {
    tests::SickRun run = anyRun();
    const MomentPtr moment = run.next(4);
    RemedyTrials trials(noOtherData());
    trials.showMoment(moment, nullptr);
    const engine::Remedy back = tests::madeUpFinding(moment->experiment()).remedies[1];
    QVERIFY(!RemedyTrials::canTry(back));
    trials.ask(kTried, back);
    QVERIFY(trials.find(kTried, back) == nullptr && !trials.isBusy());
  }
};

PELLUCID_WINDOW_TEST(tst_remedy_trials, TestRemedyTrials)
#include "tst_remedy_trials.moc"
