// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/drawing_strip.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/own_points.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestDrawingStrip : public QObject {
  Q_OBJECT

 private slots:
  void picturesStandInRows() {
    DrawingStrip strip;
    strip.resize(102, 102);  // three in a row
    QCOMPARE(strip.heightForWidth(102), 0);
    const auto drawings = tests::drawnSigns(7).drawings;
    strip.setDrawings(drawings);
    QCOMPARE(strip.heightForWidth(102), 3 * 34);
    QCOMPARE(strip.placeOf(4), QRect(34, 34, 30, 30));
    const QImage shown = strip.grab().toImage();
    // The mean of the MNIST drawing's pixels is kept, as far as smoothing allows.
    double ink = 0;
    for (const std::uint8_t value : *drawings[0].ink) ink += value;
    double painted = 0;
    for (int y = 1; y < 29; ++y)
      for (int x = 1; x < 29; ++x) painted += qGray(shown.pixel(x, y));
    QVERIFY(std::abs(painted / (28 * 28) - ink / (28 * 28)) < 6);
  }

  void oneIsChosenAndErased() {
    DrawingStrip strip;
    strip.resize(102, 102);
    strip.setDrawings(tests::drawnSigns(7).drawings);
    QSignalSpy erased(&strip, &DrawingStrip::eraseWanted);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, strip.placeOf(4).center());
    QTest::keyClick(&strip, Qt::Key_Delete);
    QCOMPARE(erased[0][0].toUInt(), 4U);
    QTest::keyClick(&strip, Qt::Key_Up);
    QTest::keyClick(&strip, Qt::Key_Right);
    QTest::keyClick(&strip, Qt::Key_Backspace);
    QCOMPARE(erased[1][0].toUInt(), 2U);
    for (int i = 0; i < 9; ++i) QTest::keyClick(&strip, Qt::Key_Down);
    QTest::keyClick(&strip, Qt::Key_Left);
    QTest::keyClick(&strip, Qt::Key_Delete);
    QCOMPARE(erased[2][0].toUInt(), 5U);
    for (const Qt::Key key : {Qt::Key_Up, Qt::Key_Down, Qt::Key_Left, Qt::Key_Delete}) {
      QKeyEvent event(QEvent::ShortcutOverride, key, Qt::NoModifier);
      event.ignore();
      QCoreApplication::sendEvent(&strip, &event);
      QVERIFY(event.isAccepted());  // no window shortcut takes it
    }
    strip.setDrawings({});
    QTest::keyClick(&strip, Qt::Key_Delete);
    QCOMPARE(erased.size(), 3);
  }
};

PELLUCID_WINDOW_TEST(tst_drawing_strip, TestDrawingStrip)
#include "tst_drawing_strip.moc"
