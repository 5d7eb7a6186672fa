// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/experiment_json.h"

#include <QtTest>
#include <cmath>
#include <limits>

#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

template <class E>
E anyOf(Random& random) {
  const auto& names = kEnumNames<E>;
  return names[random.below(names.size())].value;
}

template <class Part>
void changeSome(Random& random, Part& part) {
  for (const auto& field : kNumberFields<Part>)
    if (random.below(3) == 0)
      part.*field.member = std::min(1.0, field.range.most) * (0.999 * random.uniform() + 5e-4);
  for (const auto& field : kCountFields<Part>)
    if (random.below(3) == 0)
      part.*field.member =
          field.least + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(field.most)));
}

/// Whether it could be part of a network does not matter here.
LayerSpec randomLayer(Random& random) {
  const auto upTo = [&](Index most) {
    return 1 + static_cast<Index>(random.below(static_cast<std::uint64_t>(most)));
  };
  LayerSpec layer{
      .activation = Activation::Linear, .frozen = random.below(2) == 0, .kind = anyOf<LayerKind>(random)};
  if (hasActivation(layer.kind)) layer.activation = anyOf<Activation>(random);
  switch (layer.kind) {
    case LayerKind::Conv2d:
      layer.padding =
          random.below(2) == 0 ? Padding{.isSame = true} : Padding{.pixels = upTo(kMaxKernel) - 1};
      [[fallthrough]];
    case LayerKind::Dense:
      layer.units = upTo(kMaxUnits);
      layer.bias = random.below(2) == 0;
      break;
    case LayerKind::Dropout:
      layer.rate = random.uniform();
      break;
    default:
      break;
  }
  if (layer.kind == LayerKind::Conv2d || layer.kind == LayerKind::MaxPool ||
      layer.kind == LayerKind::AveragePool) {
    layer.kernel = upTo(kMaxKernel);
    layer.stride = upTo(kMaxKernel);
  }
  if (drawsWeights(layer.kind) && random.below(2) == 0) layer.initializer = anyOf<Initializer>(random);
  if (hasParameters(layer.kind) && random.below(2) == 0) layer.rateFactor = 1000 * random.uniform();
  if (layer.kind == LayerKind::BatchNorm) {
    if (random.below(2) == 0) layer.momentum = random.uniform();
    if (random.below(2) == 0) layer.epsilon = 1e-6 + 0.5 * random.uniform();
  }
  return layer;
}

Experiment randomExperiment(Random& random) {
  Experiment experiment;
  experiment.data.name = "a folder/ü \"" + std::to_string(random.below(100));
  experiment.network.initializer = anyOf<Initializer>(random);
  for (std::uint64_t layers = 1 + random.below(kMaxLayers); layers > 0; --layers)
    experiment.network.layers.push_back(randomLayer(random));
  experiment.training = {.loss = anyOf<Loss>(random),
                         .optimizer = anyOf<Optimizer>(random),
                         .learningRate = std::exp(30 * random.uniform() - 25),
                         .batchSize = 1 + static_cast<Index>(random.below(kMaxBatchSize)),
                         .shuffle = random.below(2) == 0};
  experiment.training.settings = defaultSettings(experiment.training.optimizer);
  experiment.training.schedule = defaultSchedule(anyOf<ScheduleKind>(random));
  changeSome(random, experiment.training.settings);
  changeSome(random, experiment.training.clipping);
  changeSome(random, experiment.training.augmentation);
  changeSome(random, experiment.training.schedule);
  changeSome(random, experiment.training.stopping);
  if (random.below(2) == 0) experiment.training.labelSmoothing = random.uniform();
  experiment.seed = random.next();
  return experiment;
}

}  // namespace

class TestExperimentJson : public QObject {
  Q_OBJECT

 private slots:
  void roundTrips() {
    Random random(1, "experiments");
    for (int i = 0; i < 500; ++i) {
      const Experiment experiment = randomExperiment(random);
      const std::string text = formatJson(toJson(experiment));
      const auto json = parseJson(text);
      QVERIFY(json);
      const auto back = experimentFromJson(*json);
      QVERIFY2(back.has_value(), text.c_str());
      QVERIFY2(*back == experiment, text.c_str());
    }
  }

  void extremesAreExact() {
    Experiment experiment = seedExperiment();
    for (const std::uint64_t seed : {std::uint64_t{0}, (std::uint64_t{1} << 53) + 1, ~std::uint64_t{0}})
      for (const double rate : {5e-324, std::nextafter(0.1, 1), 1e6}) {
        experiment.seed = seed;
        experiment.training.learningRate = rate;
        const auto back = experimentFromJson(*parseJson(formatJson(toJson(experiment))));
        QVERIFY(back);
        QVERIFY(*back == experiment);
      }
  }

  void textIsAsDocumented() {
    QCOMPARE(
        toJson(seedExperiment()).dump(),
        std::string(R"({"data":{"name":"mnist"},"network":{"initializer":"he","layers":[)"
                    R"({"activation":"relu","frozen":false,"units":64},)"
                    R"({"activation":"softmax","frozen":false,"units":10}]},"seed":"0x0000000000000001",)"
                    R"("training":{"batch_size":32,"learning_rate":0.001,"loss":"cross-entropy",)"
                    R"("optimizer":"adam","shuffle":true}})"));
  }

