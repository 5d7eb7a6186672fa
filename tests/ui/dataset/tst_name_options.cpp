// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/name_options.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::ui;

class TestNameOptions : public QObject {
  Q_OBJECT

 private slots:
  void readsOptions() {
    QCOMPARE(optionOf("mnist:0,2+invert,samples=200,seed=3", "seed"), std::optional<std::string>("3"));
    QCOMPARE(optionOf("mnist:0,2+invert,samples=200", "seed"), std::nullopt);
    QCOMPARE(optionOf("mnist", "seed"), std::nullopt);
    QCOMPARE(listOption("t.csv,targets=a|b", "targets"), (std::vector<std::string>{"a", "b"}));
    QVERIFY(listOption("t.csv", "targets").empty());
  }

  void writesOptions_data() {
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("value");
    QTest::addColumn<std::string>("expected");
    QTest::newRow("new") << std::string("mnist:0-4") << std::string("0.1")
                         << std::string("mnist:0-4,validation=0.1");
    QTest::newRow("behind others") << std::string("spiral,noise=0.1") << std::string("0.1")
                                   << std::string("spiral,noise=0.1,validation=0.1");
    QTest::newRow("another") << std::string("mnist,validation=0.3,seed=2") << std::string("0.1")
                             << std::string("mnist,validation=0.1,seed=2");
    QTest::newRow("none") << std::string("mnist+parity,validation=0.3,seed=2") << std::string()
                          << std::string("mnist+parity,seed=2");
    QTest::newRow("none of none") << std::string("mnist") << std::string() << std::string("mnist");
  }
  void writesOptions() {
    QFETCH(std::string, name);
    QFETCH(std::string, value);
    QFETCH(std::string, expected);
    QCOMPARE(withOption(name, "validation", value.empty() ? std::nullopt : std::optional(value)), expected);
  }

  void writesLists() {
    QCOMPARE(withListOption("t.csv,test=0.3", "targets", {"a", "b c"}),
             std::string("t.csv,test=0.3,targets=a|b c"));
    QCOMPARE(withListOption("t.csv,targets=a", "targets", {}), std::string("t.csv"));
  }
};

PELLUCID_TEST(tst_name_options, TestNameOptions)
#include "tst_name_options.moc"
