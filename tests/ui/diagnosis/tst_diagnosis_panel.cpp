// SPDX-License-Identifier: GPL-3.0-or-later
// The panel shows what the doctor finds, lets it be silenced, and has remedies tried while training rests.
#include "ui/diagnosis/diagnosis_panel.h"

#include <QAbstractButton>
#include <QLabel>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "tests/ui/diagnosis/diagnosis_fixture.h"
#include "ui/diagnosis/remedy_row.h"
#include "ui/widgets/link_button.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::DiagnosisRule;
using tests::kPatienceMs;

namespace {

struct Practice {
  explicit Practice(const engine::Experiment& experiment, const engine::DatasetPtr& dataset)
      : run(experiment, dataset) {
    panel.resize(270, 700);
  }
  bool examines(const MomentPtr& moment) {
    doctor.showMoment(moment, nullptr);
    trials.showMoment(moment, nullptr);
    panel.showMoment(moment);
    return QTest::qWaitFor([this] { return doctor.isUpToDate(); }, kPatienceMs);
  }
  bool says(const QString& text) const {
    for (const auto* label : panel.findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains(text)) return true;
    return false;
  }
  QAbstractButton* link(const QString& text) const {
    for (auto* button : panel.findChildren<QAbstractButton*>())
      if (button->isVisible() && button->text() == text) return button;
    return nullptr;
  }

  tests::SickRun run;
  Doctor doctor{[this]() -> const engine::History& { return run.history(); }};
  RemedyTrials trials{
      [](const engine::DataSpec& data, const engine::Progress&) -> engine::Result<engine::DatasetPtr> {
        return engine::Error{engine::message("There is no {}.", data.name)};
      }};
  DiagnosisPanel panel{doctor, trials};
};

}  // namespace

class TestDiagnosisPanel : public QObject {
  Q_OBJECT

 private slots:
  void aHealthyNetworkIsToldSoAndWhatWasChecked() {
    const auto dataset = tests::squareImages(4, 3, 400);
    Practice practice(tests::experimentFor(*dataset, {6}), dataset);
    practice.panel.show();
    QVERIFY(practice.says("will be here"));
    QVERIFY(practice.examines(practice.run.next()));
    QVERIFY(practice.doctor.findings()->empty());
    QVERIFY(practice.says("Nothing is wrong that Pellucid knows of."));
    for (const QString& check : checkTexts()) QVERIFY(practice.says(check));
    QVERIFY(practice.says("before the first step"));
  }

  void aSickOneHasACardWithWhatHelps() {
    const auto dataset = tests::squareImages(4, 3, 200);
    Practice practice(tests::zerosExperiment(*dataset), dataset);
    QVERIFY(practice.examines(practice.run.next()));
    QVERIFY(practice.panel.cardOf(DiagnosisRule::EqualUnits) == nullptr);  // nobody looks
    practice.panel.show();
    FindingCard* card = practice.panel.cardOf(DiagnosisRule::EqualUnits);
    QVERIFY(card != nullptr && card->isVisible());
    QVERIFY(!practice.says("Nothing is wrong"));
    // Tried automatically at rest, with a better result.
    const engine::Remedy remedy = card->finding().remedies.at(0);
    const RemedyPlace place{.rule = DiagnosisRule::EqualUnits, .remedy = 0};
    QTRY_VERIFY_WITH_TIMEOUT(
        practice.trials.find(place, remedy) != nullptr && practice.trials.find(place, remedy)->answer,
        kPatienceMs);
    QVERIFY(trialText(*practice.trials.find(place, remedy)).isBetter);
    QTRY_VERIFY_WITH_TIMEOUT(practice.says(trialText(*practice.trials.find(place, remedy)).words),
                             kPatienceMs);
    QSignalSpy wanted(&practice.panel, &DiagnosisPanel::remedyWanted);
    QTest::mouseClick(&card->remedies()[0]->button(), Qt::LeftButton);
    QVERIFY(wanted.takeLast().at(0).value<engine::Remedy>() == remedy);
  }

