// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid diagnose` and `train --diagnose` on runs with and without a fault.
#include <QJsonArray>
#include <QtTest>

#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid::tests;

class TestDiagnoseCommand : public QObject {
  Q_OBJECT

  static QStringList rules(const QJsonObject& report) {
    QStringList all;
    for (const QJsonValue finding : report["findings"].toArray()) all << finding["rule"].toString();
    return all;
  }
  QString path(const char* name) const { return m_folder.filePath(name); }

 private slots:
  void initTestCase() { QVERIFY(m_folder.isValid()); }

  void namesAFault() {
    const QStringList experiment = {"--data", "prices", "--layers", "4,8:tanh,1:linear", "--steps", "600"};
    const auto train = runProgram(QStringList{"train"} + experiment +
                                  QStringList{"--diagnose", "--json", "--save", path("a.pellucid")});
    QVERIFY2(train.exitCode == 0, train.errors.constData());
    QVERIFY(rules(train.json()).contains("input-scale"));
    const auto run = runProgram({"diagnose", path("a.pellucid"), "--json"});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    QCOMPARE(run.output.count('\n'), 1);
    QCOMPARE(run.json()["step"].toInt(), 600);
    QVERIFY2(rules(run.json()).contains("saturated-units"), run.output.constData());
    for (const QJsonValue finding : run.json()["findings"].toArray()) {
      QVERIFY(!finding["evidence"].toObject().isEmpty());
      QVERIFY(finding["sentence"].toString().endsWith('.') && finding["reason"].toString().endsWith('.'));
      QVERIFY(QStringList({"note", "warning", "alarm"}).contains(finding["severity"].toString()));
      for (const QJsonValue place : finding["places"].toArray()) {
        QVERIFY(place["layer"].toInt() == 1 && place["name"].toString() == "Hidden 1");
        for (const QJsonValue unit : place["units"].toArray())
          QVERIFY(unit.toInt() >= 1 && unit.toInt() <= 8);
      }
    }
    const auto text = runProgram({"diagnose", path("a.pellucid")});
    QCOMPARE(text.exitCode, 0);
    QVERIFY(text.output.contains("input-scale") && text.output.contains("Standardise"));
  }

  void findsNothingWhereAllIsWell() {
    const auto train = runProgram({"train", "--data", "gauss", "--layers", "2,4:tanh,1:sigmoid", "--loss",
                                   "binary-cross-entropy", "--steps", "600", "--lr", "0.01", "--diagnose",
                                   "--save", path("b.pellucid")});
    QVERIFY2(train.exitCode == 0, train.errors.constData());
    QVERIFY2(train.output.contains("found nothing"), train.output.constData());
    const auto run = runProgram({"diagnose", path("b.pellucid"), "--json"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(rules(run.json()).isEmpty(), run.output.constData());
  }

  /// In a run that continues with other settings, only their own effect counts.
  void settingsCountFromWhereTheyWereChanged() {
    const QStringList experiment = {
        "--data", "gauss", "--layers", "2,4:tanh,1:sigmoid", "--loss", "binary-cross-entropy"};
    const auto first =
        runProgram(QStringList{"train"} + experiment +
                   QStringList{"--steps", "1000", "--lr", "1e-7", "--save", path("c.pellucid")});
    QVERIFY2(first.exitCode == 0, first.errors.constData());
    QVERIFY(rules(runProgram({"diagnose", path("c.pellucid"), "--json"}).json()).contains("steps-too-small"));
    const auto more = runProgram({"train", "--project", path("c.pellucid"), "--steps", "1010", "--lr", "2e-7",
                                  "--diagnose", "--json"});
    QVERIFY2(more.exitCode == 0, more.errors.constData());
    QVERIFY2(!rules(more.json()).contains("steps-too-small"), more.output.constData());
  }

  /// Diagnosing does not change the run.
  void trainsTheSameWithAndWithout() {
    const QStringList words = {
        "train",   "--data", "gauss", "--layers", "2,4:tanh,1:sigmoid", "--loss", "binary-cross-entropy",
        "--steps", "300",    "--json"};
    const QJsonObject with = runProgram(words + QStringList{"--diagnose"}).json();
    const QJsonObject without = runProgram(words).json();
    QCOMPARE(with["weights_sha256"], without["weights_sha256"]);
    QVERIFY(with.contains("findings") && !without.contains("findings"));
  }

  void saysWhatIsMissing() {
    QCOMPARE(runProgram({"diagnose"}).exitCode, 2);
    QCOMPARE(runProgram({"diagnose", path("none.pellucid")}).exitCode, 1);
    QCOMPARE(runProgram({"diagnose", "--seeds", "3"}).exitCode, 2);
  }

 private:
  QTemporaryDir m_folder;
};

PELLUCID_TEST(tst_diagnose_command, TestDiagnoseCommand)
#include "tst_diagnose_command.moc"
