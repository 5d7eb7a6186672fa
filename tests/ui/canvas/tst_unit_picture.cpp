// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/unit_picture.h"

#include <QtTest>
#include <cmath>

#include "tests/support/colours.h"
#include "tests/support/window_test.h"
#include "tests/ui/canvas/plane_moment.h"
#include "ui/canvas/value_range.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::isNear;

class TestUnitPicture : public QObject {
  Q_OBJECT

 private slots:
  void theFirstLayerShowsWhatItLooksForInAnImage() {
    const auto dataset = tests::squareImages();
    const Moment moment = tests::momentAfter(tests::experimentFor(*dataset, {6, 5}), dataset, 10);
    const UnitPicture picture = unitPicture(moment, nullptr, 0, 4, lightTheme());
    QCOMPARE(picture.image.size(), QSize(4, 4));
    QVERIFY(!picture.isPlane);
    for (Index pixel = 0; pixel < 16; ++pixel) {
      const double w = moment.weights()[pixel * 6 + 4];
      QVERIFY(isNear(picture.image.pixelColor(static_cast<int>(pixel % 4), static_cast<int>(pixel / 4)),
                     lightTheme().diverging(w / picture.range)));
    }
    QVERIFY(unitPicture(moment, nullptr, 1, 0, lightTheme()).image.isNull());
  }

  void unitsOfAPlaneShowTheirAnswersOverIt() {
    const Moment moment = tests::circleMoment();
    const auto field = fieldOf(moment);
    for (std::size_t layer = 0; layer < 3; ++layer) {
      const UnitPicture picture = unitPicture(moment, &field, layer, 0, darkTheme());
      QCOMPARE(picture.image.size(), QSize(16, 16));
      QVERIFY(picture.isPlane);
      for (const QPoint at : {QPoint(0, 0), QPoint(9, 4), QPoint(15, 15)}) {
        const double a = field.layers[layer](0, at.y() * 16 + at.x());
        // The output is a probability: blue below ½. relu's range is that of its largest answer.
        const double shown = layer == 2 ? 2 * a - 1 : a / picture.range;
        QVERIFY(isNear(picture.image.pixelColor(at), darkTheme().diverging(shown)));
      }
    }
    const double largest = field.layers[1].row(0).maxCoeff();
    QCOMPARE(unitPicture(moment, &field, 1, 0, darkTheme()).range,
             static_cast<double>(niceCeiling(static_cast<float>(largest))));
  }

  void aFieldOfAnotherNetworkIsNotUsed() {
    const Moment moment = tests::circleMoment();
    engine::DecisionField field = fieldOf(moment);
    field.layers.pop_back();
    QVERIFY(unitPicture(moment, &field, 0, 0, lightTheme()).image.isNull());
    field = fieldOf(moment);
    field.layers[1] = engine::Matrix::Zero(5, 256);
    QVERIFY(unitPicture(moment, &field, 1, 0, lightTheme()).image.isNull());
  }

  void aMapShowsItsKernels() {
    const auto dataset = tests::squareImages(8);
    engine::Experiment experiment = tests::experimentFor(*dataset, {});
    experiment.network.layers.insert(experiment.network.layers.begin(),
                                     {engine::conv2d(3, 3, engine::Activation::Relu),
                                      engine::conv2d(2, 2, engine::Activation::Relu), engine::flatten()});
    const Moment moment = tests::momentAfter(experiment, dataset, 3);
    const UnitPicture second = kernelPicture(moment, 1, 1, lightTheme());
    QCOMPARE(second.image.size(), QSize(5, 5));  // three kernels of 2×2 in a grid of 2×2
    const Index offset = moment.network().layerOffset(1);
    for (int tap = 0; tap < 12; ++tap) {
      const double w = moment.weights()[offset + tap * 2 + 1];
      const int channel = tap / 4;
      const QPoint at(channel % 2 * 3 + tap % 2, channel / 2 * 3 + tap % 4 / 2);
      QVERIFY(isNear(second.image.pixelColor(at), lightTheme().diverging(w / second.range)));
    }
  }

  void pointsHaveTheColourOfTheirClass() {
    const Moment moment = tests::circleMoment();
    engine::Plane plane = engine::planeAround(*moment.dataset, 16);
    QImage image(600, 600, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    paintPoints(painter, image.rect(), plane, moment, 0, lightTheme());
    painter.end();
    // The last test points are on top.
    int right = 0;
    const engine::Split& test = moment.dataset->test;
    for (Index i = 0; i < test.size(); ++i) {
      const double x = (test.numbers(0, i) - plane.left) / (plane.right - plane.left);
      const double y = (plane.top - test.numbers(1, i)) / (plane.top - plane.bottom);
      const QColor expected = lightTheme().diverging(test.labels[static_cast<std::size_t>(i)] == 1 ? 1 : -1);
      right += isNear(image.pixelColor(static_cast<int>(x * 600), static_cast<int>(y * 600)), expected, 3);
    }
    QVERIFY2(right > 0.8 * static_cast<double>(test.size()), qPrintable(QString::number(right)));
  }

 private:
  static engine::DecisionField fieldOf(const Moment& moment) {
    return engine::decisionField(moment.network(), moment.weights(),
                                 engine::planeAround(*moment.dataset, 16));
  }
};

PELLUCID_WINDOW_TEST(tst_unit_picture, TestUnitPicture)
#include "tst_unit_picture.moc"
