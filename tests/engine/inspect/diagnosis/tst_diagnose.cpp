// SPDX-License-Identifier: GPL-3.0-or-later
// Each fault, planted in a small network that learns well without it, is named by its rule, with whole
// sentences and remedies that can be carried out; and the network without a fault gets no finding.
#include "engine/inspect/diagnosis/diagnose.h"

#include <functional>

#include "tests/engine/inspect/diagnosis/diagnosed_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

struct Fault {
  DiagnosisRule rule;
  std::function<void(Experiment&, DatasetPtr&)> plant;
  std::int64_t steps = 1000;
};

DatasetPtr withClasses(const DatasetPtr& data, std::uint8_t removed, Index keep) {
  return changedData(data, [&](Dataset& dataset) {
    std::vector<Index> kept;
    Index found = 0;
    for (Index i = 0; i < dataset.train.size(); ++i)
      if (dataset.train.labels[static_cast<std::size_t>(i)] != removed || found++ < keep) kept.push_back(i);
    dataset.train = select(dataset.train, kept);
  });
}

/// Regression on a curve.
void useCurve(Experiment& experiment, DatasetPtr& data, const std::string& name = "curve") {
  data = points(name);
  experiment.data.name = name;
  experiment.network.layers = {dense(8, Activation::Tanh), dense(1, Activation::Linear)};
  experiment.training.loss = Loss::MeanSquares;
}

std::vector<Fault> faults() {
  using E = Experiment;
  using D = DatasetPtr;
  return {
      {DiagnosisRule::FrozenLayers,
       [](E& e, D&) {
         for (LayerSpec& layer : e.network.layers) layer.frozen = true;
       }},
      {DiagnosisRule::LossMismatch,
       [](E& e, D& d) {
         useCurve(e, d);
         e.network.layers.back().activation = Activation::Sigmoid;
       }},
      {DiagnosisRule::LossMismatch, [](E& e, D&) { e.training.loss = Loss::MeanSquares; }},
      {DiagnosisRule::NoBend, [](E& e, D&) { e.network.layers[0].activation = Activation::Linear; }},
      {DiagnosisRule::InputScale, [](E& e, D& d) { useCurve(e, d, "prices"); }},
      {DiagnosisRule::TargetScale, [](E& e, D& d) { useCurve(e, d, "prices"); }},
      {DiagnosisRule::SameSamples,
       [](E&, D& d) {
         d = changedData(d, [](Dataset& dataset) {
           std::vector<Index> first(20);
           std::iota(first.begin(), first.end(), 0);
           dataset.test = select(dataset.train, first);
         });
       }},
      {DiagnosisRule::UnbalancedClasses, [](E&, D& d) { d = withClasses(d, 1, 8); }},
      {DiagnosisRule::LargeDropout,
       [](E& e, D&) { e.network.layers.insert(e.network.layers.begin() + 1, dropout(0.9)); }},
      {DiagnosisRule::TinyBatchNorm,
       [](E& e, D&) {
         e.network.layers.insert(e.network.layers.begin() + 1, batchNorm(Activation::Relu));
         e.training.batchSize = 2;
       }},
      {DiagnosisRule::EqualUnits, [](E& e, D&) { e.network.initializer = Initializer::Zeros; }},
      {DiagnosisRule::InitialLoss,
       [](E& e, D& d) {
         d = changedData(d, [](Dataset& dataset) {
           for (Split* split : splitsOf(dataset)) {
             makeNumbers(*split, 6);
             split->numbers *= Scalar(20);
           }
         });
         e.network.layers[0].activation = Activation::Relu;
       },
       0},
      {DiagnosisRule::StepsTooLarge,
       [](E& e, D&) {
         e.training.optimizer = Optimizer::Sgd;
         e.network.layers[0].activation = Activation::Relu;
         e.training.learningRate = 1e4;
       }},
      {DiagnosisRule::StepsTooSmall,
       [](E& e, D&) {
         e.training.optimizer = Optimizer::Sgd;
         e.training.learningRate = 1e-5;
       }},
      {DiagnosisRule::DeadUnits,
       [](E& e, D&) {
         e.training.optimizer = Optimizer::Sgd;
         e.network.layers[0].activation = Activation::Relu;
         e.training.learningRate = 8;
       }},
      {DiagnosisRule::SaturatedUnits, [](E& e, D& d) { useCurve(e, d, "prices"); }},
      {DiagnosisRule::Vanishing,
       [](E& e, D&) {
         for (int i = 0; i < 9; ++i)
           e.network.layers.insert(e.network.layers.begin(), dense(8, Activation::Sigmoid));
         e.training.optimizer = Optimizer::Sgd;
       }},
      {DiagnosisRule::Exploding,
       [](E& e, D&) {
         for (int i = 0; i < 24; ++i)
           e.network.layers.insert(e.network.layers.begin(), dense(16, Activation::Linear));
         e.network.layers[24].activation = Activation::Linear;
         e.network.initializer = Initializer::He;
       },
       20},
      {DiagnosisRule::OverFitting,
       [](E& e, D& d) {
         e.data.name = "gauss,noise=0.9,samples=60";
         d = points(e.data.name);
         e.network.layers = {dense(40, Activation::Tanh), dense(40, Activation::Tanh),
                             dense(1, Activation::Sigmoid)};
         e.training.loss = Loss::BinaryCrossEntropy;
       }},
      {DiagnosisRule::LearnsNothing,
       [](E&, D& d) {
         d = changedData(d, [](Dataset& dataset) { std::ranges::fill(dataset.train.pixels, 0); });
       }},
      {DiagnosisRule::LearnsNothing,
       [](E& e, D& d) {
         e.data.name = "xor-gate";
         d = points(e.data.name);
         e.network.layers = {dense(1, Activation::Sigmoid)};
         e.training.loss = Loss::BinaryCrossEntropy;
         e.training.learningRate = 0.1;
       }},
      {DiagnosisRule::Plateau,
       [](E& e, D& d) {
         e.data.name = "spiral,noise=0.3";
         d = points(e.data.name);
         e.network.layers = {dense(1, Activation::Sigmoid)};
         e.training.loss = Loss::BinaryCrossEntropy;
       },
       5000},
      {DiagnosisRule::ClassNeverPredicted,
       [](E& e, D& d) {
         // The rare class looks like another one.
         d = changedData(d, [](Dataset& dataset) {
           for (Index i = 0; i < dataset.train.size(); ++i) {
             auto& label = dataset.train.labels[static_cast<std::size_t>(i)];
             if (label == 1) label = i % 10 == 0 ? 1 : 0;
           }
         });
         e.training.learningRate = 0.003;
       }},
  };
}

}  // namespace

