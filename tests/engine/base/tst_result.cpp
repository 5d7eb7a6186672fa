// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/result.h"

#include <QtTest>

#include <memory>
#include <stdexcept>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

Result<int> half(int value) {
  if (value % 2 != 0) return Error{message("odd")};
  return value / 2;
}

Result<void> demandEven(int value) {
  if (value % 2 != 0) return Error{message("odd")};
  return {};
}

}  // namespace

class TestResult : public QObject {
  Q_OBJECT

 private slots:
  void holdsAValueOrAnError() {
    QVERIFY(half(8));
    QCOMPARE(*half(8), 4);
    QCOMPARE(half(8).value(), 4);
    QVERIFY(!half(7).has_value());
    QCOMPARE(half(7).error(), Error{message("odd")});
    QVERIFY(demandEven(8));
    QCOMPARE(demandEven(7).error().text(), std::string("odd"));
  }

  void askingForTheOtherOneIsABug() {
    QVERIFY_THROWS_EXCEPTION(std::logic_error, half(7).value());
    QVERIFY_THROWS_EXCEPTION(std::logic_error, half(8).error());
    QVERIFY_THROWS_EXCEPTION(std::logic_error, demandEven(8).error());
  }

  void givesAwayWhatCannotBeCopied() {
    Result<std::unique_ptr<int>> result = std::make_unique<int>(5);
    const std::unique_ptr<int> taken = *std::move(result);
    QCOMPARE(*taken, 5);
  }

  void whatIsThrownBecomesTheError() {
    const auto thrown = caught([]() -> Result<int> { throw std::runtime_error("no room"); });
    QVERIFY(!thrown && thrown.error().text().find("no room") != std::string::npos);
    QCOMPARE(*caught([]() -> Result<int> { return 7; }), 7);
    const auto refused = caught([]() -> Result<int> { return Error{message("no")}; });
    QCOMPARE(refused.error().text(), std::string("no"));
  }

  void canBeEdited() {
    Result<std::string> result = std::string("net");
    result->append("work");
    QCOMPARE(result.value(), std::string("network"));
  }
};

PELLUCID_TEST(tst_result, TestResult)
#include "tst_result.moc"
