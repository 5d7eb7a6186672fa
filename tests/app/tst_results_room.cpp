// SPDX-License-Identifier: GPL-3.0-or-later
// From the matrix to its samples and from there to the canvas, in the real window, with keys.
#include "app/results_room.h"

#include <QTemporaryDir>
#include <QtTest>

#include "app/composition.h"
#include "app/workspaces.h"
#include "tests/support/datasets.h"
#include "tests/support/digits_program.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "ui/data/sample_panel.h"
#include "ui/results/cell_panel.h"
#include "ui/results/damage_panel.h"
#include "ui/results/matrix_panel.h"

using namespace pellucid;
using tests::kPatienceMs;
using ui::ActionId;

class TestResultsRoom : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_program = tests::startOnDigits(m_folder);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().moment() != nullptr && m_program->run().isResting(),
                             kPatienceMs);
    QVERIFY(results().look() == nullptr);  // no look was asked for
    m_program->actions()[ActionId::ShowResults].trigger();
    QTRY_VERIFY_WITH_TIMEOUT(results().isUpToDate(), kPatienceMs);
  }

  void enterGoesFromTheCellToTheCanvas() {
    auto* matrix = m_program->window().findChild<ui::ConfusionView*>();
    auto* cell = m_program->window().findChild<ui::CellPanel*>();
    QVERIFY(matrix->isVisible() && cell->isVisible());
    // The wrong cell with the most samples is shown from the start.
    QVERIFY(results().cell() && !results().cell()->isRight());
    QVERIFY(cell->samples().size() > 1);
    matrix->setFocus();
    QTest::keyClick(matrix, Qt::Key_Return);
    auto* list = cell->findChild<ui::SampleList*>();
    QVERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Right);
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(m_program->actions()[ActionId::ShowNetwork].isChecked());
    QCOMPARE(m_program->selection().input().testIndex, std::optional(cell->samples()[1]));
    // The other way: its cell gets the dot.
    QTRY_COMPARE_WITH_TIMEOUT(results().shown(), std::optional(cell->samples()[1]), kPatienceMs);
    m_program->actions()[ActionId::ShowResults].trigger();
    const ui::ConfusionModel& model = m_program->window().findChild<ui::MatrixPanel*>()->model();
    QVERIFY(model.indexOf(*results().cell()).data(ui::ConfusionModel::kIsShown).toBool());
  }

  void theMatrixIsOfTheStepThatIsGoneTo() {
    m_program->run().trainEpoch();
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().moment()->snapshot->state.step > 0 &&
                                 m_program->run().isResting() && results().isUpToDate(),
                             kPatienceMs);
    const std::int64_t end = results().look()->step();
    QVERIFY(end > 0);
    const auto atTheEnd = results().look()->confusion->counts;
    m_program->run().goTo(0, 0);
    QTRY_VERIFY_WITH_TIMEOUT(results().look() && results().look()->step() == 0, kPatienceMs);
    QVERIFY(results().look()->confusion->counts != atTheEnd);
    m_program->run().goTo(0, end);
    QTRY_VERIFY_WITH_TIMEOUT(results().look() && results().look()->step() == end, kPatienceMs);
    QCOMPARE(results().look()->confusion->counts, atTheEnd);
    QCOMPARE(results().history().points().front().step, 0);
    QCOMPARE(results().history().points().back().step, end);
  }

  void trainingSamplesGoToTheCanvas() {
    results().setSource(ui::SampleSource::Training);
    QTRY_VERIFY_WITH_TIMEOUT(results().isUpToDate(), kPatienceMs);
    results().want(17);
    const ui::Input& input = m_program->selection().input();
    QCOMPARE(input.trainIndex, std::optional<engine::Index>(17));
    QCOMPARE(input.target, std::optional(m_program->document().dataset()->train.labels[17]));
    QCOMPARE(input.values, engine::sample(m_program->document().dataset()->train, 784, 17));
    QTRY_COMPARE_WITH_TIMEOUT(results().shown(), std::optional<engine::Index>(17), kPatienceMs);
    m_program->actions()[ActionId::ShowResults].trigger();
  }

  /// As a picture from a file does: otherwise the pad would hold another drawing than the canvas shows.
  void aDamagedImageEndsDrawing() {
    auto* samples = m_program->window().findChild<ui::SamplePanel*>();
    samples->setMode(ui::SamplePanel::Mode::Draw);
    const engine::Vector image = engine::Vector::Constant(m_program->document().dataset()->inputs(), 0.5F);
    emit m_program->window().findChild<ui::DamagePanel*>()->imageWanted(image);
    QCOMPARE(samples->mode(), ui::SamplePanel::Mode::TestImage);
    QVERIFY(m_program->selection().input().isOwn());
    QVERIFY(m_program->selection().input().values == image);
    QVERIFY(m_program->actions()[ActionId::ShowNetwork].isChecked());
    m_program->actions()[ActionId::ShowResults].trigger();
  }

  /// However often it is looked at, the run stays the same: its weights are those of a run that nobody looked
  /// at.
  void lookingChangesNothing() {
    const engine::Experiment experiment = m_program->document().experiment();
    // Distributions request the whole state of a running run.
    const ui::LayerLooks& layers = m_program->results().layers();
    int looks = 0;
    connect(&layers, &ui::LayerLooks::lookChanged, this, [&] {
      looks +=
          layers.look() && std::holds_alternative<engine::Running>(layers.look()->snapshot->phase) ? 1 : 0;
    });
    m_program->run().train();
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().moment()->snapshot->state.step > 200 && looks > 1, kPatienceMs);
    disconnect(&layers, nullptr, this, nullptr);
    m_program->run().pause();
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().isResting() && results().isUpToDate(), kPatienceMs);
    const engine::Snapshot& snapshot = *m_program->run().moment()->snapshot;
    engine::Trainer alone = engine::Trainer::create(experiment, m_program->document().dataset()).value();
    while (alone.state().step < snapshot.state.step) alone.step();
    QVERIFY(alone.state().weights.size() == snapshot.state.weights.size());
    QCOMPARE(alone.state().weights, snapshot.state.weights);
  }

 private:
  ui::Results& results() { return m_program->results().results(); }

  QTemporaryDir m_folder;
  std::unique_ptr<app::Composition> m_program;
};

PELLUCID_WINDOW_TEST(tst_results_room, TestResultsRoom)
#include "tst_results_room.moc"
