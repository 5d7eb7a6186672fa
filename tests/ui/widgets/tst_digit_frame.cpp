// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPainter>
#include <QTest>

#include "engine/data/catalogue.h"
#include "tests/support/window_test.h"
#include "ui/widgets/digit_frame.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

QImage paper(int width, int height) {
  QImage image(width, height, QImage::Format_RGB32);
  image.fill(Qt::black);
  return image;
}

QImage withStroke(int side, const QPolygonF& points, double pen) {
  QImage image = paper(side, side);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(Qt::white, pen, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(points);
  return image;
}

QPointF centreOfMass(const engine::Vector& pixels, int width) {
  double mass = 0, x1 = 0, y1 = 0;
  for (engine::Index i = 0; i < pixels.size(); ++i) {
    mass += pixels[i];
    x1 += pixels[i] * static_cast<double>(i % width);
    y1 += pixels[i] * static_cast<double>(i / width);
  }
  return {x1 / mass, y1 / mass};
}

/// The bounds of all pixels that are not black.
QRect bounds(const engine::Vector& pixels, int width) {
  QRect rect;
  for (engine::Index i = 0; i < pixels.size(); ++i)
    if (pixels[i] > 0) rect |= QRect(static_cast<int>(i) % width, static_cast<int>(i) / width, 1, 1);
  return rect;
}

const QPolygonF kSeven = {{60, 50}, {200, 50}, {110, 230}};

}  // namespace

class TestDigitFrame : public QObject {
  Q_OBJECT

 private slots:
  void anEmptyDrawingGivesZeros() {
    QCOMPARE(frameDigit(paper(280, 280)), engine::Vector(engine::Vector::Zero(784)));
    QCOMPARE(frameDigit(QImage()), engine::Vector(engine::Vector::Zero(784)));
  }

  void theCentreOfMassLiesInTheMiddlePixel_data() {
    QTest::addColumn<QPolygonF>("stroke");
    QTest::newRow("seven") << kSeven;
    QTest::newRow("seven in a corner") << QPolygonF{{5, 5}, {60, 5}, {30, 70}};
    QTest::newRow("one") << QPolygonF{{200, 20}, {190, 250}};
    QTest::newRow("along the bottom edge") << QPolygonF{{0, 279}, {279, 279}};
  }

  void theCentreOfMassLiesInTheMiddlePixel() {
    QFETCH(QPolygonF, stroke);
    const QPointF centre = centreOfMass(frameDigit(withStroke(280, stroke, 22)), 28);
    QVERIFY2(std::abs(centre.x() - 14) <= 0.5, qPrintable(QString::number(centre.x())));
    QVERIFY2(std::abs(centre.y() - 14) <= 0.5, qPrintable(QString::number(centre.y())));
  }

  void theLongerSideIsTwentyAndTheAspectIsKept() {
    for (double size : {0.2, 1.0}) {
      QImage image = paper(280, 280);
      QPainter painter(&image);
      painter.fillRect(QRectF(30, 40, 100 * size, 200 * size), Qt::white);
      painter.end();
      const QRect rect = bounds(frameDigit(image), 28);
      QCOMPARE(rect.size(), QSize(10, 20));
    }
  }

  void whereTheDrawingLiesDoesNotMatter() {
    const engine::Vector here = frameDigit(withStroke(280, kSeven, 22));
    const engine::Vector there = frameDigit(withStroke(280, kSeven.translated(-30, 20), 22));
    QVERIFY((here - there).cwiseAbs().maxCoeff() < 0.02);
  }

  void valuesStayInRangeAndReachBoth() {
    const engine::Vector pixels = frameDigit(withStroke(280, kSeven, 22));
    QCOMPARE(pixels.minCoeff(), engine::Scalar(0));
    QVERIFY(pixels.maxCoeff() > 0.9 && pixels.maxCoeff() <= 1);
  }

  void oneDotFillsTheBox() {
    QImage image = paper(280, 280);
    image.setPixel(3, 277, qRgb(255, 255, 255));
    QCOMPARE(bounds(frameDigit(image), 28).size(), QSize(20, 20));
  }

  void inkOnEveryBorderIsKept() {
    QImage image = paper(280, 280);
    QPainter painter(&image);
    painter.setPen(Qt::white);
    painter.drawRect(0, 0, 279, 279);
    painter.end();
    QCOMPARE(bounds(frameDigit(image), 28).size(), QSize(20, 20));
  }

  void lopsidedInkIsNotCutOff() {
    QImage image = paper(300, 300);
    QPainter painter(&image);
    painter.fillRect(0, 0, 40, 40, Qt::white);
    painter.fillRect(0, 0, 300, 1, QColor(64, 64, 64));
    painter.end();
    const QRect rect = bounds(frameDigit(image), 28);
    QCOMPARE(rect.width(), 20);
    QCOMPARE(rect.right(), 27);
  }

  void otherShapesAreFramedInProportion() {
    const engine::Vector pixels = frameDigit(withStroke(280, kSeven, 22), 14, 20);
    QCOMPARE(pixels.size(), engine::Index(14 * 20));
    QCOMPARE(bounds(pixels, 20).height(), 10);
    const QPointF centre = centreOfMass(pixels, 20);
    QVERIFY(std::abs(centre.x() - 10) <= 0.5 && std::abs(centre.y() - 7) <= 0.5);
  }

  // MNIST's makers wrote the other implementation: their images, enlarged, must come back unchanged.
  void realImagesComeBackAsTheyWere() {
    const auto dataset = engine::loadDataset(PELLUCID_SOURCE_DIR "/resources/datasets/mnist", {});
    QVERIFY2(dataset.has_value(), dataset ? "" : dataset.error().text().c_str());
    const engine::Split& test = (*dataset)->test;
    int same = 0;
    for (int i = 0; i < 500; ++i) {
      const QImage image(test.pixels.data() + i * 784, 28, 28, 28, QImage::Format_Grayscale8);
      const engine::Vector pixels = engine::sample(test, 784, i);
      const engine::Vector again = frameDigit(image.scaled(280, 280));
      same += (again - pixels).norm() < 0.35 * pixels.norm();
    }
    // A few have faint ink outside the visible box, so they are scaled by a pixel.
    QVERIFY2(same >= 490, qPrintable(QString::number(same)));
  }
};

PELLUCID_WINDOW_TEST(tst_digit_frame, TestDigitFrame)
#include "tst_digit_frame.moc"
