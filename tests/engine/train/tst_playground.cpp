// SPDX-License-Identifier: GPL-3.0-or-later
// TensorFlow Playground's training, written again as plain loops from its description: one sample after the
// other forward and backward, half the squared error, the gradients of a batch averaged, and the penalty
// beside them. From the same points and the same weights the engine comes to the same loss. One rule differs:
// the engine's penalty is also one on biases, as PyTorch's weight_decay is, so here it is, too.
#include <QtTest>
#include <cmath>

#include "engine/data/catalogue.h"
#include "engine/train/trainer.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

constexpr int kSteps = 1000;
constexpr Index kBatch = 10;

class PlainPlayground {
 public:
  struct Unit {
    std::vector<double> weights, weightSums;
    double bias = 0, biasSum = 0, z = 0, a = 0, delta = 0;
  };

  PlainPlayground(const Trainer& trainer, bool isTanh, bool isOutputTanh, double rate, double penalty)
      : m_isTanh(isTanh), m_isOutputTanh(isOutputTanh), m_rate(rate), m_penalty(penalty) {
    const Network& network = *trainer.network();
    for (std::size_t layer = 0; layer < network.layerCount(); ++layer) {
      const auto weight = network.weight(trainer.state().weights, layer);
      const auto bias = network.bias(trainer.state().weights, layer);
      std::vector<Unit> units(static_cast<std::size_t>(weight.rows()));
      for (std::size_t u = 0; u < units.size(); ++u) {
        for (Index i = 0; i < weight.cols(); ++i)
          units[u].weights.push_back(static_cast<double>(weight(static_cast<Index>(u), i)));
        units[u].weightSums.assign(units[u].weights.size(), 0);
        units[u].bias = static_cast<double>(bias(static_cast<Index>(u)));
      }
      m_layers.push_back(std::move(units));
    }
  }

  double answer(const std::vector<double>& input) {
    std::vector<double> values = input;
    for (std::size_t layer = 0; layer < m_layers.size(); ++layer) {
      std::vector<double> next;
      for (Unit& unit : m_layers[layer]) {
        unit.z = unit.bias;
        for (std::size_t i = 0; i < values.size(); ++i) unit.z += unit.weights[i] * values[i];
        unit.a = activation(layer, unit.z);
        next.push_back(unit.a);
      }
      values = next;
    }
    return values[0];
  }

  void learnFrom(const std::vector<double>& input, double target) {
    const double output = answer(input);
    for (std::size_t layer = m_layers.size(); layer-- > 0;)
      for (std::size_t u = 0; u < m_layers[layer].size(); ++u) {
        double error = output - target;
        if (layer + 1 < m_layers.size()) {
          error = 0;
          for (const Unit& above : m_layers[layer + 1]) error += above.weights[u] * above.delta;
        }
        Unit& unit = m_layers[layer][u];
        unit.delta = error * derivative(layer, unit);
        unit.biasSum += unit.delta;
        for (std::size_t i = 0; i < unit.weights.size(); ++i)
          unit.weightSums[i] += unit.delta * (layer == 0 ? input[i] : m_layers[layer - 1][i].a);
      }
    ++m_samples;
  }

  void update() {
    for (auto& units : m_layers)
      for (Unit& unit : units) {
        unit.bias -= m_rate * (unit.biasSum / m_samples + m_penalty * unit.bias);
        unit.biasSum = 0;
        for (std::size_t i = 0; i < unit.weights.size(); ++i) {
          const double penalty = unit.weights[i];
          unit.weights[i] -= m_rate / m_samples * unit.weightSums[i];
          unit.weights[i] -= m_rate * m_penalty * penalty;
          unit.weightSums[i] = 0;
        }
      }
    m_samples = 0;
  }

 private:
  bool isTanh(std::size_t layer) const { return layer + 1 == m_layers.size() ? m_isOutputTanh : m_isTanh; }
  bool isLinear(std::size_t layer) const { return layer + 1 == m_layers.size() && !m_isOutputTanh; }
  double activation(std::size_t layer, double z) const {
    if (isLinear(layer)) return z;
    return isTanh(layer) ? std::tanh(z) : std::max(0.0, z);
  }
  double derivative(std::size_t layer, const Unit& unit) const {
    if (isLinear(layer)) return 1;
    return isTanh(layer) ? 1 - unit.a * unit.a : unit.z <= 0 ? 0 : 1;
  }

  std::vector<std::vector<Unit>> m_layers;
  bool m_isTanh;
  bool m_isOutputTanh;
  double m_rate;
  double m_penalty;
  int m_samples = 0;
};

std::vector<double> inputOf(const Split& split, Index n) {
  std::vector<double> input;
  for (Index i = 0; i < split.numbers.rows(); ++i) input.push_back(static_cast<double>(split.numbers(i, n)));
  return input;
}

