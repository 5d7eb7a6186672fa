// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/experiment_json.h"

#include <QtTest>
#include <cmath>
#include <limits>

#include "io_test_data.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

template <class E>
E anyOf(Random& random) {
  const auto& names = kEnumNames<E>;
  return names[random.below(names.size())].value;
}

Experiment randomExperiment(Random& random) {
  Experiment experiment;
  experiment.data.name = "a folder/ü \"" + std::to_string(random.below(100));
  experiment.network.initializer = anyOf<Initializer>(random);
  for (std::uint64_t layers = 1 + random.below(kMaxLayers); layers > 0; --layers)
    experiment.network.layers.push_back({.units = 1 + static_cast<Index>(random.below(kMaxUnits)),
                                         .activation = anyOf<Activation>(random),
                                         .frozen = random.below(2) == 0});
  experiment.training = {.loss = anyOf<Loss>(random),
                         .optimizer = anyOf<Optimizer>(random),
                         .learningRate = std::exp(30 * random.uniform() - 25),
                         .batchSize = 1 + static_cast<Index>(random.below(kMaxBatchSize)),
                         .shuffle = random.below(2) == 0};
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
      QVERIFY2(says(missing.error().message, {"experiment", pointer.back(), "is missing"}),
               missing.error().message.c_str());

      json = toJson(seedExperiment());
      json.at(pointer.parent_pointer())["extra"] = 1;
      const auto extra = experimentFromJson(json);
      QVERIFY2(!extra, path.c_str());
      QVERIFY2(says(extra.error().message, {"unknown key \"extra\""}), extra.error().message.c_str());

      json = toJson(seedExperiment());
      json.at(pointer) = Json::array({1});
      const auto wrong = experimentFromJson(json, "here");
      QVERIFY2(!wrong, path.c_str());
      QVERIFY2(says(wrong.error().message, {"here", pointer.back()}), wrong.error().message.c_str());
    }
  }

  void rangesAreChecked_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("units 0") << "/network/layers/1/units" << QByteArray("0");
    QTest::newRow("units") << "/network/layers/0/units" << QByteArray("100001");
    QTest::newRow("activation") << "/network/layers/0/activation" << QByteArray("\"Relu\"");
    QTest::newRow("no layers") << "/network/layers" << QByteArray("[]");
    QTest::newRow("layers") << "/network/layers" << QByteArray("[" + QByteArray("0,").repeated(64) + "0]");
    QTest::newRow("rate 0") << "/training/learning_rate" << QByteArray("0");
    QTest::newRow("rate") << "/training/learning_rate" << QByteArray("1000001");
    QTest::newRow("batch") << "/training/batch_size" << QByteArray("100001");
    QTest::newRow("seed") << "/seed" << QByteArray("1");
    QTest::newRow("long seed") << "/seed" << QByteArray("\"0x10000000000000000\"");
  }
  void rangesAreChecked() {
    QFETCH(QString, path);
    QFETCH(QByteArray, value);
    Json json = toJson(seedExperiment());
    const Json::json_pointer pointer(path.toStdString());
    json.at(pointer) = Json::parse(value.toStdString());
    const auto read = experimentFromJson(json);
    QVERIFY(!read);
    QVERIFY2(says(read.error().message, {"experiment.", pointer.back()}), read.error().message.c_str());
  }
};

QTEST_APPLESS_MAIN(TestExperimentJson)
#include "tst_experiment_json.moc"
