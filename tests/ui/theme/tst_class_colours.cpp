// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/class_colours.h"

#include <QtTest>
#include <cmath>

#include "tests/support/test_program.h"

using namespace pellucid::ui;

class TestClassColours : public QObject {
  Q_OBJECT

 private slots:
  void twoClassesAreTheEndsOfTheScale() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      QCOMPARE(classColour(*theme, 0, 2), theme->negative);
      QCOMPARE(classColour(*theme, 1, 2), theme->positive);
    }
  }

  void tenClassesDifferFromEachOtherAndFromTheGround() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()})
      for (int a = 0; a < 10; ++a) {
        QVERIFY(distance(classColour(*theme, a, 10), theme->field) > 120);
        for (int b = 0; b < a; ++b)
          QVERIFY2(distance(classColour(*theme, a, 10), classColour(*theme, b, 10)) > 40,
                   qPrintable(QString("%1 and %2").arg(a).arg(b)));
      }
    QCOMPARE(classColour(lightTheme(), 10, 12), classColour(lightTheme(), 0, 12));
  }

  void aMixLiesBetween() {
    const QColor from(0, 100, 200);
    const QColor to(100, 0, 200);
    QCOMPARE(mixedColour(from, to, 0), from);
    QCOMPARE(mixedColour(from, to, 1), to);
    QCOMPARE(mixedColour(from, to, 0.5), QColor(50, 50, 200));
  }

 private:
  static double distance(QColor a, QColor b) {
    return std::hypot(a.red() - b.red(), a.green() - b.green(), a.blue() - b.blue());
  }
};

PELLUCID_TEST(tst_class_colours, TestClassColours)
#include "tst_class_colours.moc"
