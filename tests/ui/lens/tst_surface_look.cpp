// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/surface_look.h"

#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/lens/lens_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestSurfaceLook : public QObject {
  Q_OBJECT

 private slots:
  /// The loss of one field by plain loops over the same training samples, and the positions of the path's
  /// ends.
  void theWayIsThatOfTheRun() {
    tests::TimedRun run;
    const MomentPtr moment = run.next(12);
    const SurfaceAnswer answer = takeSurface({.kind = SurfaceKind::Way,
                                              .snapshot = run.captured(moment),
                                              .dataset = moment->dataset,
                                              .samples = 10'000,
                                              .fields = 60},
                                             {});
    QVERIFY(answer.look);
    const SurfaceLook& look = *answer.look;
    QCOMPARE(look.way.front().step, 0);
    QCOMPARE(look.way.back().step, 12);
    QVERIFY(look.way.size() > 3 && look.way.front().place[0] < 0 && look.way.back().place.norm() < 1e-5);
    QVERIFY(look.strayed >= 0 && look.strayed < 1);
    QVERIFY(std::abs(look.surface.columns * look.surface.rows - 60) < 20);
    const engine::SurfaceFrame& frame = look.surface.frame;
    for (const auto& point : look.way)
      QVERIFY(point.place[0] > frame.left && point.place[0] < frame.right && point.place[1] > frame.bottom &&
              point.place[1] < frame.top);
    std::vector<std::uint32_t> all(static_cast<std::size_t>(moment->dataset->train.size()));
    std::iota(all.begin(), all.end(), 0U);
    QCOMPARE(look.samples, moment->dataset->train.size());
    const Eigen::Vector2d place = look.surface.middleOf(1, 2);
    tests::Numbers weights;
    for (engine::Index i = 0; i < look.plane.origin.size(); ++i)
      weights.push_back(static_cast<double>(look.plane.origin[i]) +
                        place[0] * static_cast<double>(look.plane.across[i]) +
                        place[1] * static_cast<double>(look.plane.up[i]));
    tests::NaiveNetwork naive =
        tests::naiveNetwork(moment->experiment().network, moment->dataset->inputs(), moment->weights());
    naive.setParameters(weights);
    const auto batch = tests::naiveBatch(moment->dataset->train, 16, all);
    naive.forward(batch);
    const double expected = naive.loss(moment->experiment().training.loss, batch);
    QVERIFY(std::abs(look.surface.lossAt(1, 2) - expected) < 1e-3 * std::max(1.0, expected));
  }

  void theStepsMapIsAroundIt() {
    tests::TimedRun run;
    const MomentPtr moment = run.next(3);
    const SurfaceAnswer answer = takeSurface({.kind = SurfaceKind::Step,
                                              .snapshot = run.captured(moment),
                                              .dataset = moment->dataset,
                                              .fields = 40},
                                             {});
    QVERIFY(answer.look);
    QVERIFY(answer.look->plane.origin == moment->weights());
    QVERIFY(answer.look->surface.frame.right > 0);
  }

  void beforeTheFirstStepThereIsNoWay() {
    tests::TimedRun run;
    const MomentPtr moment = run.next();
    QVERIFY(!takeSurface({.snapshot = run.captured(moment), .dataset = moment->dataset}, {}).look);
    const engine::Progress progress = engine::Progress::watched();
    progress.cancel();
    const MomentPtr later = run.next(3);
    QVERIFY(!takeSurface({.snapshot = run.captured(later), .dataset = later->dataset}, progress).look);
  }

  void thePastIsOnTheWayAndTheFutureIsNot() {
    tests::TimedRun run;
    const MomentPtr moment = run.next(9);
    const SurfaceAnswer answer =
        takeSurface({.snapshot = run.captured(moment), .dataset = moment->dataset, .fields = 30}, {});
    QVERIFY(isTrueOf(*answer.look, *moment->snapshot));
    QVERIFY(isTrueOf(*answer.look, *run.back(4)->snapshot));
    run.back(9);
    QVERIFY(!isTrueOf(*answer.look, *run.next(1)->snapshot));
    tests::TimedRun other;
    QVERIFY(!isTrueOf(*answer.look, *other.next()->snapshot));
  }
};

PELLUCID_WINDOW_TEST(tst_surface_look, TestSurfaceLook)
#include "tst_surface_look.moc"
