// SPDX-License-Identifier: GPL-3.0-or-later
// The doctor finds what plain calls of the rules find, keeps to its budget, and knows lanes and runs apart.
#include "ui/diagnosis/doctor.h"

#include <QSignalSpy>
#include <QtTest>

#include "engine/inspect/diagnosis/look_steps.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "tests/ui/diagnosis/diagnosis_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::DiagnosisRule;
using tests::kPatienceMs;

namespace {

struct Consultation {
  explicit Consultation(tests::SickRun sick)
      : run(std::move(sick)),
        doctor([this]() -> const engine::History& { return run.history(); }, [this] { return now; }) {}

  bool sees(const MomentPtr& moment) {
    doctor.showMoment(moment, nullptr);
    return QTest::qWaitFor([this] { return doctor.isUpToDate(); }, kPatienceMs);
  }

  tests::SickRun run;
  double now = 0;
  Doctor doctor;
};

tests::SickRun zerosRun() {
  const auto dataset = tests::squareImages(4, 3, 200);
  return tests::SickRun(tests::zerosExperiment(*dataset), dataset);
}

}  // namespace

class TestDoctor : public QObject {
  Q_OBJECT

 private slots:
  void findsWhatTheRulesFind() {
    Consultation visit(zerosRun());
    QVERIFY(visit.doctor.findings()->empty() && !visit.doctor.diagnosedStep());
    QSignalSpy changed(&visit.doctor, &Doctor::changed);
    const MomentPtr first = visit.run.next();
    QVERIFY(visit.sees(first));
    QVERIFY(changed.count() >= 1);
    QCOMPARE(visit.doctor.diagnosedStep(), std::optional<std::int64_t>(0));
    const engine::Snapshot& snapshot = *first->snapshot;
    const engine::Dataset& data = *first->dataset;
    engine::RunStatistics statistics{.experiment = snapshot.experiment,
                                     .network = snapshot.network,
                                     .data = engine::dataStatistics(data),
                                     .step = 0,
                                     .stepsPerEpoch = snapshot.stepsPerEpoch,
                                     .settingsSince = 0};
    statistics.looks = {
        *engine::lookAt(snapshot.experiment, *snapshot.network, data, snapshot.state.weights, 0)};
    QVERIFY(*visit.doctor.findings() == engine::diagnose(statistics));
    const engine::Finding* equal = visit.doctor.find(DiagnosisRule::EqualUnits);
    QVERIFY(equal != nullptr);
    QCOMPARE(equal->places.at(0).units.size(), std::size_t{6});
    QVERIFY(visit.doctor.find(DiagnosisRule::OverFitting) == nullptr);
  }

  /// The first look is made up for if the run was not seen at its beginning.
  void aRunThatIsOpenedLaterIsSeenFromItsBeginning() {
    Consultation visit(zerosRun());
    const engine::LookPace pace(*visit.run.next()->snapshot->network, 1);
    const std::int64_t second = engine::nextLook(0, 0, pace);
    const std::int64_t third = engine::nextLook(second, 0, pace);
    QVERIFY(visit.sees(visit.run.next(static_cast<int>(second) + 50)));
    QCOMPARE(visit.doctor.looks(), std::size_t{2});
    QCOMPARE(visit.doctor.find(DiagnosisRule::EqualUnits)->since, std::int64_t{0});
    // Not every moment is examined: the next one is due later.
    QVERIFY(visit.sees(visit.run.next(20)));
    QCOMPARE(visit.doctor.looks(), std::size_t{2});
    QCOMPARE(visit.doctor.diagnosedStep(), std::optional(second + 70));
    QVERIFY(visit.sees(visit.run.next(static_cast<int>(third - second) - 70)));
    QCOMPARE(visit.doctor.looks(), std::size_t{3});
  }

