// SPDX-License-Identifier: GPL-3.0-or-later
// What `pellucid train` does when it is told nothing: ten epochs of MNIST. Only an optimised build has time
// for that.
#include <QtTest>

#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid::tests;

class TestDefaultTraining : public QObject {
  Q_OBJECT

 private slots:
  void learnsMnist() {
    const auto run = runProgram({"train", "--json"});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    const QJsonObject report = run.json();
    QCOMPARE(report["epochs"].toInt(), 10);
    QCOMPARE(report["steps"].toInt(), 18750);
    QVERIFY2(report["test_accuracy"].toDouble() >= 0.972, run.output.constData());
  }
};

PELLUCID_TEST_IN(QCoreApplication, tst_default_training, TestDefaultTraining)
#include "tst_default_training.moc"
