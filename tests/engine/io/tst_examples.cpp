// SPDX-License-Identifier: GPL-3.0-or-later
// Every example of the gallery is trained, and does what its sentence promises and its "try this" suggests.
// The claims stand in the examples' files; what they measure is computed here from weights and data, with
// plain loops where they are not accuracies and losses.
#include <QtTest>

#include <filesystem>
#include <map>
#include <set>

#include "engine/data/catalogue.h"
#include "engine/inspect/probe.h"
#include "engine/io/example.h"
#include "engine/io/experiment_json.h"
#include "engine/model/layers_text.h"
#include "engine/train/trainer.h"
#include "engine/transfer/presets.h"
#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> exampleFiles() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(PELLUCID_SOURCE_DIR) / "resources/examples"))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

Example exampleIn(const fs::path& file) {
  return readExample(readFile(file).value(), file.filename().string()).value();
}

/// Data sets have many images, and few examples use others than the one before.
DatasetPtr dataOf(const DataSpec& data) {
  static std::pair<DataSpec, DatasetPtr> kept;
  if (!kept.second || kept.first != data)
    kept = {data, loadDataset(data, {.mnist = mnistFolder(), .fashionMnist = {}}).value()};
  return kept.second;
}

/// A run of an example, as far as a claim requires.
struct Run {
  Trainer trainer;
  bool hasDiverged = false;

  void goOnTo(std::int64_t steps) {
    while (!hasDiverged && trainer.state().step < steps)
      hasDiverged = std::holds_alternative<Diverged>(trainer.step());
  }
  ConstMatrixMap weight(const Vector& parameters, std::size_t layer) const {
    return trainer.network()->weight(parameters, layer);
  }
};

Metrics trainingMetrics(const Run& run) {
  const Trainer& trainer = run.trainer;
  const TrainingSpec& training = trainer.experiment().training;
  return Evaluator().evaluate(*trainer.network(), trainer.state().weights, trainer.dataset().train,
                              training.loss);
}

/// The share of the first layer's units whose z is above 0 for none of up to 500 training samples.
double deadShare(const Run& run) {
  const Dataset& dataset = run.trainer.dataset();
  const ConstMatrixMap w = run.weight(run.trainer.state().weights, 0);
  const ConstVectorMap b = run.trainer.network()->bias(run.trainer.state().weights, 0);
  int dead = 0;
  for (Index unit = 0; unit < w.rows(); ++unit) {
    bool isAlive = false;
    for (Index i = 0; i < std::min<Index>(500, dataset.train.size()) && !isAlive; ++i) {
      const Vector x = sample(dataset.train, dataset.inputs(), i);
      double z = b[unit];
      for (Index input = 0; input < w.cols(); ++input) z += double(w(unit, input)) * double(x[input]);
      isAlive = z > 0;
    }
    dead += !isAlive;
  }
  return double(dead) / double(w.rows());
}

/// The number of units in the first layer with different weights.
double differentUnits(const Run& run) {
  const ConstMatrixMap w = run.weight(run.trainer.state().weights, 0);
  std::set<std::vector<Scalar>> rows;
  for (Index unit = 0; unit < w.rows(); ++unit) {
    const Vector row = w.row(unit);
    rows.emplace(row.begin(), row.end());
  }
  return double(rows.size());
}

/// The mean |dL/dw| of the first layer as a share of the last layer's, in the last step.
double gradientShare(const Run& run) {
  const Vector& gradient = run.trainer.gradient();
  const auto mean = [&](std::size_t layer) {
    const ConstMatrixMap g = run.weight(gradient, layer);
    double sum = 0;
    for (Index i = 0; i < g.rows(); ++i)
      for (Index j = 0; j < g.cols(); ++j) sum += std::abs(double(g(i, j)));
    return sum / double(g.size());
  };
  return mean(0) / mean(run.trainer.network()->layerCount() - 1);
}

/// The share of the variance of the test targets, which are numbers, that the network explains: 1 - MSE /
/// variance.
double explainedShare(const Run& run) {
  const Trainer& trainer = run.trainer;
  const Dataset& dataset = trainer.dataset();
  const Split& test = dataset.test;
  double sum = 0;
  double squares = 0;
  double errors = 0;
  for (Index i = 0; i < test.size(); ++i) {
    const Probe answer =
        probe(*trainer.network(), trainer.state().weights, trainer.experiment().training.loss,
              sample(test, dataset.inputs(), i), Vector(test.targets.col(i)));
    const double y = test.targets(0, i);
    const double error = double(answer.trace.output()(0, 0)) - y;
    sum += y;
    squares += y * y;
    errors += error * error;
  }
  const auto n = double(test.size());
  return 1 - errors / n / (squares / n - sum / n * sum / n);
}

