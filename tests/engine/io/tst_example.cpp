// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/example.h"

#include <QtTest>

#include "engine/train/worked_example.h"
#include "io_test_data.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// As if written by hand.
const char* const kText = R"({
  "pellucid_example": 1,
  "title": "One step by hand",
  "family": "first-steps",
  "sentence": "One weight and one sample.",
  "try": "Take a step.",
  "experiment": {
    "data": {"name": "by-hand"},
    "network": {"initializer": "glorot",
                "layers": [{"units": 1, "activation": "linear", "frozen": false}]},
    "training": {"loss": "mean-squares", "optimizer": "sgd", "learning_rate": 0.05, "batch_size": 1, "shuffle": true},
    "seed": "0x1"
  },
  "weights": [3, 1],
  "slow_motion": true,
  "claims": [{"steps": 1, "measure": "train_loss", "is": 1}]
})";

/// The example with a part replaced.
Bytes exampleWith(const char* before, const char* after) {
  QByteArray text(kText);
  text.replace(before, after);
  return bytesOf(text.toStdString());
}

}  // namespace

class TestExample : public QObject {
  Q_OBJECT

 private slots:
  void readsWhatPeopleWrite() {
    const auto example = readExample(bytesOf(kText), "hand.json");
    QVERIFY2(example.has_value(), example ? "" : example.error().text().c_str());
    QCOMPARE(example->title, std::string("One step by hand"));
    QCOMPARE(example->family, ExampleFamily::FirstSteps);
    QCOMPARE(example->tryThis, std::string("Take a step."));
    QCOMPARE(example->lookAt, std::string());
    QVERIFY(example->isStaged);
    Experiment expected = workedExample();
    expected.seed = 1;
    expected.network.initializer = Initializer::Glorot;
    QCOMPARE(example->experiment, expected);
    const auto state = beginningOf(*example, flatShape(1)).value();
    QVERIFY(state.has_value());
    QCOMPARE(*state, workedExampleState());
  }

  /// What this version does not know is written back unchanged.
  void writtenAndReadIsTheSame() {
    const Example example = readExample(bytesOf(kText), "hand.json").value();
    QVERIFY(example.others.find("train_loss") != std::string::npos);
    const Bytes bytes = writeExample(example);
    QCOMPARE(readExample(bytes, "again.json").value(), example);
    QCOMPARE(writeExample(readExample(bytes, "again.json").value()), bytes);
    Example lab = example;
    lab.preset = "digits-to-parity";
    lab.lookAt = "At the curves.";
    lab.weights = {0.1, -1e-30};
    QCOMPARE(readExample(writeExample(lab), "lab.json").value(), lab);
  }

  void tellsItselfFromOtherFiles() {
    QVERIFY(isExample(bytesOf(kText)));
    QVERIFY(isExample(exampleWith("{\n  \"pell", "\r\n {\"pell")));
    QVERIFY(!isExample(bytesOf("pellucid_example")));
    QVERIFY(!isExample(bytesOf("{\"format\": 2}")));
    QVERIFY(!isExample({}));
  }

  void refusesWithTheKey_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char* name, const char* before, const char* after, const char* named) {
      QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(named);
    };
    row("no JSON", "}", "", "line");
    row("newer", "\"pellucid_example\": 1", "\"pellucid_example\": 2", "pellucid_example");
    row("no title", "One step by hand", "", "title");
    row("no sentence", "\"sentence\"", "\"sentense\"", "sentence");
    row("family", "first-steps", "second-steps", "second-steps");
    row("experiment", "\"units\": 1", "\"units\": 0", "units");
    row("weights", "[3, 1]", "[3, \"1\"]", "weights[1]");
    row("too large for a weight", "[3, 1]", "[1e300, 1]", "weights[0]");
    row("preset", "\"slow_motion\": true", "\"preset\": \"none\"", "none");
  }

  void refusesWithTheKey() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, named);
    const auto example = readExample(exampleWith(before.constData(), after.constData()), "hand.json");
    QVERIFY(!example);
    QVERIFY2(mentions(example.error().text(), {"hand.json", named.constData()}),
             example.error().text().c_str());
  }

  void weightsBelongToTheNetwork() {
    const Example example = readExample(exampleWith("[3, 1]", "[3, 1, 2]"), "hand.json").value();
    const auto state = beginningOf(example, flatShape(1));
    QVERIFY(!state);
    QVERIFY(mentions(state.error().text(), {"3", "2"}));
    Example drawn = example;
    drawn.weights.clear();
    QVERIFY(!beginningOf(drawn, flatShape(1)).value().has_value());
  }
};

PELLUCID_TEST(tst_example, TestExample)
#include "tst_example.moc"
