// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/step_moment.h"

#include <QtTest>

#include "tests/support/plain_pass.h"
#include "tests/support/steps.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;
using namespace pellucid::tests;

namespace {

/// Image `index` of the training split, as slow motion shows it.
Input trainInput(const engine::Dataset& dataset, engine::Index index) {
  return {.values = engine::sample(dataset.train, dataset.inputs(), index),
          .target = dataset.train.labels[static_cast<std::size_t>(index)],
          .testIndex = {},
          .numbers = {},
          .trainIndex = index};
}

struct Shown {
  TracePtr trace;
  StepView view;
  MomentPtr moment;
};

/// Sample 2 of the batch after 3 steps.
Shown shownIn(const engine::Experiment& experiment) {
  const engine::DatasetPtr dataset = squareImages(4);
  Shown shown{.trace = traceAfter(experiment, dataset, 3), .view = {}, .moment = {}};
  shown.view = viewOf(shown.trace, Beat::Kind::Sample, 0, 0, 2);
  engine::Trainer trainer = engine::Trainer::create(experiment, dataset).value();
  for (int i = 0; i < 3; ++i) trainer.step();
  shown.moment = share(momentOf(trainer, dataset, trainInput(*dataset, shown.view.trainIndex())));
  return shown;
}

engine::Experiment withDropout() {
  engine::Experiment experiment = experimentFor(*squareImages(4), {6});
  auto& layers = experiment.network.layers;
  layers.insert(layers.begin() + 1, {engine::batchNorm(engine::Activation::Tanh), engine::dropout(0.4)});
  return experiment;
}

class TestStepMoment : public QObject {
  Q_OBJECT

 private slots:
  void whatIsShownIsWhatTheStepComputes() {
    const Shown shown = shownIn(withDropout());
    const MomentPtr moment = asTrained(shown.moment, shown.view);
    QVERIFY(moment->probe.trace.output() != shown.moment->probe.trace.output());
    const PlainPass plain = plainPass(*moment, shown.view);
    for (std::size_t layer = 0; layer < plain.pass.stages.size(); ++layer) {
      const engine::LayerTrace& trace = moment->probe.trace.layers[layer];
      const Numbers delta = plain.delta(layer);
      for (std::size_t i = 0; i < delta.size(); ++i) {
        const auto unit = static_cast<engine::Index>(i);
        QVERIFY(std::abs(static_cast<double>(trace.a(unit, 0)) - plain.a(layer)[i]) < 1e-5);
        QVERIFY(std::abs(static_cast<double>(trace.delta(unit, 0)) - delta[i]) < 1e-5);
        if (trace.z.size() > 0)
          QVERIFY(std::abs(static_cast<double>(trace.z(unit, 0)) - plain.z(layer)[i]) < 1e-5);
      }
    }
    QVERIFY(std::abs(*moment->probe.loss - plain.loss) < 1e-5);
    QCOMPARE(moment->probe.target, shown.moment->probe.target);
  }

  void elsewhereItIsTheMomentItself() {
    const Shown shown = shownIn(experimentFor(*squareImages(4), {6}));
    QCOMPARE(asTrained(shown.moment, shown.view), shown.moment);  // no dropout
    const Shown drops = shownIn(withDropout());
    QCOMPARE(asTrained(drops.moment, std::nullopt), drops.moment);
    StepView other = drops.view;
    other.sample = 3;
    QCOMPARE(asTrained(drops.moment, other), drops.moment);  // of another sample
  }

  void layersThatNoGradientReachesHaveNone() {
    engine::Experiment experiment = withDropout();
    experiment.network.layers[0].frozen = true;
    const Shown shown = shownIn(experiment);
    const MomentPtr moment = asTrained(shown.moment, shown.view);
    QVERIFY(moment->probe.trace.layers[0].delta.isZero());
    QVERIFY(!moment->probe.trace.layers[1].delta.isZero());
  }
};

}  // namespace

PELLUCID_TEST(tst_step_moment, TestStepMoment)
#include "tst_step_moment.moc"
