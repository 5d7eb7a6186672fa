// SPDX-License-Identifier: GPL-3.0-or-later
// The check itself: that it runs its cases, counts what it finds, and says when a bound is not held. The long
// version is run by hand: pellucid diagnose --check.
#include "app/command_line/diagnose_check.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::app;
using namespace pellucid::tests;

namespace {

std::filesystem::path gallery() {
  return std::filesystem::path(PELLUCID_SOURCE_DIR) / "resources/examples";
}

}  // namespace

class TestDiagnoseCheck : public QObject {
  Q_OBJECT

 private slots:
  /// Twenty healthy examples with three optimizers each, and at least twelve faults.
  void hasItsCases() {
    const auto healthy = healthyCases(gallery()).value();
    QCOMPARE(healthy.size(), 60U);
    for (const CheckCase& one : healthy) {
      QVERIFY2(!one.fault && !one.claims.empty() && one.steps > 0, one.name.c_str());
      QVERIFY(nameOf(one.experiment.training.optimizer) == one.optimizer);
    }
    const auto faulty = faultyCases(gallery()).value();
    QVERIFY(faulty.size() >= 12);
    for (const CheckCase& one : faulty) QVERIFY2(one.fault && one.steps == 1000, one.name.c_str());
  }

  void smallRunsHoldAllBoundsButThatOfTime() {
    const auto rows =
        checkDiagnosis({.seeds = 3, .only = {"plane-1", "numbers-3", "xor-alone", "7-unscaled"}}, gallery(),
                       {.mnist = mnistFolder(), .fashionMnist = {}}, {})
            .value();
    QCOMPARE(rows.size(), 10U);
    for (const CheckRow& row : rows) {
      QVERIFY2(row.told.empty(), row.told.empty() ? "" : row.told.front().c_str());
      QCOMPARE(row.runs, 3);
      QCOMPARE(row.of.fault ? row.named : row.healthy, 3);
      QVERIFY(row.trained > 0 && row.watched > 0);
    }
  }

  void theTableCounts() {
    CheckRow healthy{.of = {.name = "h", .optimizer = "adam", .experiment = {}}, .runs = 200, .healthy = 200};
    CheckRow faulty{
        .of = {.name = "f", .optimizer = "adam", .experiment = {}, .fault = engine::DiagnosisRule::DeadUnits},
        .runs = 20,
        .named = 19};
    healthy.trained = 100;
    healthy.watched = 1;
    healthy.falseAlarms = 2;
    QVERIFY(checkTable({healthy, faulty}).isHeld);
    QVERIFY(checkTable({healthy, faulty}).text.find("2 of 200 healthy runs") != std::string::npos);
    CheckRow worse = healthy;
    worse.falseAlarms = 3;
    QVERIFY(!checkTable({worse, faulty}).isHeld);
    worse = healthy;
    worse.watched = 1.01;
    QVERIFY(!checkTable({worse, faulty}).isHeld);
    CheckRow unproved = healthy;
    unproved.healthy = unproved.falseAlarms = 0;
    QVERIFY(!checkTable({healthy, unproved, faulty}).isHeld);
    worse = faulty;
    worse.named = 18;
    QVERIFY(!checkTable({healthy, worse}).isHeld);
  }

  void refusesToCheckNothing() {
    QVERIFY(!checkDiagnosis({.seeds = 1, .only = {"no such case"}}, gallery(), {}, {}).has_value());
  }

  void canBeCancelled() {
    const auto progress = engine::Progress::watched();
    progress.cancel();
    QVERIFY(!checkDiagnosis({.seeds = 1, .only = {"plane-1"}}, gallery(), {}, progress).has_value());
  }
};

PELLUCID_TEST(tst_diagnose_check, TestDiagnoseCheck)
#include "tst_diagnose_check.moc"
