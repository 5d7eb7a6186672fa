// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/units/held_channels.h"

#include <QtTest>
#include <stdexcept>

#include "engine/inspect/answers.h"
#include "tests/engine/inspect/units/plain_halves.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// The plain loops' answers to all samples while these channels are held.
Samples heldAnswers(const Network& network, const NetworkSpec& spec, const Vector& weights,
                    const HeldChannels& held, Samples x) {
  for (std::size_t layer = 0; layer < network.layerCount(); ++layer) {
    const NetworkSpec one{.layers = {spec.layers[layer]}};
    const auto begin = weights.begin() + network.layerOffset(layer);
    NaiveStack stage(one, maps(network.layer(layer).inputShape()),
                     Numbers(begin, begin + network.layer(layer).parameterCount()));
    stage.forward(x);
    x = stage.outputs();
    for (const HeldChannel& each : held) {
      if (each.layer != layer) continue;
      const auto pixels = static_cast<std::size_t>(network.layer(layer).outputShape().pixels());
      for (Numbers& sample : x)
        for (std::size_t p = 0; p < pixels; ++p)
          sample[static_cast<std::size_t>(each.channel) * pixels + p] = static_cast<double>(each.value);
    }
  }
  return x;
}

/// The number of correct answers, and the mean cross-entropy.
Without countedBy(const Samples& outputs, const Split& split) {
  Without counted;
  for (std::size_t n = 0; n < outputs.size(); ++n) {
    const auto answered = std::ranges::max_element(outputs[n]) - outputs[n].begin();
    if (answered == split.labels[n]) ++counted.right;
    counted.loss -= std::log(outputs[n][split.labels[n]]) / static_cast<double>(outputs.size());
  }
  return counted;
}

}  // namespace

class TestHeldChannels : public QObject {
  Q_OBJECT

 private slots:
  void agreeWithPlainLoops_data() {
    QTest::addColumn<std::vector<HeldChannel>>("held");
    QTest::newRow("none") << HeldChannels{};
    QTest::newRow("a map") << HeldChannels{{.layer = 0, .channel = 1, .value = 0}};
    QTest::newRow("a pooled map at a number") << HeldChannels{{.layer = 1, .channel = 2, .value = 0.7F}};
    QTest::newRow("a unit") << HeldChannels{{.layer = 3, .channel = 2, .value = 0}};
    QTest::newRow("several") << HeldChannels{{.layer = 3, .channel = 0, .value = 0.5F},
                                             {.layer = 0, .channel = 2, .value = -1},
                                             {.layer = 3, .channel = 1, .value = 0}};
  }

  void agreeWithPlainLoops() {
    QFETCH(std::vector<HeldChannel>, held);
    const DatasetPtr data = twoChannels(230);
    const Experiment experiment = mapsExperiment();
    const auto network = Network::create(experiment.network, data->shape).value();
    const Vector weights = weightsOf(*network);
    const Samples x = samplesOf(data->train, data->inputs());
    const Samples plain = heldAnswers(*network, experiment.network, weights, held, x);
    const auto answers = answersTo(*network, weights, experiment.training, *data, data->train, {}, held);
    QVERIFY(answers);
    for (std::size_t n = 0; n < plain.size(); ++n) {
      QVERIFY(isClose(answers->each[n].ofTruth, plain[n][data->train.labels[n]]));
      QCOMPARE(std::ptrdiff_t{answers->each[n].answered},
               std::ranges::max_element(plain[n]) - plain[n].begin());
    }

    for (const std::size_t layer : {0, 1, 3}) {
      const Index channels = network->layer(layer).outputShape().channels;
      const Vector values = Vector::LinSpaced(channels, 0, Scalar(0.4));
      const auto each =
          withoutEach(*network, weights, experiment.training, *data, data->train, layer, values, held);
      QVERIFY(each);
      QCOMPARE(each->samples, Index{230});
      const Without whole = countedBy(plain, data->train);
      QCOMPARE(each->whole.right, whole.right);
      QVERIFY(isClose(each->whole.loss, whole.loss));
      QCOMPARE(static_cast<Index>(each->each.size()), channels);
      for (Index channel = 0; channel < channels; ++channel) {
        HeldChannels also = held;
        std::erase_if(
            also, [&](const HeldChannel& other) { return other.layer == layer && other.channel == channel; });
        also.push_back({.layer = layer, .channel = channel, .value = values[channel]});
        const Without expected =
            countedBy(heldAnswers(*network, experiment.network, weights, also, x), data->train);
        const Without& counted = each->each[static_cast<std::size_t>(channel)];
        QCOMPARE(counted.right, expected.right);
        QVERIFY(isClose(counted.loss, expected.loss));
      }
    }
  }

  void withoutHeldOnesNothingIsOtherToTheBit() {
    const DatasetPtr data = twoChannels();
    const auto network = Network::create(mapsExperiment().network, data->shape).value();
    const Vector weights = weightsOf(*network);
    Trace plain;
    Trace holding;
    plain.input = holding.input = Matrix::Random(data->inputs(), 7);
    network->forward(weights, plain);
    forwardHolding(*network, weights, {}, holding);
    QVERIFY(plain.output() == holding.output());
  }

  void onlyHiddenUnitsCanBeHeld() {
    const DatasetPtr data = syntheticDataset(8);
    const auto network = Network::create(smallExperiment().network, data->shape).value();
    const Vector weights = network->initialParameters(1);
    Trace trace;
    trace.input = Matrix::Zero(6, 1);
    QVERIFY_THROWS_EXCEPTION(std::logic_error,
                             forwardHolding(*network, weights, {{.layer = 1, .channel = 0}}, trace));
    QVERIFY_THROWS_EXCEPTION(std::logic_error,
                             forwardHolding(*network, weights, {{.layer = 0, .channel = 5}}, trace));
  }

  void endsWhenItIsCancelled() {
    const DatasetPtr data = syntheticDataset(20);
    const Experiment experiment = smallExperiment();
    const auto network = Network::create(experiment.network, data->shape).value();
    const Progress progress = Progress::watched();
    progress.cancel();
    QVERIFY(!withoutEach(*network, network->initialParameters(1), experiment.training, *data, data->train, 0,
                         Vector::Zero(5), {}, progress));
  }
};

PELLUCID_TEST(tst_held_channels, TestHeldChannels)
#include "tst_held_channels.moc"
