// SPDX-License-Identifier: GPL-3.0-or-later
// The fingerprint against one computed here with other means: QDataStream and an explicit walk over the
// matrices.
#include <QCryptographicHash>
#include <QDataStream>
#include <QtTest>

#include "app/command_line/weights_hash.h"
#include "engine/model/network.h"
#include "tests/app/command_line/idx_folder.h"
#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::tests;

class TestWeightsHash : public QObject {
  Q_OBJECT

  static std::shared_ptr<const engine::Network> network() {
    const engine::NetworkSpec spec{
        .layers = {{.units = 7, .activation = engine::Activation::Tanh, .frozen = false},
                   {.units = 3, .activation = engine::Activation::Softmax, .frozen = false}},
        .initializer = engine::Initializer::He};
    return *engine::Network::create(spec, engine::flatShape(30));
  }

  static QByteArray naiveHash(const engine::Network& network, const engine::Vector& weights) {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setByteOrder(QDataStream::LittleEndian);
    stream.setFloatingPointPrecision(QDataStream::SinglePrecision);
    for (std::size_t i = 0; i < network.layerCount(); ++i) {
      const auto weight = network.weight(weights, i);
      for (engine::Index to = 0; to < weight.rows(); ++to)
        for (engine::Index from = 0; from < weight.cols(); ++from) stream << weight(to, from);
      const auto bias = network.bias(weights, i);
      for (engine::Index to = 0; to < bias.size(); ++to) stream << bias(to);
    }
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
  }

 private slots:
  void agreesWithANaiveOne() {
    const auto net = network();
    const engine::Vector weights = net->initialParameters(5);
    QCOMPARE(QByteArray::fromStdString(app::weightsSha256(*net, weights)), naiveHash(*net, weights));
  }

  void oneBitChangesIt() {
    const auto net = network();
    engine::Vector weights = net->initialParameters(5);
    const std::string before = app::weightsSha256(*net, weights);
    weights(net->parameterCount() - 1) = engine::Scalar(-0.0);  // the last bias was 0
    QVERIFY(app::weightsSha256(*net, weights) != before);
  }

  void theProgramPrintsThatOfTheFirstWeights() {
    const IdxFolder data;
    const auto run = runProgram({"train", "--data", data.path(), "--layers", kIdxLayers, "--init", "he",
                                 "--seed", "5", "--steps", "0", "--json"});
    QCOMPARE(run.exitCode, 0);
    const auto net = network();
    QCOMPARE(run.json()["weights_sha256"].toString().toLatin1(), naiveHash(*net, net->initialParameters(5)));
    QCOMPARE(run.json()["steps"].toInt(-1), 0);
    QVERIFY(run.json()["train_loss"].isNull());
  }
};

PELLUCID_TEST_IN(QCoreApplication, tst_weights_hash, TestWeightsHash)
#include "tst_weights_hash.moc"
