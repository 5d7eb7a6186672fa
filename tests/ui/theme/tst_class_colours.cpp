// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/class_colours.h"

#include <QSet>
#include <QtTest>
#include <cmath>

#include "engine/data/own_samples.h"
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

  /// The colours chosen for the classes, and then their order; each colour has its own name.
  void chosenOnesComeFirst() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      QCOMPARE(classColour(*theme, 0, 2, {4, 0}), classColour(*theme, 4, 10));
      QCOMPARE(classColour(*theme, 1, 2, {4, 0}), classColour(*theme, 0, 10));
      QCOMPARE(classColour(*theme, 2, 3, {4, 0}), classColour(*theme, 2, 10));
    }
    QSet<QString> names;
    for (std::size_t colour = 0; colour < pellucid::engine::kClassColours; ++colour)
      names << choosableName(colour);
    QCOMPARE(names.size(), 10);
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
