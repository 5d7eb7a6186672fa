// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid bench` as a script reads it: how its figures hang together. How large they are no test judges.
#include <QJsonArray>
#include <QtTest>

#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid::tests;

class TestBenchCommand : public QObject {
  Q_OBJECT

 private slots:
  void theFiguresAgreeWithEachOther() {
    const auto run = runProgram({"bench", "--seconds", "0.1", "--json"});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    const QJsonObject report = run.json();
    QStringList names;
    for (const QJsonValue one : report["cases"].toArray()) {
      names << one["name"].toString();
      const double steps = one["steps_per_second"].toDouble();
      QVERIFY(qAbs(steps * one["us_per_step"].toDouble() / 1e6 - 1) < 1e-9);
      // Samples per step: batches of 10, 32 and 128, of which an epoch's last may be smaller.
      const double batch = one["samples_per_second"].toDouble() / steps;
      const double whole = names.last().startsWith("2-") ? 10 : names.last() == "784-512-10" ? 128 : 32;
      QVERIFY2(batch > 0.8 * whole && batch < whole + 1e-6, qPrintable(names.last()));
      const double parts =
          one["forward"].toDouble() + one["backward"].toDouble() + one["optimizer"].toDouble();
      QVERIFY2(parts > 0 && parts < 1, qPrintable(names.last()));
    }
    QCOMPARE(names, (QStringList{"784-64-10", "784-512-10", "cnn", "2-4-2-1", "2-8-8-1"}));
    // 2 · 512³ operations take this many nanoseconds at 1 GFLOP/s; a figure in other units would be far off.
    const double product = report["matrix_product_gflops"].toDouble();
    QVERIFY2(product > 0.001 && product < 10'000, run.output.constData());
  }
};

PELLUCID_TEST_IN(QCoreApplication, tst_bench_command, TestBenchCommand)
#include "tst_bench_command.moc"
