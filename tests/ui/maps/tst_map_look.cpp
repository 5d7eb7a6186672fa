// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/map_look.h"

#include <QtTest>
#include <cmath>

#include "tests/support/run_of_moments.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

MapQuestion about(const MomentPtr& moment, SampleSource source = SampleSource::Test,
                  engine::Index most = 2000) {
  return {.snapshot = moment->snapshot, .dataset = moment->dataset, .source = source, .most = most};
}

}  // namespace

class TestMapLook : public QObject {
  Q_OBJECT

 private slots:
  /// Which answers are wrong, and each layer's variances along the axes, by plain loops over the same
  /// samples.
  void itIsOfTheNetworksOwnNumbers() {
    tests::RunOfMoments run;
    const MomentPtr moment = run.next(20);
    const MapLookPtr look = takeMapLook(about(moment, SampleSource::Training, 120), nullptr, {});
    QCOMPARE(look->samples.size(), std::size_t{120});
    QCOMPARE(look->maps.size(), std::size_t{3});
    QVERIFY(!look->maps[0].layer && look->maps[1].layer == 0 && look->maps[2].layer == 1);
    tests::NaiveNetwork naive =
        tests::naiveNetwork(moment->experiment().network, moment->dataset->inputs(), moment->weights());
    const auto batch = tests::naiveBatch(moment->dataset->train, moment->dataset->inputs(), look->samples);
    const auto outputs = naive.forward(batch);
    engine::Index wrong = 0;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      const auto answer = std::ranges::max_element(outputs[i]) - outputs[i].begin();
      QCOMPARE(look->said[i].answered, static_cast<int>(answer));
      QCOMPARE(look->said[i].isWrong, answer != static_cast<int>(batch[i].label));
      QVERIFY(std::abs(static_cast<double>(look->said[i].certainty) -
                       outputs[i][static_cast<std::size_t>(answer)]) < 1e-4);
      wrong += look->said[i].isWrong ? 1 : 0;
    }
    QCOMPARE(look->wrong, wrong);
    // Distances in a map never exceed those between the layer's own values, and it shows the variance it
    // states.
    for (std::size_t layer = 0; layer < 2; ++layer) {
      const LayerMap& map = look->maps[layer + 1];
      const auto& a = naive.layers[layer].a;
      double seen = 0;
      double all = 0;
      for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < a.size(); ++j) {
          double own = 0;
          for (std::size_t d = 0; d < a[i].size(); ++d) own += std::pow(a[i][d] - a[j][d], 2);
          const double inMap = static_cast<double>(
              (map.points.col(static_cast<engine::Index>(i)) - map.points.col(static_cast<engine::Index>(j)))
                  .squaredNorm());
          QVERIFY(inMap <= own + 1e-4);
          seen += inMap;
          all += own;
        }
      QVERIFY(std::abs(seen / all - map.shown) < 1e-3);
      QVERIFY(map.probe && map.probe->asked == 60);
    }
  }

  void theChoiceStaysAndAxesDoNotFlip() {
    tests::RunOfMoments run;
    const MapLookPtr first = takeMapLook(about(run.next(), SampleSource::Training, 100), nullptr, {});
    MapLookPtr before = first;
    for (int i = 0; i < 8; ++i) {
      const MapLookPtr next = takeMapLook(about(run.next(1), SampleSource::Training, 100), before, {});
      QCOMPARE(next->samples, before->samples);
      for (std::size_t map = 0; map < next->maps.size(); ++map)
        for (engine::Index axis = 0; axis < 2; ++axis)
          QVERIFY(next->maps[map].points.row(axis).dot(before->maps[map].points.row(axis)) >= 0);
      before = next;
    }
    QVERIFY(before->maps[0].points == first->maps[0].points);
    QVERIFY(before->maps[2].points != first->maps[2].points);
    QCOMPARE(first->placeOf(first->samples[7]), std::optional<std::size_t>(7));
    QVERIFY(!first->placeOf(1'000'000));
  }

  /// A sample of the look is at its point, also after the axes were turned; any other one has a place, too.
  void anyInputHasItsPlace() {
    tests::RunOfMoments run;
    MapLookPtr look;
    for (int i = 0; i < 4; ++i) {
      const MomentPtr moment = run.next(3, false, 11);
      look = takeMapLook(about(moment), look, {});
      const auto places = placesIn(*look, moment->probe.trace);
      QCOMPARE(places.size(), look->maps.size());
      const auto sample = static_cast<engine::Index>(*look->placeOf(11));
      for (std::size_t map = 0; map < places.size(); ++map)
        QVERIFY((*places[map] - look->maps[map].points.col(sample).cast<double>()).norm() < 1e-4);
    }
    const MapLookPtr few = takeMapLook(about(run.next(), SampleSource::Test, 3), nullptr, {});
    QVERIFY(placesIn(*few, run.next(0, false, 20)->probe.trace)[1].has_value());
    QVERIFY(!placesIn(*few, engine::Trace())[1].has_value());
  }

  void numbersHaveNoWrongAnswers() {
    tests::RunOfMoments run = tests::numbersRun();
    const MapLookPtr look = takeMapLook(about(run.next(30)), nullptr, {});
    QCOMPARE(look->wrong, engine::Index{0});
    QCOMPARE(look->numbers.cols(), static_cast<engine::Index>(look->samples.size()));
    QVERIFY(look->maps.back().probe.has_value());
    QVERIFY(marksWrong(*look));
  }

  void whatIsOutOfRangeHasNoMap() {
    tests::RunOfMoments run;
    const MomentPtr moment = run.next();
    auto snapshot = std::make_shared<engine::Snapshot>(*moment->snapshot);
    snapshot->state.weights.setConstant(std::numeric_limits<engine::Scalar>::quiet_NaN());
    MapQuestion question = about(moment);
    question.snapshot = snapshot;
    const MapLookPtr look = takeMapLook(question, nullptr, {});
    QVERIFY(look->maps[0].points.size() > 0);
    QVERIFY(look->maps[1].points.size() == 0 && !look->maps[1].probe);
  }

  void layersThatChangeNothingHaveNoMap() {
    const engine::DatasetPtr dataset = tests::squareImages();
    engine::Experiment experiment = tests::experimentFor(*dataset, {5});
    experiment.network.layers.insert(experiment.network.layers.begin(), engine::dropout(0.3));
    tests::RunOfMoments run(dataset, experiment);
    const MapLookPtr look = takeMapLook(about(run.next()), nullptr, {});
    QCOMPARE(look->maps.size(), std::size_t{3});
    QVERIFY(look->maps[1].layer == 1);
  }

  void aCancelledRequestAnswersNothing() {
    tests::RunOfMoments run;
    const engine::Progress progress = engine::Progress::watched();
    progress.cancel();
    QVERIFY(takeMapLook(about(run.next()), nullptr, progress) == nullptr);
  }
};

PELLUCID_WINDOW_TEST(tst_map_look, TestMapLook)
#include "tst_map_look.moc"
