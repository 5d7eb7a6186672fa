// SPDX-License-Identifier: GPL-3.0-or-later
// From a sick network to its cure, in the real window: signs lead to the panel, and remedies are edits that
// can be undone.
#include "app/diagnosis_room.h"

#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QtTest>

#include "app/composition.h"
#include "app/workspaces.h"
#include "tests/support/datasets.h"
#include "tests/support/digits_program.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "ui/diagnosis/remedy_row.h"
#include "ui/document/edits.h"
#include "ui/workspace/workspace_view.h"

using namespace pellucid;
using engine::DiagnosisRule;
using tests::kPatienceMs;
using ui::ActionId;

class TestDiagnosisRoom : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_program = tests::startOnDigits(m_folder);
    QVERIFY(rests());
  }

  void signsLeadToThePanelAndARemedyIsAnEdit() {
    engine::Experiment zeros = engine::seedExperiment();
    zeros.network.initializer = engine::Initializer::Zeros;
    zeros.network.layers[0] = engine::dense(8, engine::Activation::Tanh);
    open(zeros);
    QTRY_VERIFY_WITH_TIMEOUT(doctor().find(DiagnosisRule::EqualUnits) != nullptr, kPatienceMs);
    // Quietly: no panel has come to the front, but it can be found.
    QVERIFY(!panel().isVisible());
    QVERIFY(tabTitle().contains("1"));
    auto* sign = m_program->canvas().signs().buttonOf(0);
    QVERIFY(sign != nullptr && sign->isVisible());
    QTest::mouseClick(sign, Qt::LeftButton);
    ui::FindingCard* card = panel().cardOf(DiagnosisRule::EqualUnits);
    QVERIFY(panel().isVisible() && card != nullptr && card->isVisible());
    // Its place is highlighted, and the panel stays.
    emit card->placeWanted(card->finding().places[0]);
    QCOMPARE(m_program->selection().marked().size(), std::size_t{8});
    QCOMPARE(m_program->selection().layer(), std::optional<std::size_t>(0));
    QVERIFY(panel().isVisible());

    const std::uint64_t sick = m_program->run().run();
    QTest::mouseClick(&card->remedies()[0]->button(), Qt::LeftButton);
    QCOMPARE(m_program->document().experiment().network.initializer, engine::Initializer::Glorot);
    QTRY_VERIFY_WITH_TIMEOUT(isExamined() && doctor().find(DiagnosisRule::EqualUnits) == nullptr,
                             kPatienceMs);
    QVERIFY(m_program->canvas().signs().buttonOf(0) == nullptr);
    QVERIFY(!tabTitle().contains("1"));
    m_program->actions()[ActionId::Undo].trigger();
    QCOMPARE(m_program->document().experiment().network.initializer, engine::Initializer::Zeros);
    QTRY_COMPARE_WITH_TIMEOUT(m_program->run().run(), sick, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(doctor().find(DiagnosisRule::EqualUnits) != nullptr, kPatienceMs);
  }

  void aRunThatBrokeDownBeginsAgain() {
    engine::Experiment wild = ofRate(1000);
    wild.network.layers.back().activation = engine::Activation::Linear;
    wild.training.loss = engine::Loss::MeanSquaredError;
    open(wild);
    m_program->run().train();
    QTRY_VERIFY_WITH_TIMEOUT(std::holds_alternative<engine::Diverged>(m_program->run().phase()), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(isExamined() && doctor().find(DiagnosisRule::StepsTooLarge) != nullptr,
                             kPatienceMs);
    const engine::Finding found = *doctor().find(DiagnosisRule::StepsTooLarge);
    // Also from the time bar.
    m_program->actions()[ActionId::ShowNetwork].setChecked(true);
    m_program->window().workspaces().reveal(app::panel_id::kTraining);
    QVERIFY(!panel().isVisible());
    emit m_program->window().findChild<ui::TimeBar*>()->signPressed(0);
    QVERIFY(panel().isVisible());
    const std::uint64_t sick = m_program->run().run();
    m_program->diagnosis().apply(found.remedies.at(0));
    QCOMPARE(m_program->document().experiment().training.learningRate, 100.0);
    QTRY_VERIFY_WITH_TIMEOUT(rests() && engine::canGoOn(m_program->run().phase()), kPatienceMs);
    QCOMPARE(m_program->run().moment()->snapshot->state.step, 0);
    m_program->actions()[ActionId::Undo].trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_program->run().run(), sick, kPatienceMs);  // as it was before it diverged
    QCOMPARE(m_program->document().experiment().training.learningRate, 1000.0);
  }

  void aRemedyMayGoBackFirst() {
    open(ofRate(0.1));
    m_program->run().trainEpoch();
    QVERIFY(rests());
    const std::int64_t end = m_program->run().moment()->snapshot->state.step;
    QVERIFY(end > 10);
    QTRY_VERIFY_WITH_TIMEOUT(isExamined(), kPatienceMs);
    engine::Remedy remedy{
        .what = engine::message("Go back."), .experiment = m_program->document().experiment(), .step = 10};
    remedy.experiment->training.learningRate = 0.01;
    m_program->diagnosis().apply(remedy);
    QTRY_COMPARE_WITH_TIMEOUT(m_program->document().experiment().training.learningRate, 0.01, kPatienceMs);
    QVERIFY(rests());
    QCOMPARE(m_program->run().moment()->snapshot->state.step, 10);
    m_program->run().stepOnce();
    QTRY_COMPARE_WITH_TIMEOUT(m_program->run().moment()->snapshot->timeline.lanes.size(), std::size_t{2},
                              kPatienceMs);
    QVERIFY(rests());
    // After undo the first lane is there again, complete.
    m_program->actions()[ActionId::Undo].trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_program->run().moment()->snapshot->timeline.lane, std::size_t{0},
                              kPatienceMs);
    QCOMPARE(m_program->document().experiment().training.learningRate, 0.1);
    QCOMPARE(m_program->run().moment()->snapshot->timeline.lanes[0].end, end);
    // Only going back is not an edit.
    QTRY_VERIFY_WITH_TIMEOUT(isExamined(), kPatienceMs);
    const int edits = m_program->document().undoStack().index();
    m_program->diagnosis().apply({.what = engine::message("Go back."), .step = 5});
    QTRY_COMPARE_WITH_TIMEOUT(m_program->run().moment()->snapshot->state.step, 5, kPatienceMs);
    QCOMPARE(m_program->document().undoStack().index(), edits);
  }

  /// A user who goes elsewhere before the run is back at the remedy's step has changed their mind.
  void aRemedyDoesNotComeLater() {
    open(ofRate(0.1));
    m_program->run().trainEpoch();
    QVERIFY(rests());
    QTRY_VERIFY_WITH_TIMEOUT(isExamined(), kPatienceMs);
    engine::Remedy remedy{
        .what = engine::message("Go back."), .experiment = m_program->document().experiment(), .step = 10};
    remedy.experiment->training.learningRate = 0.01;
    m_program->diagnosis().apply(remedy);
    m_program->run().goTo(0, 5);
    QTRY_COMPARE_WITH_TIMEOUT(m_program->run().moment()->snapshot->state.step, 5, kPatienceMs);
    QVERIFY(rests());
    m_program->run().goTo(0, 10);
    QTRY_COMPARE_WITH_TIMEOUT(m_program->run().moment()->snapshot->state.step, 10, kPatienceMs);
    QVERIFY(rests());
    QCOMPARE(m_program->document().experiment().training.learningRate, 0.1);
  }

  void dataForAnotherExperimentAreNotTaken() {
    open(ofRate(0.1));
    QTRY_VERIFY_WITH_TIMEOUT(isExamined(), kPatienceMs);
    engine::Remedy remedy{.what = engine::message("Fewer."),
                          .experiment = m_program->document().experiment()};
    remedy.experiment->data.name += ",samples=200";
    QSignalSpy refused(&m_program->diagnosis(), &app::DiagnosisRoom::refused);
    m_program->diagnosis().apply(remedy);
    QVERIFY(ui::edit::setLearningRate(m_program->document(), 0.2));
    QTRY_COMPARE_WITH_TIMEOUT(refused.count(), 1, kPatienceMs);
    QCOMPARE(m_program->document().dataset()->train.size(), engine::Index{600});
    QCOMPARE(m_program->document().experiment().training.learningRate, 0.2);
    QVERIFY(rests());
  }

  void otherDataAreReadFirst() {
    open(ofRate(0.1));
    QTRY_VERIFY_WITH_TIMEOUT(isExamined(), kPatienceMs);
    engine::Remedy remedy{.what = engine::message("Fewer."),
                          .experiment = m_program->document().experiment()};
    remedy.experiment->data.name += ",samples=300";
    m_program->diagnosis().apply(remedy);
    QTRY_COMPARE_WITH_TIMEOUT(m_program->document().dataset()->train.size(), engine::Index{300}, kPatienceMs);
    m_program->actions()[ActionId::Undo].trigger();
    QCOMPARE(m_program->document().dataset()->train.size(), engine::Index{600});
    QVERIFY(rests());
  }

  void largeNumbersAreStandardisedWithAClick() {
    const engine::DatasetPtr digits = m_program->document().dataset();
    QByteArray rows = "rooms,price\n";
    for (int i = 1; i <= 40; ++i)
      rows += QByteArray::number(i % 7) + "," + QByteArray::number(10'000 * i) + "\n";
    const QString table = m_folder.filePath("houses.csv");
    tests::writeFile(table, rows);
    emit m_program->samples().datasetRequested(table + ",target=numbers");
    QTRY_VERIFY_WITH_TIMEOUT(isExamined() && doctor().find(DiagnosisRule::TargetScale) != nullptr,
                             kPatienceMs);
    // It concerns the targets.
    const std::size_t output = m_program->run().moment()->network().layerCount() - 1;
    QTest::mouseClick(m_program->canvas().signs().buttonOf(output), Qt::LeftButton);
    ui::FindingCard* card = panel().cardOf(DiagnosisRule::TargetScale);
    QVERIFY(card != nullptr && card->isVisible() && !card->remedies().empty());
    QTest::mouseClick(&card->remedies()[0]->button(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->document().dataset()->train.targets.cwiseAbs().maxCoeff() < 3,
                             kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(isExamined() && doctor().find(DiagnosisRule::TargetScale) == nullptr,
                             kPatienceMs);
    m_program->actions()[ActionId::Undo].trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isExamined() && doctor().find(DiagnosisRule::TargetScale) != nullptr,
                             kPatienceMs);
    m_program->run().open(engine::seedExperiment(), digits);
    QVERIFY(rests());
  }

  void batchesOfOneAreToldOfAsLongAsThereAreSome() {
    engine::Experiment experiment = ofRate(0.1);
    experiment.network.layers.insert(experiment.network.layers.begin() + 1,
                                     engine::batchNorm(engine::Activation::Relu));
    open(experiment);
    QTRY_VERIFY_WITH_TIMEOUT(isExamined(), kPatienceMs);
    QVERIFY(doctor().find(DiagnosisRule::TinyBatchNorm) == nullptr);
    QVERIFY(ui::edit::setBatchSize(m_program->document(), 1));
    QTRY_VERIFY_WITH_TIMEOUT(isExamined() && doctor().find(DiagnosisRule::TinyBatchNorm) != nullptr,
                             kPatienceMs);
    m_program->actions()[ActionId::Undo].trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isExamined() && doctor().find(DiagnosisRule::TinyBatchNorm) == nullptr,
                             kPatienceMs);
  }

  void whatIsAboutAnotherExperimentIsRefused() {
    open(ofRate(0.1));
    QTRY_VERIFY_WITH_TIMEOUT(isExamined(), kPatienceMs);
    const engine::Remedy remedy{.what = engine::message("Other."), .experiment = ofRate(0.7)};
    m_program->document().follow(ofRate(0.3), m_program->document().dataset());  // nobody has examined this
                                                                                 // yet
    QSignalSpy refused(&m_program->diagnosis(), &app::DiagnosisRoom::refused);
    m_program->diagnosis().apply(remedy);
    QCOMPARE(refused.count(), 1);
    QCOMPARE(m_program->document().experiment().training.learningRate, 0.3);
  }

  void whatIsSilencedIsRemembered() {
    doctor().setSilenced(DiagnosisRule::EqualUnits, true);
    QCOMPARE(m_program->settings().silenced, std::vector<std::string>{"equal-units"});
    app::Settings settings = m_program->settings();
    settings.silenced = {"plateau"};
    m_program->apply(settings);
    QVERIFY(doctor().isSilenced(DiagnosisRule::Plateau) && !doctor().isSilenced(DiagnosisRule::EqualUnits));
    doctor().setSilenced(DiagnosisRule::Plateau, false);
  }

  void theKeyBringsThePanel() {
    m_program->actions()[ActionId::ShowTransfer].setChecked(true);
    m_program->actions()[ActionId::ShowDiagnosis].trigger();
    QVERIFY(m_program->actions()[ActionId::ShowNetwork].isChecked());
    QVERIFY(panel().isVisible());
    m_program->actions()[ActionId::ShowResults].setChecked(true);
    m_program->actions()[ActionId::ShowDiagnosis].trigger();
    QVERIFY(m_program->actions()[ActionId::ShowResults].isChecked());
    QVERIFY(panel().isVisible());
  }

  /// A run that is examined and diagnosed while it trains is the same as one that is not.
  void examiningChangesNothing() {
    const engine::Experiment experiment = ofRate(0.05);
    open(experiment);
    m_program->actions()[ActionId::ShowDiagnosis].trigger();
    m_program->run().train();
    QTRY_VERIFY_WITH_TIMEOUT(doctor().looks() > 2, kPatienceMs);
    m_program->run().pause();
    QVERIFY(rests());
    const engine::Snapshot& snapshot = *m_program->run().moment()->snapshot;
    engine::Trainer alone = engine::Trainer::create(experiment, m_program->document().dataset()).value();
    while (alone.state().step < snapshot.state.step) alone.step();
    QVERIFY(alone.state().weights.size() == snapshot.state.weights.size());
    QCOMPARE(alone.state().weights, snapshot.state.weights);
  }

 private:
  ui::Doctor& doctor() { return m_program->diagnosis().doctor(); }
  ui::DiagnosisPanel& panel() { return m_program->diagnosis().panel(); }
  bool rests() {
    return QTest::qWaitFor(
        [this] { return m_program->run().moment() != nullptr && m_program->run().isResting(); }, kPatienceMs);
  }
  bool isExamined() { return doctor().isUpToDate() && m_program->run().isResting(); }
  void open(const engine::Experiment& experiment) {
    m_program->run().open(experiment, m_program->document().dataset());
    QVERIFY(QTest::qWaitFor([&] { return rests() && m_program->run().moment()->experiment() == experiment; },
                            kPatienceMs));
  }
  engine::Experiment ofRate(double rate) {
    engine::Experiment experiment = engine::seedExperiment();
    experiment.network.layers[0].units = 8;
    experiment.training.optimizer = engine::Optimizer::Sgd;
    experiment.training.settings = engine::defaultSettings(engine::Optimizer::Sgd);
    experiment.training.learningRate = rate;
    return experiment;
  }
  /// The tab in the column beside the network.
  QString tabTitle() {
    for (const auto* tabs : m_program->window().findChildren<QTabWidget*>())
      for (int i = 0; i < tabs->count(); ++i)
        if (tabs->widget(i)->objectName() == app::panel_id::kDiagnosis) return tabs->tabText(i);
    return {};
  }

  QTemporaryDir m_folder;
  std::unique_ptr<app::Composition> m_program;
};

PELLUCID_WINDOW_TEST(tst_diagnosis_room, TestDiagnosisRoom)
#include "tst_diagnosis_room.moc"
