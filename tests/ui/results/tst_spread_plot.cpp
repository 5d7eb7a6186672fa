// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/spread_plot.h"

#include <QHelpEvent>
#include <QSignalSpy>
#include <QToolTip>
#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

SpreadPicture fourBars() {
  return {.title = "Hidden 1",
          .summary = "Hidden 1: 10 values",
          .warning = {},
          .low = -2,
          .high = 2,
          .now = {1, 0, 6, 3},
          .compared = {5, 5, 0, 0},
          .isFlat = {},
          .bands = {},
          .cursor = {}};
}

}  // namespace

class TestSpreadPlot : public QObject {
  Q_OBJECT

 private slots:
  void barsAreAsHighAsTheirCounts() {
    tests::setTheme(lightTheme());
    SpreadPlot plot;
    plot.resize(208, 120);
    SpreadPicture picture = fourBars();
    picture.compared.clear();
    plot.show(picture);
    plot.choose(2);  // the only one with this colour
    const int six = tests::countColour(plot.grab().toImage(), lightTheme().forward);
    plot.choose(3);
    const int three = tests::countColour(plot.grab().toImage(), lightTheme().forward);
    QVERIFY(three > 500);
    QVERIFY2(std::abs(six - 2 * three) < 0.06 * six, qPrintable(QString("%1 and %2").arg(six).arg(three)));
    plot.choose(1);
    QCOMPARE(tests::countColour(plot.grab().toImage(), lightTheme().forward), 0);
  }

  void aClickAndKeysChooseABar() {
    SpreadPlot plot;
    plot.resize(208, 120);
    plot.show(fourBars());
    plot.show();
    QSignalSpy chosen(&plot, &SpreadPlot::barChosen);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, plot.barColumn(2).center().toPoint());
    QCOMPARE(plot.chosen(), std::optional<std::size_t>(2));
    QTest::keyClick(&plot, Qt::Key_Right);
    QTest::keyClick(&plot, Qt::Key_Right);  // there is none after the last
    QCOMPARE(plot.chosen(), std::optional<std::size_t>(3));
    QTest::keyClick(&plot, Qt::Key_Left);
    QCOMPARE(plot.chosen(), std::optional<std::size_t>(2));
    QTest::keyClick(&plot, Qt::Key_Escape);
    QCOMPARE(plot.chosen(), std::nullopt);
    QCOMPARE(chosen.size(), 5);
    plot.setChoosable(false);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, plot.barColumn(1).center().toPoint());
    QCOMPARE(plot.chosen(), std::nullopt);
  }

  void itSaysFromWhereToWhere() {
    SpreadPlot plot;
    plot.resize(208, 120);
    SpreadPicture picture = fourBars();
    picture.warning = "1 of 5 dead, 20 % flat";
    plot.show(picture);
    tests::TextRecorder painted(plot.size());
    plot.render(&painted);
    for (const char* text : {"Hidden 1", "0", "2.00", "1 of 5 dead, 20 % flat"})
      QVERIFY2(painted.texts().contains(QString::fromUtf8(text)), text);
    QVERIFY(plot.accessibleDescription().contains("1 of 5 dead"));
    picture.now.clear();
    picture.summary = "This layer has none.";
    plot.show(picture);
    tests::TextRecorder empty(plot.size());
    plot.render(&empty);
    QVERIFY(empty.texts().join(' ').contains("none"));
  }

  /// The median of all bands is a line, the cursor another.
  void bandsAreDrawnOverTheSteps() {
    tests::setTheme(lightTheme());
    SpreadPlot plot;
    plot.resize(208, 120);
    SpreadPicture picture = fourBars();
    for (int i = 0; i <= 4; ++i)
      picture.bands.push_back({.step = 10.0 * i, .values = {-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2}});
    picture.cursor = 20;
    plot.show(picture);
    const QImage image = plot.grab().toImage();
    const QRectF whole = plot.barColumn(0).united(plot.barColumn(3));
    int violet = 0;
    for (int y = 0; y < image.height(); ++y) {
      const QColor pixel = image.pixelColor(static_cast<int>(whole.center().x()), y);
      violet += pixel.blue() > 150 && pixel.red() > pixel.green() + 20 ? 1 : 0;
    }
    QVERIFY(violet > whole.height() / 2);
    QSignalSpy chosen(&plot, &SpreadPlot::barChosen);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, whole.center().toPoint());
    QCOMPARE(chosen.size(), 0);  // there are no bars
  }
};

PELLUCID_WINDOW_TEST(tst_spread_plot, TestSpreadPlot)
#include "tst_spread_plot.moc"