class TestDiagnose : public QObject {
  Q_OBJECT

 private slots:
  void namesEachFault_data() {
    QTest::addColumn<int>("number");
    const auto all = faults();
    for (int i = 0; i < std::ssize(all); ++i)
      QTest::addRow("%d %s", i, std::string(nameOf(all[static_cast<std::size_t>(i)].rule)).c_str()) << i;
  }

  void namesEachFault() {
    QFETCH(int, number);
    const Fault fault = faults()[static_cast<std::size_t>(number)];
    Experiment experiment = healthyExperiment();
    DatasetPtr data = syntheticDataset(400);
    fault.plant(experiment, data);
    DiagnosedRun run(experiment, data);
    run.goOnTo(fault.steps, 20);
    const Finding* finding = run.found(fault.rule);
    QVERIFY2(finding != nullptr, qPrintable(run.told()));
    QVERIFY(!finding->evidence.empty());
    for (const Evidence& piece : finding->evidence)
      QVERIFY2(!piece.key.empty() && !piece.what.empty() && std::isfinite(piece.value), piece.key.data());
    for (const Message& text : {finding->sentence, finding->reason})
      QVERIFY2(text.text().ends_with('.') || text.text().ends_with('?'), text.text().c_str());
    QVERIFY(finding->since >= 0 && finding->since <= run.trainer.state().step);
    for (const FindingPlace& place : finding->places) {
      QVERIFY(place.layer < experiment.network.layers.size());
      QVERIFY(std::ranges::is_sorted(place.units));
    }
    for (const Remedy& remedy : finding->remedies) {
      QVERIFY(!remedy.what.empty() && (remedy.experiment || remedy.step));
      if (remedy.step) QVERIFY(*remedy.step >= 0 && *remedy.step <= run.trainer.state().step);
      if (!remedy.experiment) continue;
      QVERIFY(*remedy.experiment != experiment);
      if (remedy.experiment->data == experiment.data)
        QVERIFY(Trainer::create(*remedy.experiment, data).has_value());
    }
  }

