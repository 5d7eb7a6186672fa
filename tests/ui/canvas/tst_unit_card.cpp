// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/unit_card.h"

#include <QtTest>
#include <cmath>

#include "tests/support/colours.h"
#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

const QRectF kPlace(10, 10, 135, 72);

QImage pictureOf(const UnitCard& card) {
  QImage image(160, 100, QImage::Format_RGB32);
  image.fill(lightTheme().field);
  QPainter painter(&image);
  paintUnitCard(painter, kPlace, card, lightTheme());
  return image;
}

QStringList textsOf(const UnitCard& card) {
  tests::TextRecorder recorder(QSize(160, 100));
  QPainter painter(&recorder);
  paintUnitCard(painter, kPlace, card, lightTheme());
  painter.end();
  return recorder.texts();
}

}  // namespace

class TestUnitCard : public QObject {
  Q_OBJECT

 private slots:
  void itSaysWhatIsKnown() {
    UnitCard card{.activation = engine::Activation::Tanh, .z = 1.38, .a = std::tanh(1.38)};
    QVERIFY(textsOf(card).contains("1.38"));
    QVERIFY(textsOf(card).contains("0.881"));
    card.a.reset();  // the signal has been summed, but has not passed through f
    QVERIFY(textsOf(card).contains("1.38"));
    QCOMPARE(textsOf(card).count("—"), 1);
    card.z.reset();
    QCOMPARE(textsOf(card).count("—"), 2);
  }

  void aGradientTakesTheirPlace() {
    UnitCard card{
        .activation = engine::Activation::Tanh, .z = 1.38, .a = 0.88, .isGradient = true, .delta = -0.25};
    QVERIFY(textsOf(card).contains("−0.25"));
    QVERIFY(!textsOf(card).contains("1.38"));
    card.delta.reset();  // without a target there is none, which is not 0
    QCOMPARE(textsOf(card).count("—"), 1);
    QVERIFY(!textsOf(card).contains("1.38"));
  }

  void itsSideHasTheColourOfItsValue() {
    const UnitCard card{.activation = engine::Activation::Tanh, .z = -2, .a = -0.5, .range = 1};
    const QColor side = pictureOf(card).pixelColor(12, 46);
    QVERIFY2(tests::isNear(side, lightTheme().diverging(-0.5), 2), qPrintable(side.name()));
  }

  void theDotIsWhereTheUnitIsOnTheCurve() {
    // For relu: low to the left of 0, high to the right.
    const auto dot = [](double z) {
      const QRectF at = unitCardPicture(kPlace);
      const QImage image = pictureOf({.activation = engine::Activation::Relu, .z = z, .a = std::max(z, 0.0)});
      QPointF sum;
      int count = 0;
      for (int y = static_cast<int>(at.top()); y < at.bottom(); ++y)
        for (int x = static_cast<int>(at.left()); x < at.right(); ++x)
          if (image.pixelColor(x, y) == lightTheme().text) {
            sum += QPointF(x, y);
            ++count;
          }
      return count == 0 ? QPointF() : sum / count;
    };
    QVERIFY(dot(-2).x() < dot(0.5).x());
    QVERIFY(dot(0.5).x() < dot(2).x());
    QVERIFY(dot(2).y() < dot(-2).y() - 10);
  }

  void softmaxHasNoCurveOfOneNumber() {
    const UnitCard none{.activation = engine::Activation::Softmax, .z = 1, .a = 0.6};
    const QRectF at = unitCardPicture(kPlace);
    const QImage image = pictureOf(none).copy(at.toAlignedRect());
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) QCOMPARE(image.pixelColor(x, y), lightTheme().panel);
  }
};

PELLUCID_WINDOW_TEST(tst_unit_card, TestUnitCard)
#include "tst_unit_card.moc"
