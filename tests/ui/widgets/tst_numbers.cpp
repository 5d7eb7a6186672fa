// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/numbers.h"

#include <QLocale>
#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::ui;

class TestNumbers : public QObject {
  Q_OBJECT

 private slots:
  /// The texts are the same whatever the machine's language.
  void initTestCase() { QLocale::setDefault(QLocale(QLocale::German)); }

  void countsHaveCommas_data() {
    QTest::addColumn<qint64>("count");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64{0} << "0";
    QTest::newRow("hundreds") << qint64{999} << "999";
    QTest::newRow("thousands") << qint64{50'176} << "50,176";
    QTest::newRow("millions") << qint64{100'000'000} << "100,000,000";
    QTest::newRow("negative") << qint64{-1'234} << "-1,234";
  }
  void countsHaveCommas() {
    QFETCH(qint64, count);
    QFETCH(QString, text);
    QCOMPARE(countText(count), text);
  }

  void whatIsFormattedAlreadyIsWrittenAlike() {
    for (const auto& [formatted, written] : {std::pair{"7", "7"},
                                             {"999", "999"},
                                             {"2048", "2,048"},
                                             {"1234567", "1,234,567"},
                                             {"0.12345", "0.12345"},
                                             {"12345.5", "12,345.5"},
                                             {"+40", "+40"},
                                             {"", ""},
                                             {"nan", "nan"}})
      QCOMPARE(writtenNumber(formatted), written);
    QCOMPARE(writtenNumber("-1234.5e-07"), QStringLiteral("\u22121,234.5e\u221207"));
    QCOMPARE(writtenNumber("-inf"), QStringLiteral("\u2212inf"));
  }

  void marksOfAnAxisAreShort() {
    QCOMPARE(shortCountText(0), "0");
    QCOMPARE(shortCountText(2'500), "2,500");
    QCOMPARE(shortCountText(999'999), "999,999");
    QCOMPARE(shortCountText(1e6), "1 M");
    QCOMPARE(shortCountText(12.5e6), "12.5 M");
    QCOMPARE(shortCountText(12'500'100), "12.5001 M");  // nearby marks are distinguishable
    QCOMPARE(shortCountText(2e9), "2 G");
  }

  void valuesHaveFourDigitsAndARealMinus_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << "0";
    QTest::newRow("negative zero") << -0.0 << "0";
    QTest::newRow("one") << 1.0 << "1";
    QTest::newRow("rounded") << 0.0123456 << "0.01235";
    QTest::newRow("negative") << -0.0123 << "−0.0123";
    QTest::newRow("large") << 1234567.0 << "1.235e+06";
    QTest::newRow("small") << -0.0000012345 << "−1.234e−06";
    QTest::newRow("hundreds") << -123.456 << "−123.5";
  }
  void valuesHaveFourDigitsAndARealMinus() {
    QFETCH(double, value);
    QFETCH(QString, text);
    QCOMPARE(valueText(value), text);
  }

  void shortValuesFitIntoNarrowPlaces() {
    QCOMPARE(shortValueText(0), "0");
    QCOMPARE(shortValueText(0.8312), "0.83");
    QCOMPARE(shortValueText(-1.254), "−1.25");
    QCOMPARE(shortValueText(12.3456), "12.3");
    QCOMPARE(shortValueText(0.00312), "0.0031");
    QCOMPARE(shortValueText(-0.0000312), "−3.1e−05");
    QCOMPARE(shortValueText(12345), "1.23e+04");
  }

  void fixedNumbersHaveTheirDecimals() {
    QCOMPARE(fixedText(-1.5, 2), "−1.50");
    QCOMPARE(fixedText(-0.001, 2), "0.00");
    QCOMPARE(fixedText(12, 0), "12");
  }

  void changesHaveTheirSign() {
    QCOMPARE(changeText(0.4), "+0.40");
    QCOMPARE(changeText(-0.0000312), "−3.1e−05");
    QCOMPARE(changeText(0), "0");
  }

  void sharesArePercentages() {
    QCOMPARE(percentText(0.9734), "97.3\u202f%");
    QCOMPARE(percentText(0.9734, 2), "97.34\u202f%");
    QCOMPARE(percentText(0, 0), "0\u202f%");
    QCOMPARE(percentText(1), "100.0\u202f%");
    QCOMPARE(certaintyText(1), "100.0\u202f%");
    QCOMPARE(certaintyText(0.99996), "> 99.9\u202f%");
    QCOMPARE(certaintyText(0.9994), "99.9\u202f%");
    QCOMPARE(certaintyText(0.25), "25.0\u202f%");
  }
};

PELLUCID_TEST(tst_numbers, TestNumbers)
#include "tst_numbers.moc"
