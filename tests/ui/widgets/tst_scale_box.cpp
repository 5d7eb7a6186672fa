// SPDX-License-Identifier: GPL-3.0-or-later
// A field for numbers of any size shows exactly the number that it has, and its arrows go by 1, 3, 10.
#include "ui/widgets/scale_box.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;
using pellucid::engine::Range;

namespace {

const Range kTiny{.least = 1e-30, .most = 1};
const Range kShare{.least = 0, .most = 1, .isMostIn = false};

}  // namespace

class TestScaleBox : public QObject {
  Q_OBJECT

 private slots:
  void showsTheVeryNumber_data() {
    QTest::addColumn<QLocale>("locale");
    QTest::newRow("English") << QLocale(QLocale::English);
    QTest::newRow("German") << QLocale(QLocale::German);
  }
  void showsTheVeryNumber() {
    QFETCH(QLocale, locale);
    const QLocale before;
    QLocale::setDefault(locale);
    ScaleBox box(kTiny);
    QLocale::setDefault(before);
    for (const double value : {1e-30, 1e-10, 1e-8, 0.999, 0.99999999, 0.1 + 0.2, 1.0}) {
      box.setValue(value);
      QCOMPARE(box.value(), value);
      QCOMPARE(box.text().toDouble(), value);
    }
    box.setValue(1e-8);
    QCOMPARE(box.text(), "1e-08");
  }

  void takesExponentsAndCommas() {
    ScaleBox box(kTiny);
    const auto type = [&box](const char* text) {
      box.selectAll();
      QTest::keyClicks(&box, text);
      QTest::keyClick(&box, Qt::Key_Return);
      return box.value();
    };
    QCOMPARE(type("2e-4"), 2e-4);
    QCOMPARE(type("0,25"), 0.25);
    QCOMPARE(type("2"), 0.25);  // out of range: the former value comes back
    QCOMPARE(type("0"), 0.25);
    QCOMPARE(box.text(), "0.25");
  }

  void tellsWhatItRefuses() {
    ScaleBox box(kShare);
    QStringList refused;
    connect(&box, &ScaleBox::refused, this, [&](const QString& text) { refused << text; });
    for (const char* text : {"1", "-0.5", "1e", ""}) {
      box.selectAll();
      QTest::keyClick(&box, Qt::Key_Delete);
      QTest::keyClicks(&box, text);
      QTest::keyClick(&box, Qt::Key_Return);
      QCOMPARE(box.text(), "0");
    }
    QCOMPARE(refused, (QStringList{"1", "-0.5", "1e", ""}));
    box.selectAll();
    QTest::keyClicks(&box, "0.5");
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(refused.size(), 4);
  }

  void tellsOnceAndWhenTheNumberIsComplete() {
    ScaleBox box(kShare);
    QSignalSpy spy(&box, &QDoubleSpinBox::valueChanged);
    box.selectAll();
    QTest::keyClicks(&box, "0.95");
    QCOMPARE(spy.count(), 0);
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(spy.count(), 1);
  }

  void anEndThatIsOutsideIsNotReached() {
    ScaleBox box(kShare, 0.05);
    box.setValue(0.9);
    QTest::keyClick(&box, Qt::Key_Up);
    QCOMPARE(box.value(), 0.95);
    QTest::keyClick(&box, Qt::Key_Up);
    QCOMPARE(box.value(), 0.95);
    box.selectAll();
    QTest::keyClicks(&box, "1");
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.value(), 0.95);
  }

  void arrowsGoByWholeSteps() {
    ScaleBox box(kShare, 0.05);
    box.setValue(0.92);  // between two
    QTest::keyClick(&box, Qt::Key_Up);
    QCOMPARE(box.value(), 0.95);
    box.setValue(0.92);
    QTest::keyClick(&box, Qt::Key_Down);
    QCOMPARE(box.value(), 0.9);
    for (int i = 0; i < 30; ++i) QTest::keyClick(&box, Qt::Key_Down);
    QCOMPARE(box.value(), 0.0);
  }

  void arrowsGoByOneThreeTen() {
    ScaleBox box({.least = 0, .most = 10}, 0, 1e-5);
    const double expected[] = {1e-5, 3e-5, 1e-4, 3e-4, 1e-3};
    for (const double value : expected) {
      QTest::keyClick(&box, Qt::Key_Up);
      QCOMPARE(box.value(), value);
    }
    for (int i = 3; i >= 0; --i) {
      QTest::keyClick(&box, Qt::Key_Down);
      QCOMPARE(box.value(), expected[i]);
    }
    QTest::keyClick(&box, Qt::Key_Down);
    QCOMPARE(box.value(), 0.0);
    box.setValue(5);
    QTest::keyClick(&box, Qt::Key_Up);
    QCOMPARE(box.value(), 10.0);
    QTest::keyClick(&box, Qt::Key_Up);
    QCOMPARE(box.value(), 10.0);
    box.setValue(5);
    QTest::keyClick(&box, Qt::Key_Down);
    QCOMPARE(box.value(), 3.0);
  }

  void zeroCanHaveAWord() {
    ScaleBox box({.least = 0, .most = 10});
    box.setSpecialValueText("off");
    QCOMPARE(box.text(), "off");
    box.selectAll();
    QTest::keyClicks(&box, "0.5");
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.value(), 0.5);
    box.selectAll();
    QTest::keyClicks(&box, "0");
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.text(), "off");
    box.setValue(0.5);
    box.selectAll();
    QTest::keyClicks(&box, "off");
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.value(), 0.0);
  }
};

PELLUCID_WINDOW_TEST(tst_scale_box, TestScaleBox)
#include "tst_scale_box.moc"
