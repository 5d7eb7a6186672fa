// SPDX-License-Identifier: GPL-3.0-or-later
// A number field shows and reads the same in every locale, with a point; a typed comma becomes one.
#include "ui/widgets/number_box.h"

#include <QLineEdit>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

class TestNumberBox : public QObject {
  Q_OBJECT

 private slots:
  void readsWhatItShows_data() {
    QTest::addColumn<QLocale>("locale");
    QTest::newRow("English") << QLocale(QLocale::English);
    QTest::newRow("German") << QLocale(QLocale::German);
    QTest::newRow("French") << QLocale(QLocale::French);
  }

  void readsWhatItShows() {
    QFETCH(QLocale, locale);
    const QLocale before;
    QLocale::setDefault(locale);
    NumberBox box(0, 2000, 0.1);
    QLocale::setDefault(before);
    for (const auto& [value, text] : std::initializer_list<std::pair<double, const char*>>{
             {0, "0"}, {0.05, "0.05"}, {0.000001, "0.000001"}, {1.5, "1.5"}, {1234.5, "1234.5"}}) {
      box.setValue(value);
      QCOMPARE(box.text(), text);
      QCOMPARE(box.valueFromText(box.text()), value);
    }
  }

  void aCommaIsAPoint() {
    NumberBox box(0, 10, 0.1);
    box.selectAll();
    QTest::keyClicks(&box, "0,25");
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(box.value(), 0.25);
    QCOMPARE(box.text(), "0.25");
  }

  void anotherCommaIsNotTaken() {
    NumberBox box(0, 2000, 0.1);
    box.selectAll();
    QTest::keyClicks(&box, "1,2,5");
    QCOMPARE(box.text(), "1.25");
  }
};

PELLUCID_WINDOW_TEST(tst_number_box, TestNumberBox)
#include "tst_number_box.moc"
