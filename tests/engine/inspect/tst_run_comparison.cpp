// SPDX-License-Identifier: GPL-3.0-or-later
// Two networks side by side, against plain loops.
#include "engine/inspect/run_comparison.h"

#include <QtTest>
#include <cmath>

#include "engine/data/catalogue.h"
#include "engine/train/trainer.h"
#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::engine;

namespace {

TrainedSide sideOf(const Experiment& experiment, const DatasetPtr& dataset, int steps) {
  Trainer trainer = Trainer::create(experiment, dataset).value();
  TrainedSide side;
  side.network = trainer.network();
  side.initial = trainer.state().weights;
  side.dataset = dataset;
  for (int i = 0; i < steps; ++i) check(std::holds_alternative<Metrics>(trainer.step()), "it learns");
  side.weights = trainer.state().weights;
  side.training = experiment.training;
  return side;
}

/// |a - b| over the values from `first` to before `last`.
double distanceOf(const Vector& a, const Vector& b, Index first, Index last) {
  double sum = 0;
  for (Index i = first; i < last; ++i) {
    const double difference = static_cast<double>(a[i]) - static_cast<double>(b[i]);
    sum += difference * difference;
  }
  return std::sqrt(sum);
}

double lengthOf(const Vector& a, Index first, Index last) {
  return distanceOf(a, Vector::Zero(a.size()), first, last);
}

bool isAlmost(double a, double b) {
  return std::abs(a - b) <= 1e-6 * (1 + std::abs(b));
}

}  // namespace

class TestRunComparison : public QObject {
  Q_OBJECT

 private slots:
  void layersAreMeasured() {
    const DatasetPtr dataset = tests::syntheticDataset();
    Experiment experiment = tests::smallExperiment();
    const TrainedSide one = sideOf(experiment, dataset, 20);
    experiment.seed = 5;
    const TrainedSide other = sideOf(experiment, dataset, 12);
    const RunComparison comparison = compareRuns(one, other);
    const Index end = one.weights.size();
    const Index middle = one.network->layerOffset(1);
    QCOMPARE(comparison.apart.size(), 2U);
    const std::array<std::pair<Index, Index>, 2> layers = {{{0, middle}, {middle, end}}};
    for (std::size_t i = 0; i < 2; ++i) {
      const auto [first, last] = layers[i];
      QVERIFY(isAlmost(*comparison.first.drift[i], distanceOf(one.weights, one.initial, first, last) /
                                                       lengthOf(one.initial, first, last)));
      QVERIFY(isAlmost(*comparison.second.drift[i], distanceOf(other.weights, other.initial, first, last) /
                                                        lengthOf(other.initial, first, last)));
      QVERIFY(isAlmost(*comparison.apart[i],
                       distanceOf(one.weights, other.weights, first, last) * 2 /
                           (lengthOf(one.weights, first, last) + lengthOf(other.weights, first, last))));
    }
  }

  void answersAreCounted() {
    const DatasetPtr dataset = tests::syntheticDataset(400);
    const Experiment experiment = tests::smallExperiment();
    const TrainedSide side = sideOf(experiment, dataset, 30);
    const SideResult result = compareRuns(side, side).first;
    Eigen::Matrix<Index, 3, 3> expected;
    expected.setZero();
    for (Index i = 0; i < dataset->test.size(); ++i) {
      Trace trace;
      trace.input = sample(dataset->test, 6, i);
      side.network->forward(side.weights, trace);
      Index said = 0;
      for (Index c = 1; c < 3; ++c)
        if (trace.output()(c, 0) > trace.output()(said, 0)) said = c;
      ++expected(dataset->test.labels[static_cast<std::size_t>(i)], said);
    }
    QVERIFY(result.confusion.counts == expected);
    QCOMPARE(result.confusion.total(), dataset->test.size());
    QVERIFY(isAlmost(result.confusion.accuracy(),
                     static_cast<double>(expected.trace()) / static_cast<double>(expected.sum())));
  }

  void layersOfOtherShapesAreNotCompared() {
    const DatasetPtr dataset = tests::syntheticDataset();
    Experiment experiment = tests::smallExperiment();
    const TrainedSide one = sideOf(experiment, dataset, 3);
    experiment.network.layers.insert(experiment.network.layers.begin() + 1, dense(4, Activation::Relu));
    experiment.network.initializer = Initializer::Zeros;
    const TrainedSide other = sideOf(experiment, dataset, 0);
    const RunComparison comparison = compareRuns(one, other);
    QCOMPARE(comparison.apart.size(), 2U);
    QVERIFY(comparison.apart[0].has_value());
    QVERIFY(!comparison.apart[1].has_value());
    QCOMPARE(comparison.second.drift.size(), 3U);
    QVERIFY(!comparison.second.drift[0].has_value());  // it began with zeros
  }

  void numbersHaveARootMeanSquare() {
    const DatasetPtr dataset = loadDataset("curve", {}).value();
    Experiment experiment = tests::smallExperiment();
    fitTo(experiment, *dataset);
    const TrainedSide side = sideOf(experiment, dataset, 5);
    const SideResult result = compareRuns(side, side).second;
    QCOMPARE(result.confusion.classes(), 0);
    double squares = 0;
    for (Index i = 0; i < dataset->test.size(); ++i) {
      Trace trace;
      trace.input = sample(dataset->test, 1, i);
      side.network->forward(side.weights, trace);
      const std::uint32_t index = static_cast<std::uint32_t>(i);
      Matrix wanted;
      gatherTargets(targetCoding(side.training.loss, Activation::Linear, 1), dataset->test,
                    std::span(&index, 1), wanted);
      squares += std::pow(static_cast<double>(trace.output()(0, 0) - wanted(0, 0)), 2);
    }
    QVERIFY(isAlmost(result.rmse, std::sqrt(squares / static_cast<double>(dataset->test.size()))));
  }
};

PELLUCID_TEST(tst_run_comparison, TestRunComparison)
#include "tst_run_comparison.moc"