  void everyFieldIsNeededAndNoOther() {
    const Json whole = toJson(seedExperiment()).flatten();
    for (const auto& [path, value] : whole.items()) {
      Json json = toJson(seedExperiment());
      const Json::json_pointer pointer(path);
      json.at(pointer.parent_pointer()).erase(pointer.back());
      const auto missing = experimentFromJson(json);
      QVERIFY2(!missing, path.c_str());
      QVERIFY2(says(missing.error().text(), {"experiment", pointer.back(), "is missing"}),
               missing.error().text().c_str());

      json = toJson(seedExperiment());
      json.at(pointer.parent_pointer())["extra"] = 1;
      const auto extra = experimentFromJson(json);
      QVERIFY2(!extra, path.c_str());
      QVERIFY2(says(extra.error().text(), {"unknown key \"extra\""}), extra.error().text().c_str());

      json = toJson(seedExperiment());
      json.at(pointer) = Json::array({1});
      const auto wrong = experimentFromJson(json, "here");
      QVERIFY2(!wrong, path.c_str());
      QVERIFY2(says(wrong.error().text(), {"here", pointer.back()}), wrong.error().text().c_str());
    }
  }

  /// An older project has none of these numbers, and a new one only those that differ from the usual ones.
  void usualNumbersAreLeftOut() {
    Experiment experiment = seedExperiment();
    experiment.training.optimizer = Optimizer::AdaGrad;
    experiment.training.settings = defaultSettings(Optimizer::AdaGrad);
    experiment.training.settings.l2 = 0.25;
    experiment.training.schedule = {.kind = ScheduleKind::Step, .every = 4};
    const Json json = toJson(experiment);
    QCOMPARE(json["training"]["settings"].dump(), std::string(R"({"l2":0.25})"));
    QCOMPARE(json["training"]["schedule"].dump(), std::string(R"({"every":4,"kind":"step"})"));
    QVERIFY(!json["training"].contains("clipping") && !json["training"].contains("label_smoothing"));
    experiment.network.layers[0].rateFactor = 0.5;
    QCOMPARE(toJson(experiment.network)["layers"][0].dump(),
             std::string(R"({"activation":"relu","frozen":false,"rate_factor":0.5,"units":64})"));
    QCOMPARE(experimentFromJson(json)->training.settings.epsilon, 1e-10);
  }

  void rangesAreChecked_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("units 0") << "/network/layers/1/units" << QByteArray("0");
    QTest::newRow("units") << "/network/layers/0/units" << QByteArray("100001");
    QTest::newRow("activation") << "/network/layers/0/activation" << QByteArray("\"Relu\"");
    QTest::newRow("no layers") << "/network/layers" << QByteArray("[]");
    QTest::newRow("layers") << "/network/layers" << QByteArray("[" + QByteArray("0,").repeated(64) + "0]");
    QTest::newRow("layer's initializer") << "/network/layers/0/initializer" << QByteArray("\"xavier\"");
    QTest::newRow("rate factor") << "/network/layers/0/rate_factor" << QByteArray("-1");
    QTest::newRow("norm's momentum") << "/network/layers/0"
                                     << QByteArray(R"({"kind":"batch-norm","activation":"relu",)"
                                                   R"("frozen":false,"momentum":1.5})");
    QTest::newRow("norm's epsilon") << "/network/layers/0"
                                    << QByteArray(R"({"kind":"batch-norm","activation":"relu",)"
                                                  R"("frozen":false,"epsilon":0})");
    QTest::newRow("momentum of dense") << "/network/layers/0/momentum" << QByteArray("0.1");
    QTest::newRow("rate 0") << "/training/learning_rate" << QByteArray("0");
    QTest::newRow("rate") << "/training/learning_rate" << QByteArray("1000001");
    QTest::newRow("batch") << "/training/batch_size" << QByteArray("100001");
    QTest::newRow("smoothing") << "/training/label_smoothing" << QByteArray("1");
    QTest::newRow("momentum") << "/training/settings/momentum" << QByteArray("1");
    QTest::newRow("epsilon") << "/training/settings/epsilon" << QByteArray("\"small\"");
    QTest::newRow("clip") << "/training/clipping/norm" << QByteArray("-1");
    QTest::newRow("kind") << "/training/schedule/kind" << QByteArray("\"linear\"");
    QTest::newRow("every") << "/training/schedule/every" << QByteArray("0");
    QTest::newRow("patience") << "/training/stopping/patience" << QByteArray("1.5");
    QTest::newRow("target") << "/training/stopping/target_accuracy" << QByteArray("1.5");
    QTest::newRow("unknown setting") << "/training/settings/gamma" << QByteArray("1");
    QTest::newRow("clipping") << "/training/clipping" << QByteArray("3");
    QTest::newRow("seed") << "/seed" << QByteArray("1");
    QTest::newRow("long seed") << "/seed" << QByteArray("\"0x10000000000000000\"");
  }
  void rangesAreChecked() {
    QFETCH(QString, path);
    QFETCH(QByteArray, value);
    Json json = toJson(seedExperiment());
    const Json::json_pointer pointer(path.toStdString());
    json[pointer] = Json::parse(value.toStdString());
    const auto read = experimentFromJson(json);
    QVERIFY(!read);
    QVERIFY2(says(read.error().text(), {"experiment.", pointer.back()}), read.error().text().c_str());
  }
};

PELLUCID_TEST(tst_experiment_json, TestExperimentJson)
#include "tst_experiment_json.moc"
