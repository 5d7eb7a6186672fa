// SPDX-License-Identifier: GPL-3.0-or-later
// What a preview shows of a network, seen in its pixels.
#include "ui/canvas/network_preview.h"

#include <QtTest>

#include "plane_moment.h"
#include "tests/support/colours.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::tests;

namespace {

/// The share of a part of the picture that is not background.
double inkIn(const QImage& picture, const QRect& part, const ui::Theme& theme) {
  int found = 0;
  for (int y = part.top(); y <= part.bottom(); ++y)
    for (int x = part.left(); x <= part.right(); ++x)
      found += !isNear(picture.pixelColor(x, y), theme.field, 6);
  return found / double(part.width() * part.height());
}

}  // namespace

class TestNetworkPreview : public QObject {
  Q_OBJECT

 private slots:
  void isPaintedInBothThemesAndRatios() {
    const ui::Moment moment = circleMoment();
    for (const ui::Theme* theme : {&ui::lightTheme(), &ui::darkTheme()})
      for (const double ratio : {1.0, 1.5}) {
        const QImage picture = ui::networkPreview(moment, *theme, {280, 118}, ratio);
        QCOMPARE(picture.size(), (QSizeF(280, 118) * ratio).toSize());
        QCOMPARE(picture.devicePixelRatio(), ratio);
        const double ink = inkIn(picture, picture.rect(), *theme);
        QVERIFY2(ink > 0.1 && ink < 0.95, qPrintable(QString::number(ink)));
        QCOMPARE(ui::networkPreview(moment, *theme, {280, 118}, ratio), picture);
      }
  }

  /// However many layers there are, the first and the last are visible.
  void allColumnsAreInIt_data() {
    QTest::addColumn<int>("hidden");
    for (const int hidden : {0, 1, 10}) QTest::newRow(qPrintable(QString::number(hidden))) << hidden;
  }

  void allColumnsAreInIt() {
    QFETCH(int, hidden);
    engine::Experiment experiment = circleExperiment();
    experiment.network.layers.assign(static_cast<std::size_t>(hidden),
                                     engine::dense(5, engine::Activation::Tanh));
    experiment.network.layers.push_back(engine::dense(1, engine::Activation::Sigmoid));
    const QImage picture =
        ui::networkPreview(momentAfter(experiment, circlePoints(), 5), ui::lightTheme(), {280, 118}, 2);
    const int third = picture.width() / 3;
    for (const int left : {0, third, 2 * third})
      QVERIFY(inkIn(picture, {left, 0, third, picture.height()}, ui::lightTheme()) > 0.01);
    // Nothing is cut off: no unit reaches the lowest or the highest row.
    for (const int top : {0, picture.height() - 2})
      QVERIFY(inkIn(picture, {0, top, picture.width(), 2}, ui::lightTheme()) < 0.02);
  }

  void imagesHaveTheirPixels() {
    const auto dataset = squareImages();
    const QImage picture = ui::networkPreview(momentAfter(experimentFor(*dataset, {4}), dataset, 5),
                                              ui::darkTheme(), {280, 118}, 1);
    QVERIFY(inkIn(picture, {0, 0, 90, 118}, ui::darkTheme()) > 0.05);
  }
};

PELLUCID_WINDOW_TEST(tst_network_preview, TestNetworkPreview)
#include "tst_network_preview.moc"
