// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/lens/kept_way.h"

#include <QtTest>

#include "engine/train/timeline.h"
#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

std::vector<std::int64_t> stepsOf(const std::vector<std::shared_ptr<const RunState>>& states) {
  std::vector<std::int64_t> steps;
  for (const auto& state : states) steps.push_back(state->step);
  return steps;
}

void train(Timeline& timeline, Trainer& trainer, int steps) {
  for (int i = 0; i < steps; ++i) {
    trainer.step();
    timeline.stepped(trainer);
  }
}

}  // namespace

class TestKeptWay : public QObject {
  Q_OBJECT

 private slots:
  void itLeadsFromTheBeginningToThePresent() {
    const DatasetPtr dataset = syntheticDataset();
    Trainer trainer = Trainer::create(smallExperiment(), dataset).value();
    const Vector initial = trainer.state().weights;
    Timeline timeline;
    timeline.begin(trainer);
    train(timeline, trainer, 12);
    const auto present = std::make_shared<const RunState>(trainer.state());
    const auto way = keptWay(timeline.record(), present, 100);
    QVERIFY(way.size() > 2);
    QVERIFY(way.front()->weights == initial);
    QCOMPARE(way.back(), present);
    const auto steps = stepsOf(way);
    QVERIFY(std::ranges::is_sorted(steps) && std::ranges::adjacent_find(steps) == steps.end());
    // What is kept equals the result of a run by itself.
    Trainer alone = Trainer::create(smallExperiment(), dataset).value();
    for (const auto& state : way) {
      while (alone.state().step < state->step) alone.step();
      QVERIFY(alone.state().weights == state->weights);
    }
    const auto few = keptWay(timeline.record(), present, 3);
    QCOMPARE(few.size(), std::size_t{3});
    QVERIFY(few.front() == way.front() && few.back() == present);
  }

  void ofOtherLanesNothing() {
    const DatasetPtr dataset = syntheticDataset();
    Trainer trainer = Trainer::create(smallExperiment(), dataset).value();
    Timeline timeline;
    timeline.begin(trainer);
    train(timeline, trainer, 10);
    QVERIFY(!timeline.goTo(trainer, 0, 4));
    trainer.setLearningRate(0.5);
    timeline.settingChanged(trainer);
    train(timeline, trainer, 3);
    QCOMPARE(timeline.lane(), std::size_t{1});
    const auto present = std::make_shared<const RunState>(trainer.state());
    const auto way = keptWay(timeline.record(), present, 100);
    QCOMPARE(way.back()->step, std::int64_t{7});
    Trainer alone = Trainer::create(smallExperiment(), dataset).value();
    for (const auto& state : way) {
      while (alone.state().step < state->step) {
        if (alone.state().step == 4) alone.setLearningRate(0.5);
        alone.step();
      }
      QVERIFY(alone.state().weights == state->weights);
    }
  }

  void withoutATimelineThereIsThePresent() {
    const auto present = std::make_shared<const RunState>();
    QCOMPARE(keptWay({}, present, 5).size(), std::size_t{1});
  }
};

PELLUCID_TEST(tst_kept_way, TestKeptWay)
#include "tst_kept_way.moc"
