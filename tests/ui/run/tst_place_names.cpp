// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/place_names.h"

#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/canvas/plane_moment.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestPlaceNames : public QObject {
  Q_OBJECT

 private slots:
  void inputsHaveTheNamesOfTheData() {
    const Moment moment = tests::circleMoment();
    const PlaceNames names(moment);
    QCOMPARE(names.source(0, 0), "“x”");
    QCOMPARE(names.shortSource(0, 1), "“y”");
    QCOMPARE(names.source(1, 3), "Hidden 1, unit 4");
    QCOMPARE(names.shortSource(1, 3), "unit 4");
    QCOMPARE(names.place({.layer = 0, .unit = 2, .from = 1}), "Hidden 1, unit 3, weight from “y”");
    QCOMPARE(names.place({.layer = 1, .unit = 0, .from = engine::NetworkPlace::kBias}),
             "Hidden 2, unit 1, bias");
    engine::Dataset nameless;
    nameless.shape = engine::flatShape(3);
    QCOMPARE(inputName(nameless, 2), "input 3");
  }

  void outputsAreCalledByTheirClass() {
    const auto dataset = tests::squareImages();
    const Moment moment = tests::momentAfter(tests::experimentFor(*dataset, {2}), dataset);
    const PlaceNames names(moment);
    const QString name = QString::fromStdString(dataset->classNames[1]);
    QCOMPARE(names.unit(1, 1), QString("Output “%1”").arg(name));
    QCOMPARE(names.shortUnit(1, 1), QString("output “%1”").arg(name));
    QCOMPARE(names.place({.layer = 1, .unit = 1, .from = 0}),
             QString("Output “%1”, weight from Hidden 1, unit 1").arg(name));
  }

  void pixelsHaveAPlace() {
    auto dataset = std::make_shared<engine::Dataset>(*tests::squareImages());
    const Moment moment = tests::momentAfter(tests::experimentFor(*dataset, {2}), dataset);
    QCOMPARE(PlaceNames(moment).source(0, 6), "pixel in row 2, column 3");
    QCOMPARE(PlaceNames(moment).shortSource(0, 6), "(2, 3)");
    engine::Experiment colours = tests::experimentFor(*dataset, {2});
    const auto network = engine::Network::create(colours.network, {.channels = 4, .height = 2, .width = 2});
    const PlaceNames names(**network, colours.network, *dataset);
    QCOMPARE(names.source(0, 6), "channel 2, pixel in row 2, column 1");
    QCOMPARE(names.shortSource(0, 6), "channel 2 (2, 1)");
  }

  void unitsOfMapsHaveAPlaceInTheirMap() {
    const auto dataset = tests::squareImages(6);
    engine::Experiment experiment = tests::experimentFor(*dataset, {});
    auto& layers = experiment.network.layers;
    layers.insert(layers.begin(), {engine::conv2d(3, 3, engine::Activation::Relu),
                                   engine::conv2d(2, 2, engine::Activation::Relu)});
    const Moment moment = tests::momentAfter(experiment, dataset);
    const PlaceNames names(moment);
    QCOMPARE(names.unit(0, 16 + 6), "Conv 1, map 2, row 2, column 3");
    QCOMPARE(names.shortSource(1, 16 + 6), "map 2 (2, 3)");
    // The first kernel's window over the fourth and fifth pixel of its second row.
    QCOMPARE(names.place({.layer = 0, .unit = 16 + 6, .from = 6 + 3}), "Conv 1, filter 2, weight (1, 2)");
    QCOMPARE(names.place({.layer = 0, .unit = 16, .from = engine::NetworkPlace::kBias}),
             "Conv 1, filter 2, bias");
    QCOMPARE(names.place({.layer = 1, .unit = 0, .from = 16 + 5}),
             "Conv 2, filter 1, weight (2, 2) of map 2");
  }

  void outputsHaveTheNamesOfClassesOrNumbers() {
    engine::Dataset classes;
    classes.classNames = {"no", "yes"};
    QCOMPARE(outputName(classes, 2, 0), "no");
    QCOMPARE(outputName(classes, 2, 1), "yes");
    QCOMPARE(outputName(classes, 1, 0), "yes");  // one output for two classes stands for the second
    QCOMPARE(outputName(classes, 5, 3), "");
    engine::Dataset numbers;
    numbers.targetNames = {"height", "weight"};
    QCOMPARE(outputName(numbers, 2, 1), "weight");
    QCOMPARE(outputName(numbers, 1, 0), "height");
  }
};

PELLUCID_WINDOW_TEST(tst_place_names, TestPlaceNames)
#include "tst_place_names.moc"
