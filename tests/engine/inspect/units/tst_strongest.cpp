// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/units/strongest.h"

#include <QtTest>
#include <algorithm>

#include "tests/engine/inspect/units/plain_halves.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestStrongest : public QObject {
  Q_OBJECT

 private slots:
  void agreesWithPlainLoops_data() {
    QTest::addColumn<int>("layer");
    for (int layer = 0; layer < 5; ++layer) QTest::newRow(qPrintable(QString::number(layer))) << layer;
  }

  void agreesWithPlainLoops() {
    QFETCH(int, layer);
    const DatasetPtr data = twoChannels(900);  // more than are sent through at once
    const Experiment experiment = mapsExperiment();
    const auto network = Network::create(experiment.network, data->shape).value();
    const Vector weights = weightsOf(*network);
    const auto found =
        strongestSamples(*network, weights, static_cast<std::size_t>(layer), *data, data->train, 9);
    QVERIFY(found);
    NaiveStack plain(experiment.network, maps(data->shape), numbersOf(weights));
    plain.forward(samplesOf(data->train, data->inputs()));
    const Samples& a = plain.stages[static_cast<std::size_t>(layer)].a;
    const Shape shape = network->layer(static_cast<std::size_t>(layer)).outputShape();
    QCOMPARE(static_cast<Index>(found->channels.size()), shape.channels);
    QCOMPARE(found->outputs.cols(), Index{900});
    for (std::size_t n = 0; n < a.size(); n += 50)
      QVERIFY(worstDifference(numbersOf(found->outputs.col(static_cast<Index>(n))), plain.outputs()[n]) <
              kPrecision);
    for (std::size_t channel = 0; channel < found->channels.size(); ++channel) {
      const auto pixels = static_cast<std::size_t>(shape.pixels());
      std::vector<double> largest;  // for each sample
      double sum = 0;
      double active = 0;
      std::array<double, 3> ofClass{};
      std::array<double, 3> counts{};
      for (std::size_t n = 0; n < a.size(); ++n) {
        double most = -INFINITY;
        for (std::size_t p = 0; p < pixels; ++p) {
          const double value = a[n][channel * pixels + p];
          most = std::max(most, value);
          sum += value;
          if (value > 0) ++active;
          ofClass[data->train.labels[n]] += value;
          ++counts[data->train.labels[n]];
        }
        largest.push_back(most);
      }
      const ChannelAnswers& of = found->channels[channel];
      const double all = static_cast<double>(a.size() * pixels);
      QVERIFY(isClose(of.mean, sum / all));
      QVERIFY(std::abs(of.activeShare - active / all) < 2 / all);  // values near 0 may be on either side
      for (std::size_t c = 0; c < 3; ++c)
        QVERIFY(isClose(static_cast<double>(of.classMeans[static_cast<Index>(c)]), ofClass[c] / counts[c]));
      QCOMPARE(of.strongest.size(), std::size_t{9});
      std::vector<double> sorted = largest;
      std::ranges::sort(sorted, std::ranges::greater());
      for (std::size_t k = 0; k < 9; ++k) {
        const Excitation& each = of.strongest[k];
        const auto sample = static_cast<std::size_t>(each.sample);
        const auto unit = static_cast<std::size_t>(each.unit);
        QVERIFY(unit / pixels == channel);
        QVERIFY(isClose(static_cast<double>(each.a), sorted[k]));
        QVERIFY(isClose(a[sample][unit], largest[sample]));
        QVERIFY(isClose(static_cast<double>(each.a), a[sample][unit]));
        for (std::size_t other = 0; other < k; ++other) QVERIFY(of.strongest[other].sample != each.sample);
      }
    }
  }

  void equalOnesComeInTheirOrder() {
    // A unit whose weights are 0 has the same output for every sample.
    const DatasetPtr data = syntheticDataset(20);
    const auto network = Network::create(smallExperiment().network, data->shape).value();
    const auto found =
        strongestSamples(*network, Vector::Zero(network->parameterCount()), 0, *data, data->train, 3);
    for (const ChannelAnswers& each : found->channels) {
      QCOMPARE(each.strongest.size(), std::size_t{3});
      for (Index k = 0; k < 3; ++k) QCOMPARE(each.strongest[static_cast<std::size_t>(k)].sample, k);
      QCOMPARE(each.activeShare, 0.0);
    }
  }

  void whatIsNoNumberIsNoAnswer() {
    const DatasetPtr data = syntheticDataset(20);
    const auto network = Network::create(smallExperiment().network, data->shape).value();
    Vector weights = network->initialParameters(1);
    weights[0] = NAN;  // of the first unit
    const auto found = strongestSamples(*network, weights, 0, *data, data->train, 3);
    QVERIFY(found->channels[0].strongest.empty());
    QCOMPARE(found->channels[1].strongest.size(), std::size_t{3});
  }

  void endsWhenItIsCancelled() {
    const DatasetPtr data = syntheticDataset(20);
    const auto network = Network::create(smallExperiment().network, data->shape).value();
    const Progress progress = Progress::watched();
    progress.cancel();
    QVERIFY(!strongestSamples(*network, network->initialParameters(1), 0, *data, data->train, 3, progress));
  }
};

PELLUCID_TEST(tst_strongest, TestStrongest)
#include "tst_strongest.moc"
