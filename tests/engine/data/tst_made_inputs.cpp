// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs made from inputs, against plain formulas in the units of the data.
#include "engine/data/made_inputs.h"

#include <QtTest>
#include <cmath>

#include "engine/data/catalogue.h"
#include "engine/data/data_changes.h"
#include "engine/data/point_sets.h"
#include "tests/support/messages.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Dataset madeOf(const char* changes,
               Dataset dataset = makePointSet("spiral", {.samples = 40, .noise = 0.1, .targets = {}})) {
  return changed(std::move(dataset), parseDataChanges(changes).value()).value();
}

}  // namespace

class TestMadeInputs : public QObject {
  Q_OBJECT

 private slots:
  void eachIsMadeFromXAndY() {
    const Dataset before = makePointSet("spiral", {.samples = 40, .noise = 0.1, .targets = {}});
    const Dataset after = madeOf("+x2+y2+xy+sin-x+sin-y", before);
    QCOMPARE(after.inputs(), Index{7});
    QCOMPARE(ownInputs(after), Index{2});
    const std::vector<std::string> names = {"x", "y", "x²", "y²", "x·y", "sin x", "sin y"};
    QCOMPARE(after.inputNames, names);
    QVERIFY(after.checksum != before.checksum);
    for (const auto& [was, is] :
         {std::pair(&before.train, &after.train), std::pair(&before.test, &after.test)}) {
      QCOMPARE(is->numbers.cols(), was->numbers.cols());
      for (Index i = 0; i < is->numbers.cols(); ++i) {
        const auto x = static_cast<double>(was->numbers(0, i));
        const auto y = static_cast<double>(was->numbers(1, i));
        const double expected[] = {x, y, x * x, y * y, x * y, std::sin(x), std::sin(y)};
        for (Index input = 0; input < 7; ++input)
          QVERIFY(isClose(static_cast<double>(is->numbers(input, i)), expected[input]));
      }
      QCOMPARE(is->labels, was->labels);
    }
  }

  /// One at a time, as in Playground.
  void eachIsASwitchOfItsOwn() {
    const Dataset data = madeOf("+xy");
    const std::vector<std::string> names = {"x", "y", "x·y"};
    QCOMPARE(data.inputNames, names);
    QCOMPARE(data.made, std::vector{MadeInput::Product});
  }

  void oneInputHasASquareAndASine() {
    const Dataset data = madeOf("+sin-x+x2", makePointSet("curve", {.samples = 20, .targets = {}}));
    const std::vector<std::string> names = {"x", "sin x", "x²"};
    QCOMPARE(data.inputNames, names);
    const auto x = static_cast<double>(data.train.numbers(0, 3));
    QVERIFY(isClose(static_cast<double>(data.train.numbers(1, 3)), std::sin(x)));
    QVERIFY(isClose(static_cast<double>(data.train.numbers(2, 3)), x * x));
  }

  /// In standardised data x and y are scaled, and the inputs derived from them follow the units of the data.
  void whatIsMadeFollowsAMovedInput() {
    const auto data =
        loadDataset("spiral,samples=60,noise=0.1+x2+xy+sin-y+standardise", DataLocations{}).value();
    QVERIFY(!data->scaling.inputs.isEmpty());
    const Standard& standard = data->scaling.inputs;
    Matrix inputs = data->train.numbers.leftCols(5);
    const Matrix whole = inputs;
    inputs.bottomRows(3).setZero();
    completeInputs(*data, inputs);
    QVERIFY(largestDifference(inputs.reshaped(), whole.reshaped()) < 1e-4);

    inputs.col(0).head(2) << Scalar(0.5), Scalar(-1.5);
    completeInputs(*data, inputs);
    const auto unit = [&](Index input, double scaled) {
      return scaled * static_cast<double>(standard.deviation[input]) +
             static_cast<double>(standard.mean[input]);
    };
    const double x = unit(0, 0.5);
    const double y = unit(1, -1.5);
    const double expected[] = {x * x, x * y, std::sin(y)};
    for (Index made = 0; made < 3; ++made)
      QVERIFY(isClose(unit(2 + made, static_cast<double>(inputs(2 + made, 0))), expected[made], 1e-4));
  }

  void whatCannotBeMadeIsRefused_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("part");
    QTest::newRow("y of one input") << "curve+y2"
                                    << "has 1 inputs";
    QTest::newRow("four inputs") << "prices+x2"
                                 << "has 4 inputs";
    QTest::newRow("twice") << "spiral+x2+x2"
                           << "x² already";
    QTest::newRow("noise behind it") << "spiral+x2+noise0.1"
                                     << "noise must come before";
    QTest::newRow("permuted behind it") << "spiral+x2+permute"
                                        << "permute must come before";
  }

  void whatCannotBeMadeIsRefused() {
    QFETCH(QString, name);
    QFETCH(QString, part);
    const auto loaded = loadDataset(name.toStdString(), DataLocations{});
    QVERIFY(!loaded);
    QVERIFY2(mentions(loaded.error().text(), {part.toStdString()}), loaded.error().text().c_str());
  }

  void imagesHaveNone() {
    Dataset images;
    images.name = "pictures";
    images.shape = {.channels = 1, .height = 2, .width = 2};
    const auto added = addMadeInput(MadeInput::SquareX, images);
    QVERIFY(!added);
  }

  void dataWithoutAnyStayAsTheyAre() {
    const Dataset data = makePointSet("xor", {.samples = 10, .targets = {}});
    Matrix values = data.train.numbers;
    completeInputs(data, values);
    QCOMPARE(values, data.train.numbers);
  }
};

PELLUCID_TEST(tst_made_inputs, TestMadeInputs)
#include "tst_made_inputs.moc"
