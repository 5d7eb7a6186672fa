// SPDX-License-Identifier: GPL-3.0-or-later
// A sheet is found however it is turned, and figures and shadows are taken for none.
#include <QPainter>
#include <QtTest>
#include <functional>

#include "app/pictures/picture_sheet.h"
#include "tests/support/test_program.h"

using namespace pellucid::app;

using Draw = std::function<void(QPainter&)>;
Q_DECLARE_METATYPE(Draw)

class TestPictureSheet : public QObject {
  Q_OBJECT

  static constexpr int kWidth = 400, kHeight = 300;

  static QColor level(int value) { return {value, value, value}; }

  /// On a ground of brightness `ground`; the origin is in the middle.
  static QImage picture(int ground, const Draw& draw) {
    QImage image(kWidth, kHeight, QImage::Format_RGB32);
    image.fill(level(ground));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(kWidth / 2, kHeight / 2);
    draw(painter);
    painter.end();
    return image.convertToFormat(QImage::Format_Grayscale8);
  }

  /// 240×180 pixels with a black bar of 20×80 in its middle.
  static void drawSheet(QPainter& painter, int paper) {
    painter.fillRect(-120, -90, 240, 180, level(paper));
    painter.fillRect(-10, -40, 20, 80, Qt::black);
  }

 private slots:
  void isFoundHoweverItIsTurned_data() {
    QTest::addColumn<int>("ground");
    QTest::addColumn<int>("paper");
    QTest::addColumn<double>("degrees");
    for (const double degrees : {0.0, 7.0, -10.0, 45.0}) {
      const auto turned = QString(" turned by %1°").arg(degrees);
      QTest::newRow(qPrintable("on a dark desk" + turned)) << 60 << 240 << degrees;
      QTest::newRow(qPrintable("on a desk of nearly its brightness" + turned)) << 190 << 225 << degrees;
      QTest::newRow(qPrintable("on a brighter desk" + turned)) << 250 << 180 << degrees;
    }
  }
  void isFoundHoweverItIsTurned() {
    QFETCH(int, ground);
    QFETCH(int, paper);
    QFETCH(double, degrees);
    const auto sheet = sheetIn(picture(ground, [&](QPainter& painter) {
      painter.rotate(degrees);
      drawSheet(painter, paper);
    }));
    QVERIFY(sheet.has_value());
    // As large as the rectangle around the turned sheet, without its edges.
    const QSize around = QTransform().rotate(degrees).mapRect(QRectF(0, 0, 240, 180)).size().toSize();
    const QSize bounds = around.boundedTo({kWidth, kHeight});
    QVERIFY2(sheet->width() <= bounds.width() && sheet->width() > bounds.width() - 35 &&
                 sheet->height() <= bounds.height() && sheet->height() > bounds.height() - 35,
             qPrintable(QString("%1×%2").arg(sheet->width()).arg(sheet->height())));
    // Only its paper and the ink remain: 1600 pixels of ink, and nothing of the desk.
    int ink = 0;
    for (int y = 0; y < sheet->height(); ++y)
      for (int x = 0; x < sheet->width(); ++x) {
        const int value = sheet->constScanLine(y)[x];
        ink += value < paper / 2;
        QVERIFY2(value <= paper + 4, qPrintable(QString("%1 %2: %3").arg(x).arg(y).arg(value)));
        if (ground < paper - 20)
          QVERIFY(value < paper / 2 || value > (ground + paper) / 2 ||
                  qAbs(x - sheet->width() / 2) + qAbs(y - sheet->height() / 2) < 90);
      }
    QVERIFY2(qAbs(ink - 1600) < 100, qPrintable(QString::number(ink)));
  }

  void whatIsNoneIsNotTakenForOne_data() {
    QTest::addColumn<int>("ground");
    QTest::addColumn<Draw>("draw");
    constexpr int kBoard = 0;
    const auto pen = [](const QColor& colour, int width) {
      return QPen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    };
    QTest::newRow("nothing") << 200 << Draw([](QPainter&) {});
    QTest::newRow("ink on paper") << 240
                                  << Draw([](QPainter& p) { p.fillRect(-10, -40, 20, 80, Qt::black); });
    QTest::newRow("a bold bright one")
        << kBoard << Draw([](QPainter& p) { p.fillRect(-30, -130, 60, 260, Qt::white); });
    QTest::newRow("a bold bright nought") << kBoard << Draw([pen](QPainter& p) {
      p.setPen(pen(Qt::white, 60));
      p.drawEllipse(QRect(-70, -110, 140, 220));
    });
    QTest::newRow("a dark nought") << 240 << Draw([pen](QPainter& p) {
      p.setPen(pen(Qt::black, 20));
      p.drawEllipse(QRect(-100, -130, 200, 260));
    });
    QTest::newRow("a bold bright H") << kBoard << Draw([](QPainter& p) {
      p.fillRect(-90, -120, 60, 240, Qt::white);
      p.fillRect(30, -120, 60, 240, Qt::white);
      p.fillRect(-90, -30, 180, 60, Qt::white);
    });
    QTest::newRow("half of it in the shadow of a hand") << 250 << Draw([](QPainter& p) {
      p.setOpacity(0.5);
      p.rotate(10);
      p.fillRect(-500, 0, 1000, 500, Qt::black);
    });
    QTest::newRow("lines of a notebook") << 250 << Draw([](QPainter& p) {
      p.fillRect(-200, -100, 400, 3, level(120));
      p.fillRect(-200, 60, 400, 3, level(120));
      p.fillRect(-10, -60, 20, 80, Qt::black);
    });
  }
  void whatIsNoneIsNotTakenForOne() {
    QFETCH(int, ground);
    QFETCH(Draw, draw);
    QVERIFY(!sheetIn(picture(ground, draw)));
  }
};

PELLUCID_TEST(tst_picture_sheet, TestPictureSheet)
#include "tst_picture_sheet.moc"
