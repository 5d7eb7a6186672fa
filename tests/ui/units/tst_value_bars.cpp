// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/value_bars.h"

#include <QSignalSpy>

#include "tests/support/window_test.h"
#include "ui/theme/theme.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// How many pixels of a row have the colour.
int pixelsOf(const QImage& image, int y, const QColor& colour) {
  int count = 0;
  for (int x = 0; x < image.width(); ++x) count += image.pixelColor(x, y) == colour ? 1 : 0;
  return count;
}

}  // namespace

class TestValueBars : public QObject {
  Q_OBJECT

 private slots:
  void lengthsAreInProportion() {
    ValueBars bars("weights", "what they are");
    bars.show({{.name = "a", .value = 1}, {.name = "b", .value = -0.5}, {.name = "c", .value = 0.25}}, 1);
    bars.resize(400, 3 * bars.rowHeight());
    QCOMPARE(bars.rows(), 3);
    const QImage image = bars.grab().toImage();
    const Theme& theme = themeOf(bars);
    const int line = bars.rowHeight();
    const int longest = pixelsOf(image, line / 2, theme.positive);
    QVERIFY(longest > 50);
    QVERIFY(std::abs(2 * pixelsOf(image, line + line / 2, theme.negative) - longest) <= 4);
    QVERIFY(std::abs(4 * pixelsOf(image, 2 * line + line / 2, theme.positive) - longest) <= 8);
  }

  void keysWalkThemAndChoose() {
    ValueBars bars("weights", "what they are");
    bars.show({{.name = "a", .value = 1}, {.name = "b", .value = 2}}, 2);
    bars.resize(300, 2 * bars.rowHeight());
    QSignalSpy chosen(&bars, &ValueBars::chosen);
    QTest::keyClick(&bars, Qt::Key_Down);
    QCOMPARE(bars.pointed(), std::optional(0));
    QTest::keyClick(&bars, Qt::Key_Down);
    QTest::keyClick(&bars, Qt::Key_Down);
    QCOMPARE(bars.pointed(), std::optional(1));
    QTest::keyClick(&bars, Qt::Key_Return);
    QTest::mouseClick(&bars, Qt::LeftButton, {}, {20, 4});
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen[0][0].toInt(), 1);
    QCOMPARE(chosen[1][0].toInt(), 0);
  }
};

PELLUCID_WINDOW_TEST(tst_value_bars, TestValueBars)
#include "tst_value_bars.moc"
