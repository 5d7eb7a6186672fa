// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_inputs.h"

#include <QtTest>

#include "engine/data/table.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using pellucid::tests::mentions;

namespace {

Result<Dataset> tableOf(const std::string& text, DataOptions options = {}) {
  options.test = 0.2;
  return datasetFromTable(Bytes(text.begin(), text.end()), "t.csv", options);
}

/// The samples' values of an input, in no order.
std::multiset<Scalar> inputOf(const Dataset& data, Index input) {
  std::multiset<Scalar> values;
  for (const Split* split : {&data.train, &data.test})
    for (const Scalar value : split->numbers.row(input)) values.insert(value);
  return values;
}

}  // namespace

class TestTableInputs : public QObject {
  Q_OBJECT

 private slots:
  void yesAndNoAreNumbersAndTold() {
    const auto data = tableOf("smokes,age,class\nja,30,a\nnein,40,b\nja,50,a\nnein,20,b\n");
    QVERIFY2(data.has_value(), data ? "" : data.error().text().c_str());
    QCOMPARE(inputOf(*data, 0), (std::multiset<Scalar>{0, 0, 1, 1}));
    QVERIFY2(mentions(data->reading.text(), {"smokes", "\"ja\" was read as 1"}),
             data->reading.text().c_str());
  }

  /// The UCI's cars have 2, 3, 4 and 5more doors.
  void numbersAmongTextsAreTextsWhereTheyAreAskedFor() {
    std::string text = "doors,class\n";
    for (int i = 0; i < 5; ++i) text += "2,a\n3,b\n5more,a\n";
    const auto refused = tableOf(text);
    QVERIFY(!refused && mentions(refused.error().text(), {"5more"}));
    DataOptions options;
    options.text = TextColumns::OneHot;
    const auto data = tableOf(text, options);
    QVERIFY2(data.has_value(), data ? "" : data.error().text().c_str());
    QCOMPARE(data->inputNames, (std::vector<std::string>{"doors=2", "doors=3", "doors=5more"}));
    QCOMPARE(inputOf(*data, 0).count(1), std::size_t{5});
    QVERIFY(!tableOf("doors,class\n2,a\n3,b\n2,a\n3,b\n2,a\n3x,b\n", options));  // a typing error, not a text
  }

  void theTextThatMayBeTheTargetIsHintedAt() {
    const auto refused = tableOf("a,species,b\n1,x,2.5\n2,y,3.5\n3,x,4.5\n4,y,1.5\n5,x,2.5\n6,y,0.5\n");
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"--targets species"}), refused.error().text().c_str());
  }

  /// Texts have no mean, nor has a column without numbers.
  void gapsThatNoMeanFills() {
    DataOptions options;
    options.text = TextColumns::OneHot;
    options.missing = MissingCells::Mean;
    const auto data =
        tableOf("town,rooms,class\nUlm,1,a\n,2,b\nBonn,,a\nUlm,3,b\nBonn,4,a\nUlm,2,b\n", options);
    QVERIFY2(data.has_value(), data ? "" : data.error().text().c_str());
    QCOMPARE(data->train.size() + data->test.size(), Index{5});
    QVERIFY(mentions(data->reading.text(), {"1 row with gaps", "1 gap was filled"}));
    const auto empty = tableOf("rooms,area,class\n,1,a\n,2,b\n,3,a\n,4,b\n", options);
    QVERIFY(!empty && mentions(empty.error().text(), {"rooms", "no mean"}));
  }

  /// A model's answer to a question must not depend on the other questions.
  void questionsAreFilledFromWhatWasLearned() {
    DataOptions options;
    options.missing = MissingCells::Mean;
    options.wishes.isForAnswers = true;
    options.wishes.inputs = {"rooms", "area"};
    const char* text = "rooms,area\n1,10\n,20\n100,30\n";
    const auto unknown = tableOf(text, options);
    QVERIFY(!unknown && mentions(unknown.error().text(), {"rooms", "missing=mean"}));
    options.wishes.means = (Vector(2) << 3, 15).finished();
    const auto data = tableOf(text, options);
    QVERIFY2(data.has_value(), data ? "" : data.error().text().c_str());
    QCOMPARE(data->test.numbers(0, 1), Scalar(3));
  }

  void aColumnIsCalledByItsNumber() {
    DataOptions options;
    options.ignored = {"column 2"};
    const auto data = tableOf("a,\"price, gross\",class\n1,5,x\n2,6,y\n3,7,x\n4,8,y\n", options);
    QVERIFY2(data.has_value(), data ? "" : data.error().text().c_str());
    QCOMPARE(data->inputNames, (std::vector<std::string>{"a"}));
    options.ignored = {"price", "gross"};
    const auto refused = tableOf("a,\"price, gross\",class\n1,5,x\n2,6,y\n", options);
    QVERIFY(!refused && mentions(refused.error().text(), {"column 2"}));
  }

  void theScaleIsKept() {
    DataOptions options;
    options.scale = 255;
    options.wishes.shape = {.channels = 1, .height = 1, .width = 2};
    const auto data = tableOf("p0,p1,label\n255,0,1\n51,0,0\n255,0,1\n51,0,0\n", options);
    QVERIFY2(data.has_value(), data ? "" : data.error().text().c_str());
    QCOMPARE(data->scaling.inputs,
             (Standard{.mean = Vector::Zero(1), .deviation = Vector::Constant(1, 255)}));
    QCOMPARE(inputOf(*data, 0).count(1), std::size_t{2});
    QCOMPARE(data->shape, options.wishes.shape);
  }
};

PELLUCID_TEST(tst_table_inputs, TestTableInputs)
#include "tst_table_inputs.moc"
