// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/history_csv.h"

#include <QtTest>
#include <limits>

#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {
const std::string kFirstHeader = "step,epoch,train_loss,train_accuracy,test_loss,test_accuracy\n";
const std::string kHeader =
    "step,epoch,train_loss,train_accuracy,test_loss,test_accuracy,seconds,learning_rate,gradient_norm,"
    "update_ratio\n";
}  // namespace

class TestHistoryCsv : public QObject {
  Q_OBJECT

 private slots:
  void textIsAsDocumented() {
    History history;
    history.train = {{.step = 1,
                      .metrics = {.loss = 2.5, .accuracy = 0.125},
                      .sizes = {.learningRate = 0.001, .gradientNorm = 1.5, .updateRatio = 0.25},
                      .seconds = 0.000125},
                     {.step = 2, .metrics = {.loss = 0.1, .accuracy = 1}},
                     {.step = 3, .metrics = {.loss = 1e-10, .accuracy = 0}}};
    history.test = {{.step = 0, .metrics = {.loss = 2.3, .accuracy = 0.1}},
                    {.step = 2, .metrics = {.loss = 0.25, .accuracy = 0.5}, .seconds = 7}};
    QCOMPARE(writeHistoryCsv(history, 2), kHeader +
                                              "0,0,,,2.3,0.1,,,,\n"
                                              "1,1,2.5,0.125,,,0.000125,0.001,1.5,0.25\n"
                                              "2,1,0.1,1,0.25,0.5,,,,\n"
                                              "3,2,1e-10,0,,,,,,\n");
    QCOMPARE(historyCsvHeader(), kHeader);
  }

  void roundTrips() {
    Random random(1, "history");
    History history;
    std::int64_t step = 0;
    for (int i = 0; i < 2000; ++i) {
      step += static_cast<std::int64_t>(
          random.below(3));  // a step may be measured twice: before and after loading
      const Metrics metrics{.loss = -std::log(random.uniform()), .accuracy = random.uniform()};
      const StepSizes sizes{
          .learningRate = random.uniform(), .gradientNorm = kUnmeasured, .updateRatio = 1e-9};
      if (random.below(2) == 0)
        history.train.push_back({.step = step, .metrics = metrics, .sizes = sizes, .seconds = 0.5 * i});
      if (random.below(5) == 0) history.test.push_back({.step = step, .metrics = metrics});
    }
    history.test.back().metrics.loss = std::numeric_limits<double>::infinity();
    const auto back = readHistoryCsv(writeHistoryCsv(history, 7));
    QVERIFY(back);
    QVERIFY(*back == history);
    for (std::size_t i = 0; i < history.train.size(); ++i)
      QCOMPARE(back->train[i].seconds, history.train[i].seconds);
    QVERIFY(*readHistoryCsv(kHeader) == History());
  }

  void pointsAreSorted() {
    History history;
    history.train = {{.step = 5, .metrics = {}}, {.step = 2, .metrics = {}}};
    const auto back = readHistoryCsv(writeHistoryCsv(history, 1));
    QVERIFY(back);
    QCOMPARE(back->train.front().step, 2);
  }

  void filesOfEarlierVersionsAreRead() {
    const auto history = readHistoryCsv(kFirstHeader + "1,1,2,0.5,,\n2,1,,,3,0.25\n");
    QVERIFY(history);
    QCOMPARE(history->train[0].metrics.loss, 2.0);
    QCOMPARE(history->train[0].sizes, StepSizes());
    QVERIFY(std::isnan(history->train[0].seconds));
    QCOMPARE(history->test[0].step, 2);
    QVERIFY(!readHistoryCsv(kFirstHeader + "1,1,2,0.5,,,,,,\n"));
  }

  void otherLineEndsAreRead() {
    const auto history =
        readHistoryCsv("step,epoch,train_loss,train_accuracy,test_loss,test_accuracy\r\n1,1,2,0.5,,");
    QVERIFY(history);
    QCOMPARE(history->train.size(), std::size_t{1});
  }

  void errorsNameTheLine_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char* text) {
      return QByteArray::fromStdString(kHeader) + "1,1,1,1,,,,,,\n" + text;
    };
    QTest::newRow("empty") << QByteArray() << QByteArray("empty");
    QTest::newRow("header") << QByteArray("step,epoch\n") << QByteArray("line 1: the header");
    QTest::newRow("few columns") << row("2,1,,,,\n") << QByteArray("line 3: a row has 10 columns");
    QTest::newRow("many columns") << row("2,1,,,,,,,,,\n") << QByteArray("line 3: a row has 10 columns");
    QTest::newRow("blank line") << row("\n2,1,,,,,,,,\n") << QByteArray("line 3: a row has 10 columns");
    QTest::newRow("step") << row("2.5,1,,,,,,,,\n") << QByteArray("line 3: \"2.5\" is not a step");
    QTest::newRow("negative step") << row("-1,1,,,,,,,,\n") << QByteArray("is not a step");
    QTest::newRow("huge step") << row("99999999999999999999,1,,,,,,,,\n") << QByteArray("is not a step");
    QTest::newRow("order") << row("0,1,,,,,,,,\n") << QByteArray("line 3: step 0 follows step 1");
    QTest::newRow("epoch") << row("2,x,,,,,,,,\n") << QByteArray("\"x\" is not an epoch");
    QTest::newRow("loss") << row("2,1,1;5,0.5,,,,,,\n") << QByteArray("\"1;5\" is not a loss");
    QTest::newRow("half a pair") << row("2,1,,0.5,,,,,,\n") << QByteArray("\"\" is not a loss");
    QTest::newRow("accuracy") << row("2,1,,,0.5,1.5,,,,\n") << QByteArray("\"1.5\" is not an accuracy");
    QTest::newRow("nan accuracy") << row("2,1,,,0.5,nan,,,,\n") << QByteArray("is not an accuracy");
    QTest::newRow("seconds") << row("2,1,1,1,,,-1,,,\n") << QByteArray("\"-1\" is not a number from 0 on");
    QTest::newRow("norm") << row("2,1,1,1,,,1,1,nan,\n") << QByteArray("\"nan\" is not a number from 0 on");
    QTest::newRow("zero byte") << row("2,1\n").replace("2,1", QByteArray("2\0,1,,,,,,,,", 12))
                               << QByteArray("is not a step");
  }
  void errorsNameTheLine() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, part);
    const auto history = readHistoryCsv(text.toStdString());
    QVERIFY(!history);
    QVERIFY2(says(history.error().text(), {part.toStdString()}), history.error().text().c_str());
  }
};

PELLUCID_TEST(tst_history_csv, TestHistoryCsv)
#include "tst_history_csv.moc"
