// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "tests/support/window_test.h"
#include "ui/widgets/drawing_pad.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

constexpr int kSide = 210;

void stroke(DrawingPad& pad, const QList<QPoint>& points, Qt::MouseButton button = Qt::LeftButton) {
  QTest::mousePress(&pad, button, {}, points.front());
  for (const QPoint& point : points.sliced(1)) QTest::mouseMove(&pad, point);
  QTest::mouseRelease(&pad, button, {}, points.back());
}

engine::Vector lastDrawing(const QSignalSpy& drawn) {
  return drawn.last().at(0).value<engine::Vector>();
}

}  // namespace

class TestDrawingPad : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_pad = std::make_unique<DrawingPad>();
    m_pad->resize(kSide, kSide);
    m_pad->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pad.get()));
    m_pad->setFocus();
  }

  void everyMovementHandsOnTheDrawing() {
    QSignalSpy drawn(m_pad.get(), &DrawingPad::drawn);
    stroke(*m_pad, {{50, 50}, {50, 100}, {50, 150}});
    QCOMPARE(drawn.size(), 3);
    QCOMPARE(lastDrawing(drawn), m_pad->pixels());
    QCOMPARE(m_pad->pixels().size(), engine::Index(784));
    QVERIFY(m_pad->pixels().maxCoeff() > 0.9);
    QVERIFY(!m_pad->isEmpty());
  }

  void anUprightLineIsOneOfMnistsOnes() {
    stroke(*m_pad, {{60, 20}, {60, 180}});
    const engine::Vector pixels = m_pad->pixels();
    const auto rowSum = [&](int row) { return pixels.segment(row * 28, 28).sum(); };
    for (int row = 6; row < 22; ++row) {  // as wide as four out of five real ones
      QVERIFY2(rowSum(row) > 1.7 && rowSum(row) < 3.3, qPrintable(QString::number(rowSum(row))));
      QVERIFY(pixels[row * 28 + 14] > 0.5);
    }
    QCOMPARE(rowSum(1), engine::Scalar(0));
    QCOMPARE(rowSum(26), engine::Scalar(0));
  }

  void movingWithoutAButtonDrawsNothing() {
    QSignalSpy drawn(m_pad.get(), &DrawingPad::drawn);
    QTest::mouseMove(m_pad.get(), {50, 50});
    QTest::mouseMove(m_pad.get(), {90, 50});
    QCOMPARE(drawn.size(), 0);
    stroke(*m_pad, {{50, 50}, {90, 50}});
    drawn.clear();
    QTest::mouseMove(m_pad.get(), {90, 150});
    QCOMPARE(drawn.size(), 0);
  }

  void theRightButtonErases() {
    stroke(*m_pad, {{30, 60}, {170, 60}});
    stroke(*m_pad, {{100, 30}, {100, 180}});
    const engine::Vector before = m_pad->pixels();
    stroke(*m_pad, {{30, 60}, {60, 60}}, Qt::RightButton);
    QVERIFY(m_pad->pixels() != before);
    stroke(*m_pad, {{20, 60}, {180, 60}}, Qt::RightButton);
    stroke(*m_pad, {{100, 20}, {100, 190}}, Qt::RightButton);
    QVERIFY(m_pad->pixels().isZero());
  }

  void erasingAnEmptySheetIsNoStroke() {
    stroke(*m_pad, {{30, 60}, {170, 60}}, Qt::RightButton);
    QVERIFY(m_pad->isEmpty());
  }

  void deleteClearsAndSaysSo() {
    stroke(*m_pad, {{30, 60}, {170, 60}});
    QSignalSpy drawn(m_pad.get(), &DrawingPad::drawn);
    QTest::keyClick(m_pad.get(), Qt::Key_Delete);
    QVERIFY(m_pad->isEmpty());
    QCOMPARE(drawn.size(), 1);
    QVERIFY(lastDrawing(drawn).isZero());
    QTest::keyClick(m_pad.get(), Qt::Key_Delete);
    QCOMPARE(drawn.size(), 1);
  }

  void undoTakesBackOneStroke() {
    stroke(*m_pad, {{30, 60}, {170, 60}});
    const engine::Vector first = m_pad->pixels();
    stroke(*m_pad, {{100, 60}, {100, 180}});
    QVERIFY(m_pad->pixels() != first);
    QTest::keyClick(m_pad.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY((m_pad->pixels() - first).cwiseAbs().maxCoeff() < 0.02);
    QTest::keyClick(m_pad.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_pad->isEmpty());
    QVERIFY(m_pad->pixels().isZero());
  }

  void undoDuringAStrokeEndsIt() {
    stroke(*m_pad, {{30, 60}, {170, 60}});
    const engine::Vector first = m_pad->pixels();
    QTest::mousePress(m_pad.get(), Qt::LeftButton, {}, {100, 100});
    m_pad->undoStroke();
    QTest::mouseMove(m_pad.get(), {100, 180});
    QVERIFY((m_pad->pixels() - first).cwiseAbs().maxCoeff() < 0.02);
  }

  void anotherShapeGivesAnotherSize() {
    stroke(*m_pad, {{30, 60}, {170, 60}});
    m_pad->setShape(28, 28);
    QVERIFY(!m_pad->isEmpty());
    m_pad->setShape(14, 20);
    QVERIFY(m_pad->isEmpty());
    QCOMPARE(m_pad->pixels().size(), engine::Index(280));
  }

  void theHintGoesWithTheFirstStroke() {
    const QImage empty = m_pad->grab().toImage();
    stroke(*m_pad, {{2, 2}, {2, 3}});
    m_pad->undoStroke();
    QCOMPARE(m_pad->grab().toImage(), empty);
    stroke(*m_pad, {{2, 2}, {2, 3}});
    const QImage drawn = m_pad->grab().toImage();
    for (int x = 50; x < 160; ++x) QCOMPARE(drawn.pixelColor(x, kSide / 2).value(), 0);
    int lit = 0;
    for (int x = 50; x < 160; ++x) lit += empty.pixelColor(x, kSide / 2).value() > 60;
    QVERIFY(lit > 3);
  }

 private:
  std::unique_ptr<DrawingPad> m_pad;
};

PELLUCID_WINDOW_TEST(tst_drawing_pad, TestDrawingPad)
#include "tst_drawing_pad.moc"