/// A class is -1 or 1.
double answerOf(const Split& split, Index n) {
  if (split.labels.empty()) return static_cast<double>(split.targets(0, n));
  return split.labels[static_cast<std::size_t>(n)] == 1 ? 1 : -1;
}

double lossOf(PlainPlayground& network, const Split& split) {
  double loss = 0;
  for (Index n = 0; n < split.size(); ++n) {
    const double error = network.answer(inputOf(split, n)) - answerOf(split, n);
    loss += error * error / 2;
  }
  return loss / static_cast<double>(split.size());
}

}  // namespace

class TestPlayground : public QObject {
  Q_OBJECT

 private slots:
  void comesToTheSameLoss_data() {
    QTest::addColumn<std::string>("data");
    QTest::addColumn<bool>("isTanh");
    QTest::addColumn<double>("penalty");
    const auto row = [](const char* data, bool isTanh, double penalty) {
      QTest::addRow("%s, %s, %g", data, isTanh ? "tanh" : "relu", penalty)
          << std::string(data) << isTanh << penalty;
    };
    // Its six tasks, with its inputs, its noise, its shares, two of its activations and its penalty.
    row("circle", true, 0);
    row("xor", true, 0);
    row("gauss", true, 0);
    row("spiral", true, 0);
    row("plane", true, 0);
    row("bumps", true, 0);
    row("circle+x2+y2", true, 0);
    row("xor+xy,noise=0.2", true, 0);
    row("spiral+sin-x+sin-y,test=0.2", true, 0);
    row("gauss,noise=0.5,test=0.9", false, 0);
    row("circle,noise=0.1", false, 0);
    row("spiral+x2+y2+xy+sin-x+sin-y", true, 0.003);
    row("bumps", true, 0.01);
  }
  void comesToTheSameLoss() {
    QFETCH(std::string, data);
    QFETCH(bool, isTanh);
    QFETCH(double, penalty);
    const auto dataset = loadDataset(data, {});
    QVERIFY2(dataset, dataset ? "" : dataset.error().text().c_str());
    const bool hasClasses = (*dataset)->hasClasses();
    const Activation hidden = isTanh ? Activation::Tanh : Activation::Relu;
    Experiment experiment;
    experiment.data.name = data;
    experiment.network.layers = {
        {.units = 4, .activation = hidden},
        {.units = 2, .activation = hidden},
        {.units = 1, .activation = hasClasses ? Activation::Tanh : Activation::Linear}};
    experiment.training = {.loss = Loss::MeanSquaredError,
                           .optimizer = Optimizer::Sgd,
                           .learningRate = 0.03,
                           .batchSize = kBatch,
                           .shuffle = false};
    experiment.training.settings = defaultSettings(Optimizer::Sgd);
    experiment.training.settings.l2 = penalty;
    auto trainer = Trainer::create(experiment, *dataset);
    QVERIFY2(trainer, trainer ? "" : trainer.error().text().c_str());
    PlainPlayground plain(*trainer, isTanh, hasClasses, 0.03, penalty);
    const Split& train = (*dataset)->train;
    const Split& test = (*dataset)->test;
    QVERIFY(std::abs(lossOf(plain, test) - trainer->evaluateTest().loss) < 1e-5);
    const double before = lossOf(plain, train);
    const Index perEpoch = train.size() / kBatch;
    QCOMPARE(train.size() % kBatch, Index{0});  // its batches would continue in the next epoch
    double batchLoss = 0;
    for (int step = 0; step < kSteps; ++step) {
      const Index first = step % perEpoch * kBatch;
      batchLoss = 0;
      for (Index n = first; n < first + kBatch; ++n) {
        const double error = plain.answer(inputOf(train, n)) - answerOf(train, n);
        batchLoss += error * error / 2 / static_cast<double>(kBatch);
        plain.learnFrom(inputOf(train, n), answerOf(train, n));
      }
      const auto metrics = trainer->step();
      QVERIFY(std::holds_alternative<Metrics>(metrics));
      QVERIFY2(
          std::abs(std::get<Metrics>(metrics).loss - batchLoss) < 1e-5,
          qPrintable(
              QString("step %1: %2 for %3").arg(step).arg(std::get<Metrics>(metrics).loss).arg(batchLoss)));
      plain.update();
    }
    QVERIFY(std::abs(lossOf(plain, test) - trainer->evaluateTest().loss) < 1e-5);
    PlainPlayground learned(*trainer, isTanh, hasClasses, 0.03, penalty);
    QVERIFY(std::abs(lossOf(plain, train) - lossOf(learned, train)) < 1e-5);
    QVERIFY(lossOf(plain, train) < before);
  }
};

PELLUCID_TEST(tst_playground, TestPlayground)
#include "tst_playground.moc"
