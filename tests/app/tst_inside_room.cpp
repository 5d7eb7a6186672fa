// SPDX-License-Identifier: GPL-3.0-or-later
// From the maps to the canvas beside them and back, in the real window.
#include "app/inside_room.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "app/composition.h"
#include "app/workspaces.h"
#include "tests/support/datasets.h"
#include "tests/support/digits_program.h"
#include "tests/support/patience.h"
#include "tests/support/window_places.h"
#include "tests/support/window_test.h"
#include "ui/lens/lens_panel.h"
#include "ui/lens/surface_view.h"
#include "ui/maps/maps_panel.h"
#include "ui/maps/maps_view.h"
#include "ui/widgets/link_button.h"
#include "ui/workspace/workspace_view.h"

using namespace pellucid;
using tests::kPatienceMs;
using ui::ActionId;

class TestInsideRoom : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_program = tests::startOnDigits(m_folder);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().moment() != nullptr && m_program->run().isResting(),
                             kPatienceMs);
    QVERIFY(maps().look() == nullptr);  // no look was asked for
    m_program->actions()[ActionId::ShowInside].trigger();
    QTRY_VERIFY_WITH_TIMEOUT(maps().isUpToDate(), kPatienceMs);
  }

  void aSampleGoesToTheCanvasBesideIt() {
    QVERIFY(m_program->canvas().isVisible());
    ui::MapsView& view = m_program->window().findChild<ui::MapsPanel*>()->view();
    const auto sample = static_cast<engine::Index>(maps().look()->samples[7]);
    emit view.sampleChosen(sample);
    QCOMPARE(m_program->selection().input().testIndex, std::optional(sample));
    QVERIFY(m_program->canvas().isVisible() && view.isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(maps().shown(), std::optional(sample), kPatienceMs);
    // Also the other way: changing it there changes it here.
    m_program->actions()[ActionId::NextSample].trigger();
    QTRY_COMPARE_WITH_TIMEOUT(maps().shown(), m_program->selection().input().testIndex, kPatienceMs);
    maps().setSource(ui::SampleSource::Training);
    maps().want(11);
    QCOMPARE(m_program->selection().input().trainIndex, std::optional<engine::Index>(11));
    maps().setSource(ui::SampleSource::Test);
    QTRY_VERIFY_WITH_TIMEOUT(maps().isUpToDate(), kPatienceMs);
  }

  void theMapsAreOfTheStepThatIsGoneTo() {
    m_program->run().trainEpoch();
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().moment()->snapshot->state.step > 0 &&
                                 m_program->run().isResting() && maps().isUpToDate(),
                             kPatienceMs);
    const std::int64_t end = maps().look()->step();
    const engine::Matrix atTheEnd = maps().look()->maps.back().points;
    m_program->run().goTo(0, 0);
    QTRY_VERIFY_WITH_TIMEOUT(maps().look() && maps().look()->step() == 0, kPatienceMs);
    QVERIFY(maps().look()->maps.back().points != atTheEnd);
    m_program->run().goTo(0, end);
    QTRY_VERIFY_WITH_TIMEOUT(maps().look() && maps().look()->step() == end, kPatienceMs);
    // The map may be mirrored now, but its points keep their distances.
    const engine::Matrix& again = maps().look()->maps.back().points;
    QVERIFY(again.cwiseAbs().isApprox(atTheEnd.cwiseAbs(), engine::Scalar(1e-3)));
  }

  /// The lens shows the next step, and the landscape leads to the steps on its path.
  void theLensAndTheLandscapeFollowTheTime() {
    m_program->window().workspaces().reveal(app::panel_id::kLens);
    ui::LensLooks& lens = m_program->inside().lens();
    QTRY_VERIFY_WITH_TIMEOUT(lens.isUpToDate(), kPatienceMs);
    QCOMPARE(lens.look()->step, m_program->run().moment()->snapshot->state.step);
    QVERIFY(lens.look()->lens && lens.look()->lens->testSize == 200);
    m_program->window().workspaces().reveal(app::panel_id::kLandscape);
    ui::SurfaceLooks& surface = m_program->inside().surface();
    QTRY_VERIFY_WITH_TIMEOUT(surface.look() != nullptr && !surface.isBusy(), kPatienceMs);
    const ui::SurfaceLookPtr look = surface.look();
    QVERIFY(look->way.size() > 1);
    const auto& there = look->way.front();
    auto* view = m_program->window().findChild<ui::SurfaceView*>();
    emit view->stepChosen(there.step);
    QTRY_COMPARE_WITH_TIMEOUT(m_program->run().moment()->snapshot->state.step, there.step, kPatienceMs);
    QCOMPARE(surface.look(), look);
    QVERIFY((*surface.here() - there.place).norm() < 1e-3);
    m_program->window().workspaces().reveal(app::panel_id::kLens);
    QTRY_VERIFY_WITH_TIMEOUT(lens.isUpToDate() && lens.look()->step == there.step, kPatienceMs);
    m_program->window().workspaces().reveal(app::panel_id::kMaps);
  }

  void theLensLeadsToItsStepOnTheCanvas() {
    m_program->window().workspaces().reveal(app::panel_id::kLens);
    const std::int64_t step = m_program->run().moment()->snapshot->state.step;
    auto* watch = m_program->window().findChild<ui::LensPanel*>()->findChild<ui::LinkButton*>();
    QTRY_VERIFY_WITH_TIMEOUT(m_program->inside().lens().isUpToDate() && watch->isVisible(), kPatienceMs);
    watch->click();
    QVERIFY(m_program->actions()[ActionId::SlowMotion].isChecked() && m_program->canvas().isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(m_program->player().view() && m_program->player().isPlaying(), kPatienceMs);
    QCOMPARE(m_program->player().view()->trace->after.step, step + 1);
    m_program->actions()[ActionId::SlowMotion].setChecked(false);
    m_program->run().pause();
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().isResting(), kPatienceMs);
    m_program->window().workspaces().reveal(app::panel_id::kMaps);
  }

  /// However often it is looked at, the run stays the same: its weights are those of a run that nobody looked
  /// at.
  void lookingChangesNothing() {
    m_program->run().goTo(0, 0);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_program->run().moment()->snapshot->state.step == 0 && m_program->run().isResting(), kPatienceMs);
    m_program->window().workspaces().reveal(app::panel_id::kLens);
    const QSignalSpy looks(&m_program->inside().lens(), &ui::LensLooks::lookChanged);
    m_program->run().train();
    // A look that took long, as under a sanitizer, is followed by a long wait.
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().moment()->snapshot->state.step > 60 && looks.count() > 0,
                             2 * kPatienceMs);
    m_program->run().pause();
    QTRY_VERIFY_WITH_TIMEOUT(m_program->run().isResting(), kPatienceMs);
    const engine::Snapshot& snapshot = *m_program->run().moment()->snapshot;
    engine::Trainer alone =
        engine::Trainer::create(m_program->document().experiment(), m_program->document().dataset()).value();
    while (alone.state().step < snapshot.state.step) alone.step();
    QVERIFY(alone.state().weights.size() == snapshot.state.weights.size());
    QCOMPARE(alone.state().weights, snapshot.state.weights);
  }

  void fromOtherWorkspacesASampleLeadsToTheNetwork() {
    m_program->actions()[ActionId::ShowResults].trigger();
    maps().want(5);
    QVERIFY(m_program->actions()[ActionId::ShowNetwork].isChecked());
    m_program->actions()[ActionId::ShowInside].trigger();
  }

  /// On screens of 1024×700, 1366×768 and 1920×1080; a scale leaves them fewer of the program's pixels.
  void nothingIsCutOff() {
    const bool isScaled = m_program->window().devicePixelRatioF() > 1;
    for (const QSize size : {isScaled ? QSize(911, 470) : QSize(1024, 670),
                             isScaled ? QSize(1280, 680) : QSize(1366, 740), QSize(1908, 1036)}) {
      m_program->window().resize(size);
      for (const QString& panel : {app::panel_id::kMaps, app::panel_id::kLens, app::panel_id::kLandscape}) {
        m_program->window().workspaces().reveal(panel);
        QTRY_VERIFY_WITH_TIMEOUT(maps().isUpToDate() && !m_program->inside().surface().isBusy() &&
                                     !m_program->inside().lens().isBusy(),
                                 2 * kPatienceMs);
        for (int i = 0; i < 4; ++i) QCoreApplication::processEvents();
        const QStringList found = tests::misplaced(m_program->window());
        QVERIFY2(found.isEmpty(), qPrintable(panel + ": " + found.join('\n')));
        QVERIFY2(m_program->window().width() <= size.width() && m_program->window().height() <= size.height(),
                 qPrintable(QStringLiteral("%1: %2×%3")
                                .arg(panel)
                                .arg(m_program->window().width())
                                .arg(m_program->window().height())));
      }
    }
    m_program->window().resize(1366, 740);
    m_program->window().workspaces().reveal(app::panel_id::kMaps);
  }

  void slowMotionKeepsItsSamples() {
    QSignalSpy noted(&m_program->inside(), &app::InsideRoom::noted);
    m_program->actions()[ActionId::SlowMotion].setChecked(true);
    const auto before = m_program->selection().input().testIndex;
    maps().want(3);
    QCOMPARE(noted.size(), 1);
    QCOMPARE(m_program->selection().input().testIndex, before);
    m_program->actions()[ActionId::SlowMotion].setChecked(false);
  }

 private:
  ui::MapLooks& maps() { return m_program->inside().maps(); }

  QTemporaryDir m_folder;
  std::unique_ptr<app::Composition> m_program;
};

PELLUCID_WINDOW_TEST(tst_inside_room, TestInsideRoom)
#include "tst_inside_room.moc"
