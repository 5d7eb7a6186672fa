// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/step_timeline.h"

#include <QtTest>
#include <set>

#include "tests/support/steps.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;
using namespace pellucid::tests;
using Kind = Beat::Kind;

namespace {

engine::Experiment threeLayers(bool isFirstFrozen = false, bool isSecondFrozen = false) {
  engine::Experiment experiment = smallExperiment();
  experiment.network.layers.insert(experiment.network.layers.begin() + 1,
                                   engine::dense(4, engine::Activation::Relu));
  experiment.network.layers[0].frozen = isFirstFrozen;
  experiment.network.layers[1].frozen = isSecondFrozen;
  return experiment;
}

std::vector<std::pair<Kind, std::size_t>> kindsOf(const engine::Experiment& experiment) {
  std::vector<std::pair<Kind, std::size_t>> kinds;
  const StepTimeline timeline(*traceAfter(experiment, syntheticDataset()));
  for (const Beat& beat : timeline.beats()) kinds.emplace_back(beat.kind, beat.layer);
  return kinds;
}

}  // namespace

class TestStepTimeline : public QObject {
  Q_OBJECT

 private slots:
  void withReducedMotionABeatIsStillPictures() {
    const StepTimeline timeline(*traceAfter(threeLayers(), syntheticDataset()));
    for (const Beat& beat : timeline.beats()) {
      std::set<double> pictures;
      for (int i = 0; i <= 100; ++i) pictures.insert(beat.stillProgress(i / 100.0));
      QCOMPARE(pictures.size(), static_cast<std::size_t>(beat.stills()));
      if (beat.kind == Kind::Update) {  // before and after, and nothing between
        QCOMPARE(beat.stillProgress(0.49), 0.0);
        QCOMPARE(beat.stillProgress(0.51), 1.0);
      } else if (beat.kind == Kind::Terms) {  // one for each term at which stepping stops
        QCOMPARE(beat.stills(), beat.stops);
        for (int i = 0; i < beat.stops; ++i)
          QCOMPARE(
              static_cast<int>(beat.stillProgress(i / static_cast<double>(beat.stops) + 1e-9) * beat.stops),
              i);
      } else {
        QCOMPARE(beat.stillProgress(0), 1.0);
      }
    }
  }

  void aGradientIsKnownWhereItHasComeBackTo() {
    const TracePtr trace = traceAfter(threeLayers(), syntheticDataset());
    const auto at = [&](Kind kind, std::size_t layer) { return viewOf(trace, kind, layer).beat; };
    QVERIFY(!at(Kind::Activation, 2).knowsDelta(2));
    QVERIFY(!at(Kind::Loss, 2).knowsDelta(2));
    QVERIFY(at(Kind::Delta, 2).knowsDelta(2));
    QVERIFY(!at(Kind::Gradients, 2).knowsDelta(1));
    QVERIFY(at(Kind::Delta, 1).knowsDelta(1));
    QVERIFY(at(Kind::Delta, 1).knowsDelta(2));
    QVERIFY(!at(Kind::Delta, 1).knowsDelta(0));
    QVERIFY(at(Kind::Update, 0).knowsDelta(0));
  }

  void goesForwardToTheLossAndBack() {
    const std::vector<std::pair<Kind, std::size_t>> expected = {
        {Kind::Sample, 0}, {Kind::Terms, 0},     {Kind::Sum, 0},        {Kind::Activation, 0},
        {Kind::Terms, 1},  {Kind::Sum, 1},       {Kind::Activation, 1}, {Kind::Loss, 1},
        {Kind::Delta, 1},  {Kind::Gradients, 1}, {Kind::Delta, 0},      {Kind::Gradients, 0},
        {Kind::Update, 0}};
    QVERIFY(kindsOf(smallExperiment()) == expected);
  }

  void theGradientPassesAFrozenLayerAndEndsAboveTheFrozenOnesAtTheBottom() {
    const auto has = [](const engine::Experiment& experiment, Kind kind, std::size_t layer) {
      const auto kinds = kindsOf(experiment);
      return std::find(kinds.begin(), kinds.end(), std::pair(kind, layer)) != kinds.end();
    };
    QVERIFY(has(threeLayers(false, true), Kind::Gradients, 1));
    QVERIFY(has(threeLayers(false, true), Kind::Delta, 0));
    QVERIFY(has(threeLayers(true, false), Kind::Delta, 1));
    QVERIFY(!has(threeLayers(true, false), Kind::Delta, 0));
    QVERIFY(!has(threeLayers(true, true), Kind::Delta, 1));
  }

  void layersWithoutWeightsHaveNoTerms() {
    engine::Experiment experiment = smallExperiment();
    experiment.network.layers.insert(experiment.network.layers.begin() + 1, engine::dropout(0.5));
    const auto kinds = kindsOf(experiment);
    QCOMPARE(std::count(kinds.begin(), kinds.end(), std::pair(Kind::Terms, std::size_t{1})), 0);
    QCOMPARE(std::count(kinds.begin(), kinds.end(), std::pair(Kind::Activation, std::size_t{1})), 1);
  }

  void beatsFollowEachOther() {
    const StepTimeline timeline(*traceAfter(threeLayers(), syntheticDataset()));
    double end = 0;
    for (const Beat& beat : timeline.beats()) {
      QCOMPARE(beat.begin, end);
      QVERIFY(beat.duration > 0);
      QVERIFY(timeline.at(beat.begin).begin == beat.begin);
      QVERIFY(timeline.at(beat.begin + beat.duration / 2).begin == beat.begin);
      end = beat.end();
    }
    QCOMPARE(timeline.length(), end);
    QVERIFY(timeline.at(-5).kind == Kind::Sample);
    QVERIFY(timeline.at(end + 5).kind == Kind::Update);
  }

  void everyStopIsVisitedBothWays() {
    const StepTimeline timeline(*traceAfter(smallExperiment(), syntheticDataset()));
    const auto visit = [&](Granularity granularity) {
      std::vector<double> there{0};
      while (there.back() < timeline.length()) there.push_back(timeline.next(there.back(), granularity));
      std::vector<double> back{timeline.length()};
      while (back.back() > 0) back.push_back(timeline.previous(back.back(), granularity));
      std::reverse(back.begin(), back.end());
      return there == back ? there.size() : std::size_t{0};
    };
    // Phases: sample, forward, loss, backward, update, end. Layers: two of forward and two of backward.
    QCOMPARE(visit(Granularity::Phase), std::size_t{6});
    QCOMPARE(visit(Granularity::Layer), std::size_t{8});
    // 13 beats and the end; 6 terms of layer 0 and 5 of layer 1 instead of one stop each.
    QCOMPARE(visit(Granularity::Term), std::size_t{13 + 1 + 5 + 4});
  }
};

PELLUCID_TEST(tst_step_timeline, TestStepTimeline)
#include "tst_step_timeline.moc"