  void findsNothingWhereAllIsWell() {
    for (const Optimizer optimizer : {Optimizer::Sgd, Optimizer::Momentum, Optimizer::Adam})
      for (const Activation hidden : {Activation::Tanh, Activation::Relu, Activation::Sigmoid}) {
        Experiment experiment = healthyExperiment(hidden);
        experiment.training.optimizer = optimizer;
        experiment.network.layers[0].units = 16;
        experiment.training.learningRate = optimizer == Optimizer::Adam  ? 0.01
                                           : optimizer == Optimizer::Sgd ? 0.2
                                                                         : 0.02;
        DiagnosedRun run(experiment, syntheticDataset(400));
        run.goOnTo(1000, 50);
        QVERIFY2(run.watch.findings().empty(), qPrintable(run.told()));
        QVERIFY(run.trainer.evaluateTest().accuracy > 0.9);
      }
  }

  /// If a batch norm comes first, the network scales its inputs itself.
  void knowsThatANetworkCanScaleItsInputs() {
    Experiment experiment = healthyExperiment();
    DatasetPtr data;
    useCurve(experiment, data, "prices");
    const auto isTold = [&] {
      DiagnosedRun run(experiment, data);
      run.goOnTo(0);
      return run.found(DiagnosisRule::InputScale) != nullptr;
    };
    QVERIFY(isTold());
    experiment.network.layers.insert(experiment.network.layers.begin(), batchNorm(Activation::Linear));
    QVERIFY(!isTold());
  }

  /// The number in a sentence belongs to the layer that it names.
  void namesTheWorstLayer() {
    Experiment experiment = healthyExperiment();
    auto& layers = experiment.network.layers;
    layers.insert(layers.begin() + 1, {dropout(0.6), dense(8, Activation::Tanh), dropout(0.9)});
    DiagnosedRun run(experiment, syntheticDataset(400));
    run.goOnTo(0);
    const Finding* finding = run.found(DiagnosisRule::LargeDropout);
    QVERIFY(finding != nullptr && finding->places.size() == 2);
    const std::string sentence = finding->sentence.text();
    QVERIFY2(sentence.starts_with(layerName(experiment.network, 3).text()) &&
                 sentence.find("90 %") != std::string::npos,
             sentence.c_str());
  }

  /// An existing finding stays the same, with its beginning; the severest comes first.
  void keepsTheBeginningAndSorts() {
    Experiment experiment = healthyExperiment();
    DatasetPtr data;
    useCurve(experiment, data, "prices");
    DiagnosedRun run(experiment, data);
    run.goOnTo(300);
    const std::int64_t since = run.found(DiagnosisRule::SaturatedUnits)->since;
    run.goOnTo(1000);
    QVERIFY(run.found(DiagnosisRule::SaturatedUnits) != nullptr);
    QCOMPARE(run.found(DiagnosisRule::SaturatedUnits)->since, since);
    QVERIFY(std::ranges::is_sorted(run.watch.findings(), std::ranges::greater(), &Finding::severity));
  }

  /// Diagnosing changes nothing: the run ends in the same bits as one that is not diagnosed.
  void leavesTheRunAsItIs() {
    const Experiment experiment = healthyExperiment();
    DiagnosedRun run(experiment, syntheticDataset(400));
    run.goOnTo(350);
    Trainer alone = Trainer::create(experiment, run.dataset).value();
    while (alone.state().step < 350) alone.step();
    QVERIFY(alone.state() == run.trainer.state());
  }
};

PELLUCID_TEST(tst_diagnose, TestDiagnose)
#include "tst_diagnose.moc"
