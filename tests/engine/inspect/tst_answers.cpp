// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/answers.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Experiment withOutput(Index units, Activation activation, Loss loss) {
  Experiment experiment = smallExperiment();
  experiment.network.layers.back().units = units;
  experiment.network.layers.back().activation = activation;
  experiment.training.loss = loss;
  return experiment;
}

NaiveSample naiveSample(const Split& split, Index features, std::size_t sample, const Numbers& y = {}) {
  NaiveSample naive = naiveBatch(split, features, std::vector{static_cast<std::uint32_t>(sample)}).front();
  naive.y = y;
  return naive;
}

/// By definition: the row with the largest value, or the side of the middle on which the single output is.
std::size_t answerOf(const Numbers& outputs, double middle) {
  if (outputs.size() == 1) return outputs[0] > middle ? 1 : 0;
  return static_cast<std::size_t>(std::ranges::max_element(outputs) - outputs.begin());
}

}  // namespace

class TestAnswers : public QObject {
  Q_OBJECT

 private slots:
  void agreeWithPlainLoops_data() {
    QTest::addColumn<Experiment>("experiment");
    QTest::addColumn<double>("low");  // of a target that is not wanted
    QTest::addColumn<bool>("isProbability");
    QTest::newRow("softmax") << withOutput(3, Activation::Softmax, Loss::CrossEntropy) << 0.0 << true;
    QTest::newRow("one sigmoid") << withOutput(1, Activation::Sigmoid, Loss::BinaryCrossEntropy) << 0.0
                                 << true;
    QTest::newRow("one tanh") << withOutput(1, Activation::Tanh, Loss::MeanSquaredError) << -1.0 << false;
    QTest::newRow("three sigmoids") << withOutput(3, Activation::Sigmoid, Loss::MeanSquares) << 0.0 << false;
    QTest::newRow("three linear ones") << withOutput(3, Activation::Linear, Loss::Hinge) << -1.0 << false;
  }

  void agreeWithPlainLoops() {
    QFETCH(Experiment, experiment);
    QFETCH(double, low);
    QFETCH(bool, isProbability);
    const Activation output = experiment.network.layers.back().activation;
    const auto outputs = static_cast<std::size_t>(experiment.network.layers.back().units);
    const std::size_t classes = outputs == 1 ? 2 : outputs;
    const DatasetPtr dataset = syntheticDataset(450, 6, static_cast<int>(classes));
    const auto network = Network::create(experiment.network, dataset->shape).value();
    const Vector weights = network->initialParameters(4);
    const auto answers = answersTo(*network, weights, experiment.training, *dataset, dataset->train);
    QVERIFY(answers);
    QCOMPARE(answers->samples(), 450);
    QCOMPARE(answers->classes, static_cast<Index>(classes));
    QCOMPARE(answers->areProbabilities, isProbability);
    QCOMPARE(answers->outOfRange, 0);

    NaiveNetwork naive = naiveNetwork(experiment.network, 6, weights);
    std::vector<Numbers> sums(classes, Numbers(classes, 0));
    for (std::size_t n = 0; n < answers->each.size(); ++n) {
      const std::size_t label = dataset->train.labels[n];
      Numbers y(outputs, low);
      if (outputs > 1 || label == 1) y[outputs > 1 ? label : 0] = 1;
      const std::vector<NaiveSample> sample = {naiveSample(dataset->train, 6, n, y)};
      const Numbers a = naive.forward(sample).front();
      Numbers sure;
      for (const double x : a)
        sure.push_back(output == Activation::Softmax ? x : std::clamp((x - low) / (1 - low), 0.0, 1.0));
      if (outputs == 1) sure = {1 - sure[0], sure[0]};
      const std::size_t answered = answerOf(a, (1 + low) / 2);
      double next = 0;
      for (std::size_t c = 0; c < classes; ++c) {
        sums[label][c] += sure[c];
        if (c != answered) next = std::max(next, sure[c]);
      }
      const SampleAnswer& answer = answers->each[n];
      QCOMPARE(std::size_t{answer.truth}, label);
      QCOMPARE(std::size_t{answer.answered}, answered);
      constexpr double kFloat = 2e-5;
      QVERIFY(isClose(answer.certainty, sure[answered], kFloat));
      QVERIFY(isClose(answer.ofTruth, sure[label], kFloat));
      QVERIFY(isClose(answer.margin, sure[answered] - next, kFloat));
      QVERIFY(isClose(answer.loss, naive.loss(experiment.training.loss, sample), kFloat));
    }
    for (std::size_t t = 0; t < classes; ++t)
      for (std::size_t c = 0; c < classes; ++c)
        QVERIFY(isClose(answers->certaintySums(static_cast<Index>(t), static_cast<Index>(c)), sums[t][c],
                        kSumPrecision));
  }