double measured(Run& run, const std::string& measure) {
  if (measure == "test_accuracy") return run.trainer.evaluateTest().accuracy;
  if (measure == "test_loss") return run.trainer.evaluateTest().loss;
  if (measure == "train_accuracy") return trainingMetrics(run).accuracy;
  if (measure == "train_loss") return trainingMetrics(run).loss;
  if (measure == "over_fitting") return trainingMetrics(run).accuracy - run.trainer.evaluateTest().accuracy;
  if (measure == "diverged") return run.hasDiverged ? 1 : 0;
  if (measure == "dead_share") return deadShare(run);
  if (measure == "different_units") return differentUnits(run);
  if (measure == "gradient_share") return gradientShare(run);
  if (measure == "explained_share") return explainedShare(run);
  throw std::invalid_argument("no such measure: " + measure);
}

/// From the start, with a claim's changes to the experiment.
Run runOf(const Example& example, const Json& changes) {
  Json json = toJson(example.experiment);
  json.merge_patch(changes);
  const Experiment experiment = experimentFromJson(json).value();
  const DatasetPtr dataset = dataOf(experiment.data);
  Run run{.trainer = Trainer::create(experiment, dataset).value()};
  if (changes.empty())
    if (auto state = beginningOf(example, dataset->shape).value())
      if (!run.trainer.restore(*std::move(state))) throw std::invalid_argument("its weights do not fit");
  return run;
}

}  // namespace

class TestExamples : public QObject {
  Q_OBJECT

 private slots:
  void hasEnoughOfEveryFamily() {
    std::map<ExampleFamily, int> counts;
    std::set<std::string> titles;
    for (const fs::path& file : exampleFiles()) {
      const Example example = exampleIn(file);
      ++counts[example.family];
      QVERIFY2(titles.insert(example.title).second, example.title.c_str());
      QVERIFY2(file.filename().string().starts_with(nameOf(example.family)), file.c_str());
      QVERIFY(!example.sentence.empty() && !example.tryThis.empty() && !example.lookAt.empty());
      const Json claims = parseJson(example.others).value();
      QVERIFY2(claims.size() == 1 && claims.contains("claims"), "an unknown key");
    }
    QVERIFY(titles.size() >= 20);
    QCOMPARE(counts.size(), kEnumNames<ExampleFamily>.size() - 1);  // except the user's own
    QVERIFY(!counts.contains(ExampleFamily::Own));
  }

  void doesWhatItsSentenceSays_data() {
    QTest::addColumn<QString>("file");
    for (const fs::path& file : exampleFiles())
      QTest::newRow(file.stem().c_str()) << QString::fromStdString(file.string());
  }

  void doesWhatItsSentenceSays() {
    QFETCH(QString, file);
    const Example example = exampleIn(file.toStdString());
    const Json claims = parseJson(example.others).value().at("claims");
    QVERIFY(!claims.empty());
    std::optional<Run> run;
    Json changes;
    for (const Json& claim : claims) {
      const Json wanted = claim.value("with", Json::object());
      const auto steps = claim.at("steps").get<std::int64_t>();
      if (!run || changes != wanted || run->trainer.state().step > steps) run.emplace(runOf(example, wanted));
      changes = wanted;
      run->goOnTo(steps);
      const auto measure = claim.at("measure").get<std::string>();
      const double value = measured(*run, measure);
      const QString told = QStringLiteral("%1: %2 after %3 steps")
                               .arg(QString::fromStdString(claim.dump()))
                               .arg(value)
                               .arg(run->trainer.state().step);
      if (measure != "diverged") QVERIFY2(!run->hasDiverged, qPrintable("diverged: " + told));
      QVERIFY2(claim.contains("at_least") || claim.contains("at_most"), "claims nothing");
      if (claim.contains("at_least")) QVERIFY2(value >= claim.at("at_least").get<double>(), qPrintable(told));
      if (claim.contains("at_most")) QVERIFY2(value <= claim.at("at_most").get<double>(), qPrintable(told));
      if (qEnvironmentVariableIsSet("PELLUCID_TELL_CLAIMS")) qInfo().noquote() << told;
    }
  }

  /// tst_lessons measures what the lab's presets teach; these show the network with which each begins.
  void thoseOfTheLabShowItsSource() {
    for (const fs::path& file : exampleFiles()) {
      const Example example = exampleIn(file);
      QCOMPARE(example.preset.empty(), example.family != ExampleFamily::Transfer);
      if (example.preset.empty()) continue;
      const BundledModel model = findBundledModel(findPreset(example.preset).value().model).value();
      // Or what the lab is to learn, if that is in the example.
      if (!example.experiment.data.own) QCOMPARE(example.experiment.data.name, model.data);
      const Shape shape = dataOf({.name = model.data})->shape;
      QCOMPARE(formatLayers(shape, example.experiment.network.layers),
               formatLayers(shape, parseLayers(model.layers)->layers));
    }
  }
};

PELLUCID_TEST(tst_examples, TestExamples)
#include "tst_examples.moc"
