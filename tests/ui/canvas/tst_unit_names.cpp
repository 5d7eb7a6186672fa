// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/unit_names.h"

#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/canvas/plane_moment.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestUnitNames : public QObject {
  Q_OBJECT

 private slots:
  void inputsHaveTheNamesOfTheData() {
    const Moment moment = tests::circleMoment();
    for (const Index input : {0, 1}) {
      const QString name =
          QString::fromStdString(moment.dataset->inputNames[static_cast<std::size_t>(input)]);
      QCOMPARE(sourceName(moment, 0, input), name);
      QCOMPARE(sourceShortName(moment, 0, input), name);
    }
    engine::Dataset nameless;
    nameless.shape = engine::flatShape(3);
    QCOMPARE(inputName(nameless, 2), "input 3");
    QCOMPARE(sourceName(moment, 1, 3), "Hidden 1, unit 4");
    QCOMPARE(sourceShortName(moment, 1, 3), "unit 4");
  }

  void pixelsHaveAPlace() {
    auto dataset = std::make_shared<engine::Dataset>(*tests::squareImages());
    Moment moment = tests::momentAfter(tests::experimentFor(*dataset, {2}), dataset);
    QCOMPARE(sourceName(moment, 0, 6), "pixel row 2, column 3");
    QCOMPARE(sourceShortName(moment, 0, 6), "2, 3");
    dataset->shape = {.channels = 4, .height = 2, .width = 2};
    QCOMPARE(sourceName(moment, 0, 6), "channel 2, pixel row 2, column 1");
    QCOMPARE(sourceShortName(moment, 0, 6), "2: 2, 1");
  }

  void unitsOfMapsHaveAPlaceInTheirMap() {
    const auto dataset = tests::squareImages(6);
    engine::Experiment experiment = tests::experimentFor(*dataset, {});
    experiment.network.layers.insert(experiment.network.layers.begin(),
                                     engine::conv2d(3, 3, engine::Activation::Relu));
    const Moment moment = tests::momentAfter(experiment, dataset);
    QCOMPARE(unitName(moment, 0, 16 + 6), "Conv 1, map 2, row 2, column 3");
    QCOMPARE(sourceShortName(moment, 1, 16 + 6), "2: 2, 3");
  }

  void outputsHaveTheNamesOfClassesOrNumbers() {
    engine::Dataset classes;
    classes.classNames = {"no", "yes"};
    QCOMPARE(outputName(classes, 2, 0), "no");
    QCOMPARE(outputName(classes, 2, 1), "yes");
    QCOMPARE(outputName(classes, 1, 0), "yes");  // one output for two classes speaks for the second
    QCOMPARE(outputName(classes, 5, 3), "");
    engine::Dataset numbers;
    numbers.targetNames = {"height", "weight"};
    QCOMPARE(outputName(numbers, 2, 1), "weight");
    QCOMPARE(outputName(numbers, 1, 0), "height");
  }

  void aUnitIsSpokenOfWithItsNumbers() {
    Moment moment = tests::circleMoment();
    moment.probe.trace.layers[1].a(1, 0) = engine::Scalar(0.8312);
    moment.probe.trace.layers[1].delta(1, 0) = engine::Scalar(-0.0201);
    QCOMPARE(spokenUnit(moment, 1, 1), "Layer 2, unit 2, activation 0.83, gradient −0.02");
    moment.probe.loss.reset();
    QCOMPARE(spokenUnit(moment, 1, 1), "Layer 2, unit 2, activation 0.83");
  }
};

PELLUCID_WINDOW_TEST(tst_unit_names, TestUnitNames)
#include "tst_unit_names.moc"
