// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/catalogues.h"

#include <QLocale>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

class TestCatalogues : public QObject {
  Q_OBJECT

 private slots:
  void countsHaveTheirPlurals() {
    const auto units = [](int count) { return QObject::tr("%Ln unit(s)", nullptr, count); };
    QCOMPARE(units(1), "1 unit");
    QCOMPARE(units(0), "0 units");
    QCOMPARE(units(50'176), "50,176 units");
  }

  void numbersAreWrittenAsInFiles() {
    QCOMPARE(QLocale().toString(1234.5, 'f', 1), "1,234.5");
    QCOMPARE(QLocale().decimalPoint(), ".");
  }

  void whatIsNotThereIsTold() {
    auto& application = *QCoreApplication::instance();
    QVERIFY(installCatalogues(application, "en_GB"));
    const auto unknown = installCatalogues(application, "tlh");
    QVERIFY(!unknown && unknown.error().text().find("\"tlh\"") != std::string::npos);
    const auto missing = installCatalogues(application, "no/such/file.qm");
    QVERIFY(!missing && missing.error().text().find("no/such/file.qm") != std::string::npos);
  }
};

PELLUCID_WINDOW_TEST(tst_catalogues, TestCatalogues)
#include "tst_catalogues.moc"
