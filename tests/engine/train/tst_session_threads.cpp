// SPDX-License-Identifier: GPL-3.0-or-later
// A thousand random commands from two threads at once: meant for the thread sanitizer, and true without it.
#include <QtTest>

#include <thread>

#include "engine/base/random.h"
#include "engine/train/session.h"
#include "tests/support/datasets.h"
#include "tests/support/sessions.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Command randomCommand(Random& random, const DatasetPtr& dataset) {
  Experiment experiment = smallExperiment();
  experiment.training.learningRate = 0.001 * static_cast<double>(1 + random.below(20));
  experiment.network.layers[random.below(2)].frozen = random.below(2) == 0;
  switch (random.below(10)) {
    case 0:
      experiment.seed = random.below(3);
      if (random.below(4) == 0) experiment.network.layers.back().units = 4;  // refused
      return StartRun{.run = random.next(), .experiment = experiment, .dataset = dataset, .state = {}};
    case 1:
      return Pause{};
    case 2:
      return TrainSteps{static_cast<std::int64_t>(random.below(20))};
    case 3:
      return TrainEpoch{};
    case 4:
      return SetSpeed{random.below(2) == 0 ? 0 : 1000.0};
    case 5:
    case 6:
      return ApplyLive{experiment};
    default:
      return Train{};
  }
}

}  // namespace

class TestSessionThreads : public QObject {
  Q_OBJECT

 private slots:
  void survivesAThousandRandomCommands() {
    const DatasetPtr dataset = syntheticDataset();
    Session session;
    const auto torment = [&](std::uint64_t seed) {
      Random random(seed, "commands");
      std::uint64_t last = 0;
      for (int i = 0; i < 500; ++i) {
        const std::uint64_t number = session.post(randomCommand(random, dataset));
        if (number <= last) qFatal("command numbers must grow");
        last = number;
        if (random.below(2) == 0) session.poll();
        if (random.below(5) == 0) std::this_thread::yield();
      }
    };
    std::thread one([&] { torment(1); });
    std::thread two([&] { torment(2); });
    one.join();
    two.join();

    // Whatever it went through, it now obeys, to the bit.
    SessionWatcher watcher(session);
    QCOMPARE(session.post(SetSpeed{0}), std::uint64_t{1001});
    session.post(StartRun{.run = 42, .experiment = smallExperiment(), .dataset = dataset, .state = {}});
    const Snapshot& snapshot = watcher.waitForRest(session.post(TrainSteps{100}));
    QCOMPARE(snapshot.lastCommand, std::uint64_t{1003});
    QCOMPARE(snapshot.run, std::uint64_t{42});
    Trainer trainer = Trainer::create(smallExperiment(), dataset).value();
    for (int i = 0; i < 100; ++i) trainer.step();
    QVERIFY(snapshot.state == trainer.state());
  }
};

PELLUCID_TEST(tst_session_threads, TestSessionThreads)
#include "tst_session_threads.moc"
