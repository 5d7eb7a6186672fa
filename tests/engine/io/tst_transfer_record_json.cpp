// SPDX-License-Identifier: GPL-3.0-or-later
// A transfer experiment's design as JSON: complete, and strict about what it reads.
#include "engine/io/transfer_record_json.h"

#include <QtTest>

#include "io_test_data.h"
#include "tests/support/own_points.h"
#include "tests/support/test_program.h"
#include "tests/support/transfers.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

TransferRecord smallRecord() {
  const TransferTask task = smallTask();
  return {.design = {.source = "synthetic",
                     .sourceSteps = 60,
                     .model = std::make_shared<const TrainedModel>(smallSource()),
                     .modelData = "mnist:0-4",
                     .data = "mnist:5-9",
                     .arms = "scratch,lock:1+2,thaw",
                     .samples = {1, 5},
                     .seeds = 2,
                     .steps = 30,
                     .fineTuneFactor = 0.3,
                     .isHeadNew = true},
          .arms = armsOf(task, "scratch,lock:1+2,thaw"),
          .fits = task.fits,
          .hasNewHead = true};
}

}  // namespace

class TestTransferRecordJson : public QObject {
  Q_OBJECT

 private slots:
  void keepsEverything() {
    const Json json = toJson(smallRecord());
    const auto back = transferRecordFromJson(json);
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QCOMPARE(toJson(*back), json);
    QCOMPARE(back->design.fineTuneFactor, 0.3);
    QCOMPARE(back->design.samples, (std::vector<Index>{1, 5}));
    QCOMPARE(back->design.model->network, smallSource().network);
    QCOMPARE(back->arms[1].plan, smallRecord().arms[1].plan);
    QCOMPARE(back->arms[1].thawEvery, 0);
    QCOMPARE(back->arms[2].thawEvery, 4);
    QVERIFY(back->design.isHeadNew && back->hasNewHead && !back->fits.back().fits);
  }

  /// The target is scaled by it, so measuring again needs it.
  void keepsHowTheSourceScalesItsInputs() {
    TransferRecord record = smallRecord();
    QVERIFY(!toJson(record)["model"].contains("input_scaling"));  // the usual, which older programs assume
    TrainedModel model = *record.design.model;
    model.scaling.inputs = {.mean = Vector::LinSpaced(model.shape.size(), 0, 1),
                            .deviation = Vector::LinSpaced(model.shape.size(), 2, 3)};
    record.design.model = std::make_shared<const TrainedModel>(model);
    Json json = toJson(record);
    const auto back = transferRecordFromJson(json);
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(back->design.model->scaling == model.scaling);
    json["model"]["input_scaling"]["deviation"][0] = 0;
    const auto refused = transferRecordFromJson(json);
    QVERIFY(!refused && says(refused.error().text(), {"transfer.model.input_scaling", "not above 0"}));
  }

  void keepsHowTheArmsAreTrained() {
    TransferRecord record = smallRecord();
    QVERIFY(!toJson(record).contains("training"));  // the usual, which older programs assume
    record.design.training.optimizer = Optimizer::Momentum;
    record.design.training.settings = defaultSettings(Optimizer::Momentum);
    record.design.training.learningRate = 0.02;
    record.design.training.batchSize = 7;
    record.design.testSamples = 300;
    const auto back = transferRecordFromJson(toJson(record));
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(back->design.training == record.design.training);
    QCOMPARE(back->design.testSamples, 300);
  }

  void keepsSamplesOfTheUsersOwn() {
    TransferRecord record = smallRecord();
    record.design.data = "drawn,test=0.5";
    record.design.own = shared(drawnSigns(12));
    const auto back = transferRecordFromJson(toJson(record));
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(areEqual(back->design.own, record.design.own));
    Json wrong = toJson(record);
    wrong["own_samples"]["samples"][3] = 7;
    QVERIFY(!transferRecordFromJson(wrong));
  }

  void refuses_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("no source") << "/source"
                               << "" << QByteArray("source");
    QTest::newRow("another key") << "/more"
                                 << "1" << QByteArray("more");
    QTest::newRow("samples") << "/samples"
                             << "\"1,1\"" << QByteArray("samples is");
    QTest::newRow("seeds") << "/seeds"
                           << "0" << QByteArray("seeds");
    QTest::newRow("steps") << "/steps"
                           << "1e300" << QByteArray("steps");
    QTest::newRow("factor") << "/fine_tune_factor"
                            << "-1" << QByteArray("fine_tune_factor");
    QTest::newRow("training") << "/training"
                              << "{}" << QByteArray("transfer.training");
    QTest::newRow("test samples") << "/test_samples"
                                  << "0" << QByteArray("test_samples");
    QTest::newRow("plan") << "/plans/0/plan/0"
                          << "\"steal\"" << QByteArray("plans[0].plan[0]");
    QTest::newRow("plan's type") << "/plans/0/plan/0"
                                 << "3" << QByteArray("plans[0].plan[0]");
    QTest::newRow("arm") << "/plans/0"
                         << "[]" << QByteArray("plans[0]");
    QTest::newRow("layer") << "/layers/0/fits"
                           << "\"yes\"" << QByteArray("layers[0]");
    QTest::newRow("two sides") << "/model/shape"
                               << "[1,2]" << QByteArray("model.shape");
    QTest::newRow("negative side") << "/model/shape/0"
                                   << "-1" << QByteArray("model.shape");
    QTest::newRow("huge") << "/model/shape"
                          << "[1000000,1000000,1000000]" << QByteArray("model.shape");
    QTest::newRow("class") << "/model/class_names/0"
                           << "7" << QByteArray("class_names[0]");
    QTest::newRow("classes") << "/model/class_names"
                             << "[\"one\"]" << QByteArray("class_names has 1");
    QTest::newRow("units") << "/model/network/layers/0/units"
                           << "0" << QByteArray("network.layers[0]");
  }
  void refuses() {
    QFETCH(QString, path);
    QFETCH(QString, value);
    QFETCH(QByteArray, part);
    Json json = toJson(smallRecord());
    const Json::json_pointer pointer(path.toStdString());
    if (value.isEmpty())
      json.at(pointer.parent_pointer()).erase(pointer.back());
    else
      json[pointer] = Json::parse(value.toStdString());
    const auto back = transferRecordFromJson(json);
    QVERIFY(!back);
    QVERIFY2(says(back.error().text(), {"transfer", part.toStdString()}), back.error().text().c_str());
  }
};

PELLUCID_TEST(tst_transfer_record_json, TestTransferRecordJson)
#include "tst_transfer_record_json.moc"
