// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/class_bars.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/window_test.h"
#include "ui/theme/theme.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestClassBars : public QObject {
  Q_OBJECT

 private slots:
  void barsAreAsLongAsTheCounts() {
    ClassBars bars;
    bars.setCounts({"cat", "dog"},
                   {{.train = 60, .validation = 20, .test = 20}, {.train = 30, .validation = 0, .test = 0}},
                   false);
    bars.resize(348, bars.sizeHint().height());
    const QImage seen = bars.grab().toImage();
    const int rowHeight = bars.height() / 3;  // what the colours mean is below both
    const auto lengthOf = [&](int row, const QColor& colour) {
      int length = 0;
      for (int x = 0; x < seen.width(); ++x)
        length += seen.pixelColor(x, row * rowHeight + rowHeight / 2) == colour ? 1 : 0;
      return length;
    };
    const Theme& theme = themeOf(bars);
    QVERIFY(std::abs(lengthOf(0, theme.train) - 120) <= 1);  // of 200 pixels for 100 samples
    QVERIFY(std::abs(lengthOf(0, theme.test) - 40) <= 1);
    QVERIFY(std::abs(lengthOf(1, theme.train) - 60) <= 1);
    QCOMPARE(lengthOf(1, theme.test), 0);
    QCOMPARE(bars.textOf(1), QString("dog: 30 for training, 0 for testing"));
    QCOMPARE(bars.textOf(0), QString("cat: 60 for training, 20 for validation, 20 for testing"));
  }

  void samplesOfBothPartsAreCountedOnce() {
    ClassBars bars;
    bars.setCounts({"cat", "dog"},
                   {{.train = 5, .validation = 0, .test = 5}, {.train = 4, .validation = 0, .test = 4}},
                   true);
    QCOMPARE(bars.textOf(1), QString("dog: 4, used for both training and testing"));
    bars.resize(348, bars.sizeHint().height());
    const QImage seen = bars.grab().toImage();
    int length = 0;
    for (int x = 0; x < seen.width(); ++x) {
      const QColor colour = seen.pixelColor(x, bars.height() / 6);
      length += colour == themeOf(bars).train ? 1 : 0;
      QVERIFY(colour != themeOf(bars).test);
    }
    QVERIFY(std::abs(length - 200) <= 1);
  }

  void choosesAClassAndNone() {
    ClassBars bars;
    bars.setCounts({"cat", "dog"}, {{.train = 60}, {.train = 30}}, false);
    bars.resize(300, bars.sizeHint().height());
    std::vector<std::optional<std::size_t>> chosen;
    connect(&bars, &ClassBars::chosen, this, [&](std::optional<std::size_t> label) {
      chosen.push_back(label);
      bars.setChosen(label);
    });
    QTest::mouseClick(&bars, Qt::LeftButton, {}, QPoint(50, bars.height() / 2));
    QTest::mouseClick(&bars, Qt::LeftButton, {}, QPoint(50, bars.height() / 2));
    QTest::keyClick(&bars, Qt::Key_Up);
    QTest::keyClick(&bars, Qt::Key_Return);
    QCOMPARE(chosen, (std::vector<std::optional<std::size_t>>{1, std::nullopt, 0}));
    QVERIFY(bars.accessibleDescription().startsWith("cat"));
  }
};

PELLUCID_WINDOW_TEST(tst_class_bars, TestClassBars)
#include "tst_class_bars.moc"
