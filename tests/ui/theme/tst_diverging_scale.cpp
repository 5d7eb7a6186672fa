// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/diverging_scale.h"

#include <QtTest>
#include <limits>

#include "tests/support/colours.h"
#include "tests/support/test_program.h"

using namespace pellucid::ui;
using pellucid::tests::isNear;

class TestDivergingScale : public QObject {
  Q_OBJECT

 private slots:
  void itIsTheThemesScaleInSteps() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      const DivergingScale scale(*theme, theme->neutral);
      for (int i = -1000; i <= 1000; ++i) {
        const double t = i / 1000.0;
        const QColor colour(scale(static_cast<float>(t)));
        QVERIFY2(isNear(colour, theme->diverging(t)), qPrintable(QString::number(t)));
      }
    }
  }

  void theEndsAndTheMiddleAreExact() {
    const Theme& theme = lightTheme();
    const DivergingScale scale(theme, "#123456");
    QCOMPARE(QColor(scale(-1)), theme.negative);
    QCOMPARE(QColor(scale(0)), QColor("#123456"));
    QCOMPARE(QColor(scale(1)), theme.positive);
  }

  void whatIsOutsideIsClampedAndNanIsTheMiddle() {
    const Theme& theme = darkTheme();
    const DivergingScale scale(theme, theme.field);
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    for (const float t : {-1.0001F, -7.0F, -kInfinity}) QCOMPARE(QColor(scale(t)), theme.negative);
    for (const float t : {1.0001F, 7.0F, kInfinity}) QCOMPARE(QColor(scale(t)), theme.positive);
    QCOMPARE(QColor(scale(std::numeric_limits<float>::quiet_NaN())), theme.field);
  }

  void bothSignsTakeStepsOfEqualSize() {
    Theme theme = lightTheme();
    theme.negative = "#ff0000";
    theme.positive = "#ff0000";
    const DivergingScale scale(theme, "#000000");
    for (int i = 0; i <= 255; ++i) {
      const float t = static_cast<float>(i) / 255.0F;
      QCOMPARE(qRed(scale(t)), i);
      QCOMPARE(qRed(scale(-t)), i);
    }
  }
};

PELLUCID_TEST(tst_diverging_scale, TestDivergingScale)
#include "tst_diverging_scale.moc"