  void whileItRunsOnlyAClickTries() {
    const auto dataset = tests::squareImages(4, 3, 200);
    Practice practice(tests::zerosExperiment(*dataset), dataset);
    practice.panel.show();
    QVERIFY(practice.examines(practice.run.next(0, true)));
    QTRY_VERIFY_WITH_TIMEOUT(practice.panel.cardOf(DiagnosisRule::EqualUnits) != nullptr, kPatienceMs);
    FindingCard* card = practice.panel.cardOf(DiagnosisRule::EqualUnits);
    QVERIFY(!practice.trials.isBusy());
    QVERIFY(practice.link("Try it first") != nullptr);
    QTest::mouseClick(practice.link("Try it first"), Qt::LeftButton);
    const RemedyPlace place{.rule = DiagnosisRule::EqualUnits, .remedy = 0};
    QVERIFY(practice.trials.find(place, card->finding().remedies[0]) != nullptr);
  }

  void whatIsSilencedIsFoldedAwayAndComesBack() {
    const auto dataset = tests::squareImages(4, 3, 200);
    Practice practice(tests::zerosExperiment(*dataset), dataset);
    practice.panel.show();
    QVERIFY(practice.examines(practice.run.next()));
    QTest::mouseClick(practice.link("Silence"), Qt::LeftButton);
    QVERIFY(practice.doctor.isSilenced(DiagnosisRule::EqualUnits));
    QVERIFY(practice.panel.cardOf(DiagnosisRule::EqualUnits) == nullptr);
    auto* silenced = practice.panel.findChild<SilencedSection*>();
    QVERIFY(silenced->isVisible() && !silenced->isOpen());
    QCOMPARE(silenced->summary(), QString("1 finding"));
    silenced->setOpen(true);
    QTest::mouseClick(practice.link("Tell again"), Qt::LeftButton);
    QVERIFY(practice.panel.cardOf(DiagnosisRule::EqualUnits) != nullptr);
    QVERIFY(!silenced->isVisible());
  }

  void whatComesLaterIsTold() {
    const auto dataset = tests::squareImages(4, 3, 200);
    engine::Experiment wild = tests::experimentFor(*dataset, {6});
    wild.training.optimizer = engine::Optimizer::Sgd;
    wild.training.settings = engine::defaultSettings(engine::Optimizer::Sgd);
    wild.training.learningRate = 1000;
    wild.training.loss = engine::Loss::MeanSquaredError;
    wild.network.layers.back().activation = engine::Activation::Linear;
    Practice practice(wild, dataset);
    practice.panel.show();
    const MomentPtr first = practice.run.next();
    QVERIFY(practice.examines(first));
    const MomentPtr last = practice.run.next(500);
    QVERIFY(std::holds_alternative<engine::Diverged>(last->snapshot->phase));
    QVERIFY(last->snapshot->state.step > 0);
    QVERIFY(practice.examines(last));
    QVERIFY(practice.doctor.find(DiagnosisRule::StepsTooLarge) != nullptr);
    QVERIFY(!practice.says("Further on"));
    QVERIFY(practice.examines(practice.run.backTo(first)));
    QVERIFY(practice.doctor.find(DiagnosisRule::StepsTooLarge) == nullptr);
    QVERIFY(practice.says("Further on this was found: The steps are too long"));
    QSignalSpy step(&practice.panel, &DiagnosisPanel::stepWanted);
    const QString words = "Go to step " + QString::number(practice.doctor.furthest());
    QTest::mouseClick(practice.link(words), Qt::LeftButton);
    QCOMPARE(step.takeLast().at(0).value<std::int64_t>(), last->snapshot->state.step);
  }

  void whoComesForAFindingSeesItFramed() {
    const auto dataset = tests::squareImages(4, 3, 200);
    Practice practice(tests::zerosExperiment(*dataset), dataset);
    practice.panel.show();
    QVERIFY(practice.examines(practice.run.next()));
    practice.panel.choose(DiagnosisRule::EqualUnits);
    FindingCard* card = practice.panel.cardOf(DiagnosisRule::EqualUnits);
    QVERIFY(card->sinceButton().isVisible());
    QCOMPARE(practice.panel.focusWidget(), &card->sinceButton());
    const QImage framed = card->grab().toImage();
    practice.panel.choose({});
    QVERIFY(card->grab().toImage() != framed);
  }
};

PELLUCID_WINDOW_TEST(tst_diagnosis_panel, TestDiagnosisPanel)
#include "tst_diagnosis_panel.moc"
