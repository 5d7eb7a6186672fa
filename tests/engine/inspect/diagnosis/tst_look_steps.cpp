// SPDX-License-Identifier: GPL-3.0-or-later
// When a run is looked at: the same steps each time, and so rarely that it pays.
#include "engine/inspect/diagnosis/look_steps.h"

#include "tests/engine/inspect/diagnosis/diagnosed_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

std::shared_ptr<const Network> denseNetwork(Index inputs, const std::vector<Index>& units) {
  NetworkSpec spec;
  for (const Index count : units) spec.layers.push_back(dense(count, Activation::Tanh));
  return Network::create(spec, {.channels = 1, .height = 1, .width = inputs}).value();
}

std::vector<std::int64_t> firstLooks(const LookPace& pace, std::size_t count) {
  std::vector<std::int64_t> steps = {nextLook(-1, 0, pace)};
  while (steps.size() < count) steps.push_back(nextLook(steps.back(), 0, pace));
  return steps;
}

}  // namespace

class TestLookSteps : public QObject {
  Q_OBJECT

 private slots:
  /// A step of 32 digits takes so long that a look is negligible beside it.
  void ofLargeNetworksTheyComeEvenly() {
    const LookPace pace(*denseNetwork(784, {64, 10}), 32);
    std::vector<std::int64_t> steps = firstLooks(pace, 7);
    QVERIFY(steps[3] >= 2250 && steps[3] < 4500 && steps[3] >= 750 + 4 * pace.stepsAt(750));
    steps.erase(steps.begin() + 3);
    QVERIFY(steps == (std::vector<std::int64_t>{0, 250, 750, 4500, 6750, 9000}));
    QCOMPARE(nextLook(5000, 4950, pace), 5200);  // the settings were changed
    QCOMPARE(nextLook(5200, 4950, pace), 5700);
  }

  /// For small ones three come in the first thousand steps, and the others wait until their time has been
  /// earned.
  void ofSmallNetworksTheyAreRare() {
    for (const auto& network :
         {denseNetwork(2, {1}), denseNetwork(2, {4, 2, 1}), denseNetwork(2, {8, 8, 1})}) {
      const LookPace pace(*network, 4);
      const std::vector<std::int64_t> steps = firstLooks(pace, 40);
      QVERIFY(std::ranges::equal(std::span(steps).first(3), std::array<std::int64_t, 3>{0, 250, 750}));
      std::int64_t paid = 4 * pace.stepsAt(750);
      for (std::size_t i = 3; i < steps.size(); ++i) {
        QVERIFY(steps[i] >= paid);
        paid = steps[i] + pace.stepsAt(steps[i]);
      }
    }
  }

  /// By a plain count of multiplications: 192 passes for a look, three for each sample of a step.
  void longCurvesAndSmallBatchesCostMore() {
    const auto network = denseNetwork(100, {50});
    const double weights = 100 * 50;
    const LookPace one(*network, 1), many(*network, 100);
    QVERIFY(one.stepsAt(0) >= std::int64_t(100 * 192 * weights / (3 * weights + 1e4)));
    QVERIFY(many.stepsAt(0) < one.stepsAt(0) / 50);
    QVERIFY(one.stepsAt(10'000) > one.stepsAt(1000));
    QCOMPARE(one.stepsAt(20'000), one.stepsAt(5'000'000));  // no more points are read
  }

  /// The command line looks at exactly these steps.
  void aRunIsSeenAtTheseSteps() {
    const Experiment experiment = healthyExperiment();
    DiagnosedRun run(experiment, syntheticDataset(400));
    run.goOnTo(60000);
    const LookPace pace(*run.trainer.network(), experiment.training.batchSize);
    std::vector<std::int64_t> seen;
    for (const RunLook& look : run.watch.looks()) seen.push_back(look.step);
    QVERIFY(seen.size() >= 4 && seen == firstLooks(pace, seen.size()));
    QVERIFY(nextLook(seen.back(), 0, pace) > 60000);
  }
};

PELLUCID_TEST(tst_look_steps, TestLookSteps)
#include "tst_look_steps.moc"
