// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/tsne_maps.h"

#include <QSignalSpy>
#include <QtTest>

#include "engine/inspect/maps/layer_samples.h"
#include "tests/support/patience.h"
#include "tests/support/run_of_moments.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::kPatienceMs;

namespace {

MapLookPtr lookAt(const MomentPtr& moment) {
  return takeMapLook({.snapshot = moment->snapshot, .dataset = moment->dataset}, nullptr, {});
}

}  // namespace

class TestTsneMaps : public QObject {
  Q_OBJECT

 private slots:
  /// The last frame is the engine's result for the layer's own values.
  void everyLayerIsLaidOut_data() {
    QTest::addColumn<int>("steps");
    QTest::newRow("few") << 4;
    QTest::newRow("many") << 40;
  }
  void everyLayerIsLaidOut() {
    QFETCH(int, steps);
    tests::RunOfMoments run;
    const MomentPtr moment = run.next(10);
    const MapLookPtr look = lookAt(moment);
    TsneMaps maps;
    const engine::TsneSettings settings{.perplexity = 8, .seed = 3};
    maps.begin(look, settings, steps);
    QVERIFY(maps.isBusy() && maps.frame().places.empty());
    QTRY_VERIFY_WITH_TIMEOUT(!maps.isBusy(), kPatienceMs);
    const TsneMaps::Frame& frame = maps.frame();
    QCOMPARE(frame.steps, steps);
    QCOMPARE(frame.places.size(), look->maps.size());
    tests::NaiveNetwork naive =
        tests::naiveNetwork(moment->experiment().network, moment->dataset->inputs(), moment->weights());
    naive.forward(tests::naiveBatch(moment->dataset->test, moment->dataset->inputs(), look->samples));
    engine::Matrix points(5, static_cast<engine::Index>(look->samples.size()));
    for (engine::Index n = 0; n < points.cols(); ++n)
      for (engine::Index d = 0; d < 5; ++d)
        points(d, n) = static_cast<engine::Scalar>(
            naive.layers[0].a[static_cast<std::size_t>(n)][static_cast<std::size_t>(d)]);
    const auto lossOf = [&](const engine::Matrix& values) {
      engine::Tsne alone(engine::neighbourShares(values, 8).value(), settings);
      for (int i = 0; i < steps; ++i) alone.step();
      return alone.loss();
    };
    const auto values = engine::layersOf(moment->network(), moment->weights(), *moment->dataset,
                                         moment->dataset->test, look->samples);
    QCOMPARE(frame.losses[1], lossOf(values.value()[0]));
    // Plain loops round differently, and what is little at first grows with the steps.
    if (steps < 10) QVERIFY(std::abs(lossOf(points) - frame.losses[1]) < 1e-4 * frame.losses[1]);
    QVERIFY(std::abs(engine::tsneLoss(engine::neighbourShares(points, 8).value(), frame.places[1]) -
                     frame.losses[1]) < 1e-3);
  }

  void itIsSeenOnTheWayAndCanBeStopped() {
    tests::RunOfMoments run(tests::squareImages(4, 3, 1600));
    const MapLookPtr look = lookAt(run.next(2));
    TsneMaps maps;
    maps.begin(look, {.perplexity = 20}, 1'000'000);
    QTRY_VERIFY_WITH_TIMEOUT(maps.frame().steps > 0, kPatienceMs);
    QVERIFY(maps.isBusy());
    const int early = maps.frame().steps;
    QTRY_VERIFY_WITH_TIMEOUT(maps.frame().steps > early, kPatienceMs);
    maps.stop();
    QTRY_VERIFY_WITH_TIMEOUT(!maps.isBusy(), kPatienceMs);
    QVERIFY(maps.frame().steps > early && !maps.frame().places.empty());
    QCOMPARE(maps.look(), look);
    maps.forget();
    QVERIFY(maps.look() == nullptr && maps.frame().places.empty());
  }

  void whatIsOutOfRangeHasNoMap() {
    tests::RunOfMoments run;
    const MomentPtr moment = run.next();
    auto snapshot = std::make_shared<engine::Snapshot>(*moment->snapshot);
    snapshot->state.weights.setConstant(std::numeric_limits<engine::Scalar>::infinity());
    const MapLookPtr look = takeMapLook({.snapshot = snapshot, .dataset = moment->dataset}, nullptr, {});
    TsneMaps maps;
    maps.begin(look, {.perplexity = 5}, 6);
    QTRY_VERIFY_WITH_TIMEOUT(!maps.isBusy(), kPatienceMs);
    QVERIFY(maps.frame().places[0].cols() > 0);
    QVERIFY(maps.frame().places[2].cols() == 0);
  }
};

PELLUCID_WINDOW_TEST(tst_tsne_maps, TestTsneMaps)
#include "tst_tsne_maps.moc"
