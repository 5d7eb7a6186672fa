// SPDX-License-Identifier: GPL-3.0-or-later
// Units and the canvas, both ways, in the real window.
#include "app/units_room.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "app/composition.h"
#include "app/workspaces.h"
#include "tests/support/datasets.h"
#include "tests/support/digits_program.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "ui/units/units_panel.h"
#include "ui/workspace/workspace_view.h"

using namespace pellucid;
using tests::kPatienceMs;
using ui::ActionId;

class TestUnitsRoom : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_program = tests::startOnDigits(m_folder);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().moment() != nullptr && m_program->run().isResting(),
                             kPatienceMs);
    QVERIFY(units().look() == nullptr);  // no look was asked for
    m_program->actions()[ActionId::ShowInside].trigger();
    m_program->window().workspaces().reveal(app::panel_id::kUnits);
    QTRY_VERIFY_WITH_TIMEOUT(units().isUpToDate(), kPatienceMs);
    QVERIFY(panel().isVisible());
  }

  void enterPutsASampleOnTheCanvas() {
    auto* list = panel().findChild<ui::ExcitationList*>();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Right);
    const auto sample = units().look()->of(units().channel()).strongest[1].sample;
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(m_program->selection().input().testIndex, std::optional(sample));
    QVERIFY(m_program->actions()[ActionId::ShowInside].isChecked());  // the canvas is visible already
    QTRY_COMPARE_WITH_TIMEOUT(units().moment()->input.testIndex, std::optional(sample), kPatienceMs);
    QVERIFY(list->model()->index(1, 0).data(ui::ExcitationModel::kIsShown).toBool());
  }

  void theUnitIsTheCanvasOwn() {
    m_program->selection().setUnit(ui::UnitPlace{.layer = 0, .unit = 17});
    QCOMPARE(units().channel(), engine::Index{17});
    auto* table = panel().findChild<ui::UnitTable*>();
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(m_program->selection().unit(), std::optional(ui::UnitPlace{.layer = 0, .unit = 18}));
    // Where its output goes: one click selects that unit.
    for (auto* bars : panel().findChildren<ui::ValueBars*>())
      if (bars->accessibleName() == "Largest outgoing weights") emit bars->chosen(0);
    QCOMPARE(m_program->selection().unit()->layer, std::size_t{1});
    m_program->selection().setUnit(ui::UnitPlace{.layer = 0, .unit = 18});
  }

  void whatIsSwitchedOffIsCrossedOutAndTrainingDoesNotKnow() {
    const QImage before = m_program->canvas().grab().toImage();
    units().setOff(0, 18, engine::Scalar(0));
    QVERIFY(m_program->canvas().grab().toImage() != before);
    m_program->run().trainEpoch();
    QTRY_VERIFY_WITH_TIMEOUT(
        m_program->run().moment()->snapshot->state.step > 0 && m_program->run().isResting(), kPatienceMs);
    engine::Trainer trainer =
        engine::Trainer::create(m_program->document().experiment(), m_program->document().dataset()).value();
    while (trainer.state().step < m_program->run().moment()->snapshot->state.step) trainer.step();
    QVERIFY(trainer.state().weights == m_program->run().moment()->weights());
    QVERIFY(units().isOff(0, 18));
    units().setOff(0, 18, std::nullopt);
    QVERIFY(m_program->selection().switchedOff().empty());
  }

  void slowMotionKeepsItsSamples() {
    for (const bool isOfResults : {false, true}) {
      QSignalSpy ofUnits(&m_program->units(), &app::UnitsRoom::noted);
      QSignalSpy ofResults(&m_program->results(), &app::ResultsRoom::noted);
      m_program->actions()[ActionId::SlowMotion].setChecked(true);
      const auto before = m_program->selection().input().testIndex;
      isOfResults ? m_program->results().results().want(7) : units().want(7);
      QCOMPARE(ofUnits.size() + ofResults.size(), 1);
      QCOMPARE(m_program->selection().input().testIndex, before);
      m_program->actions()[ActionId::SlowMotion].setChecked(false);
    }
  }

 private:
  ui::Units& units() { return m_program->units().units(); }
  ui::UnitsPanel& panel() { return m_program->units().panel(); }

  QTemporaryDir m_folder;
  std::unique_ptr<app::Composition> m_program;
};

PELLUCID_WINDOW_TEST(tst_units_room, TestUnitsRoom)
#include "tst_units_room.moc"