  void whileItRunsTheBudgetDecides() {
    Consultation visit(zerosRun());
    QVERIFY(visit.sees(visit.run.next(0, true)));
    visit.doctor.showMoment(visit.run.next(120, true), nullptr);
    QVERIFY(!visit.doctor.isUpToDate());
    QCOMPARE(visit.doctor.diagnosedStep(), std::optional<std::int64_t>(0));
    visit.now += 1e9;
    QVERIFY(visit.sees(visit.run.next(1, true)));
    QCOMPARE(visit.doctor.diagnosedStep(), std::optional<std::int64_t>(121));
    // At rest there is no saving of time.
    QVERIFY(visit.sees(visit.run.next(1, false)));
    QCOMPARE(visit.doctor.diagnosedStep(), std::optional<std::int64_t>(122));
  }

  void whatComesLaterIsAheadOfACursorInThePast() {
    const auto dataset = tests::squareImages(4, 3, 200);
    engine::Experiment experiment = tests::experimentFor(*dataset, {6});
    experiment.training.optimizer = engine::Optimizer::Sgd;
    experiment.training.settings = engine::defaultSettings(engine::Optimizer::Sgd);
    experiment.training.learningRate = 1000;
    experiment.training.loss = engine::Loss::MeanSquaredError;
    experiment.network.layers.back().activation = engine::Activation::Linear;
    Consultation visit(tests::SickRun(experiment, dataset));
    const MomentPtr first = visit.run.next();
    QVERIFY(visit.sees(first));
    const MomentPtr last = visit.run.next(500);
    QVERIFY(std::holds_alternative<engine::Diverged>(last->snapshot->phase));
    QVERIFY(visit.sees(last));
    const engine::Finding* found = visit.doctor.find(DiagnosisRule::StepsTooLarge);
    QVERIFY(found != nullptr && found->severity == engine::Severity::Alarm);
    QVERIFY(found->since > 0);
    QVERIFY(visit.sees(visit.run.backTo(first)));
    QVERIFY(visit.doctor.find(DiagnosisRule::StepsTooLarge) == nullptr);
    const auto& ahead = visit.doctor.ahead();
    QVERIFY(std::ranges::find(ahead, DiagnosisRule::StepsTooLarge, &engine::Finding::rule) != ahead.end());
  }

  void anotherRunBeginsWithNothing() {
    Consultation visit(zerosRun());
    const MomentPtr sick = visit.run.next();
    QVERIFY(visit.sees(sick));
    QVERIFY(!visit.doctor.findings()->empty());
    Moment other = *sick;
    auto snapshot = std::make_shared<engine::Snapshot>(*other.snapshot);
    snapshot->run += 1;
    other.snapshot = snapshot;
    visit.doctor.showMoment(tests::share(other), nullptr);
    QVERIFY(visit.doctor.findings()->empty() && visit.doctor.ahead().empty());
    QVERIFY(!visit.doctor.diagnosedStep());
  }

  void whatIsSilencedIsKeptByItsName() {
    Consultation visit(zerosRun());
    QSignalSpy changed(&visit.doctor, &Doctor::changed);
    visit.doctor.setSilenced(DiagnosisRule::EqualUnits, true);
    visit.doctor.setSilenced(DiagnosisRule::EqualUnits, true);
    QCOMPARE(changed.count(), 1);
    QVERIFY(visit.doctor.isSilenced(DiagnosisRule::EqualUnits));
    QVERIFY(!visit.doctor.isSilenced(DiagnosisRule::Plateau));
    const std::vector<std::string> names = visit.doctor.silenced();
    QCOMPARE(names, std::vector<std::string>{"equal-units"});
    visit.doctor.setSilenced(DiagnosisRule::EqualUnits, false);
    QVERIFY(visit.doctor.silenced().empty());
    visit.doctor.setSilenced(std::vector<std::string>{"plateau", "what nobody knows"});
    QCOMPARE(visit.doctor.silenced(), std::vector<std::string>{"plateau"});
  }
};

PELLUCID_WINDOW_TEST(tst_doctor, TestDoctor)
#include "tst_doctor.moc"
