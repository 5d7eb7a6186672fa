// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/batch_bars.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/window_test.h"
#include "ui/theme/theme.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestBatchBars : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_bars.resize(216, 64);
    engine::Vector each(4);
    each << 1, -1, 0, engine::Scalar(0.5);
    m_bars.showContributions(each, 2);
  }

  void barsGoUpAndDownInTheirColours() {
    const Theme& theme = themeOf(m_bars);
    const QImage image = m_bars.grab().toImage();
    const auto colourAt = [&](engine::Index sample, double share) {
      const QRectF column = m_bars.barColumn(sample);
      return image.pixelColor(static_cast<int>(column.center().x()),
                              static_cast<int>(column.top() + share * column.height()));
    };
    QCOMPARE(colourAt(0, 0.2), theme.positive);
    QCOMPARE(colourAt(1, 0.8), theme.negative);
    QVERIFY(colourAt(0, 0.8) != theme.positive);
    QVERIFY(colourAt(3, 0.1) != theme.positive);  // half as high
    QCOMPARE(colourAt(3, 0.35), theme.positive);
  }

  void clicksAndKeysChoose() {
    QSignalSpy chosen(&m_bars, &BatchBars::sampleChosen);
    QTest::mouseClick(&m_bars, Qt::LeftButton, {}, m_bars.barColumn(3).center().toPoint());
    QCOMPARE(chosen.takeLast().first().value<engine::Index>(), engine::Index{3});
    QTest::keyClick(&m_bars, Qt::Key_Left);
    QCOMPARE(chosen.takeLast().first().value<engine::Index>(), engine::Index{1});
    QTest::keyClick(&m_bars, Qt::Key_Right);
    QCOMPARE(chosen.takeLast().first().value<engine::Index>(), engine::Index{3});
  }

 private:
  BatchBars m_bars;
};

PELLUCID_WINDOW_TEST(tst_batch_bars, TestBatchBars)
#include "tst_batch_bars.moc"