  void smoothedTargetsCountInTheLoss() {
    Experiment experiment = smallExperiment();
    const DatasetPtr dataset = syntheticDataset(20);
    const auto network = Network::create(experiment.network, dataset->shape).value();
    const Vector weights = network->initialParameters(4);
    experiment.training.labelSmoothing = 0.3;
    const auto answers = answersTo(*network, weights, experiment.training, *dataset, dataset->train);
    NaiveNetwork naive = naiveNetwork(experiment.network, 6, weights);
    for (std::size_t n = 0; n < 20; ++n) {
      Numbers y(3, 0.1);
      y[dataset->train.labels[n]] += 0.7;
      const std::vector<NaiveSample> sample = {naiveSample(dataset->train, 6, n, y)};
      naive.forward(sample);
      QVERIFY(isClose(answers->each[n].loss, naive.loss(Loss::CrossEntropy, sample), 2e-5));
    }
  }

  void numbersAreKept() {
    auto dataset = std::make_shared<Dataset>();
    dataset->shape = flatShape(2);
    dataset->targetNames = {"z"};
    dataset->train.numbers = Matrix::Random(2, 7);
    dataset->train.targets = Matrix::Random(1, 7);
    Experiment experiment;
    experiment.network.layers = {{.units = 1, .activation = Activation::Linear}};
    experiment.training.loss = Loss::MeanSquaredError;
    const auto network = Network::create(experiment.network, dataset->shape).value();
    Vector weights(3);
    weights << 2, -1, Scalar(0.5);  // z = 2 x - y + 0.5
    const auto answers = answersTo(*network, weights, experiment.training, *dataset, dataset->train);
    QCOMPARE(answers->classes, 0);
    QCOMPARE(answers->numbers.cols(), 7);
    for (Index n = 0; n < 7; ++n) {
      const auto x = dataset->train.numbers.col(n).cast<double>();
      const double z = 2 * x[0] - x[1] + 0.5;
      const double error = z - static_cast<double>(dataset->train.targets(0, n));
      QVERIFY(isClose(static_cast<double>(answers->numbers(0, n)), z));
      QVERIFY(isClose(answers->each[static_cast<std::size_t>(n)].loss, error * error / 2, 2e-5));
    }
  }

  /// A diverged network still answers something; values that are not numbers are counted, and nothing is NaN.
  void whatIsOutOfRangeIsCounted() {
    const DatasetPtr dataset = syntheticDataset(300);
    const auto network = Network::create(smallExperiment().network, dataset->shape).value();
    const Vector weights = Vector::Constant(network->parameterCount(), NAN);
    const auto answers = answersTo(*network, weights, {}, *dataset, dataset->train);
    QCOMPARE(answers->outOfRange, 300);
    QCOMPARE(answers->certaintySums.sum(), 0.0);
    for (const SampleAnswer& answer : answers->each) {
      QCOMPARE(answer.certainty, 0.0F);
      QVERIFY(std::isinf(answer.loss));
    }
  }

  void canBeCancelled() {
    const DatasetPtr dataset = syntheticDataset(300);
    const auto network = Network::create(smallExperiment().network, dataset->shape).value();
    const Vector weights = network->initialParameters(4);
    const Progress progress = Progress::watched();
    QVERIFY(answersTo(*network, weights, {}, *dataset, dataset->train, progress));
    QCOMPARE(progress.share(), 1.0);
    progress.cancel();
    QVERIFY(!answersTo(*network, weights, {}, *dataset, dataset->train, progress));
  }
};

PELLUCID_TEST(tst_answers, TestAnswers)
#include "tst_answers.moc"
