// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid train` as a script sees it: the report, the same bits for the same seed, and divergence.
#include <QtTest>

#include "tests/app/command_line/idx_folder.h"
#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid::tests;

class TestTrainCommand : public QObject {
  Q_OBJECT

  QStringList arguments(const QStringList& more) const {
    return QStringList{"train",
                       "--data",
                       m_data.path(),
                       "--layers",
                       kIdxLayers,
                       "--batch",
                       QString::number(kIdxBatch),
                       "--json"} +
           more;
  }
  QString hash(const QStringList& more) const {
    const auto run = runProgram(arguments(more));
    return run.exitCode == 0 ? run.json()["weights_sha256"].toString() : QString::fromUtf8(run.errors);
  }

 private slots:
  void theReportHasItsKeys() {
    const auto run = runProgram(arguments({"--epochs", "3"}));
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.output.count('\n'), 1);
    QVERIFY2(run.errors.isEmpty(), run.errors.constData());
    const QJsonObject report = run.json();
    QStringList keys = report.keys();
    keys.sort();
    QCOMPARE(keys, (QStringList{"epochs", "phase", "samples_per_second", "seconds", "steps", "test_accuracy",
                                "test_loss", "train_loss", "weights_sha256"}));
    QCOMPARE(report["phase"].toString(), "finished");
    QCOMPARE(report["steps"].toInt(), 3 * kIdxStepsPerEpoch);
    QCOMPARE(report["epochs"].toInt(), 3);
    QCOMPARE(report["weights_sha256"].toString().size(), 64);
    QVERIFY(report["seconds"].toDouble() > 0);
    QVERIFY(qAbs(report["samples_per_second"].toDouble() * report["seconds"].toDouble() - 3 * 90) < 1e-6);
  }

  void withoutJsonPeopleCanReadIt() {
    const auto run = runProgram({"train", "--data", m_data.path(), "--epochs", "2"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.output.contains("finished"));
    QVERIFY(run.output.contains("test accuracy"));
    QCOMPARE(run.errors.count('\n'), 2);  // no terminal: one line per epoch
    QVERIFY(run.errors.startsWith("epoch 1 "));
    QVERIFY(!run.errors.contains('\r'));
  }

  void aBatchNormOfOneSampleIsWarnedOf() {
    const auto train = [this](const char* batch) {
      return runProgram({"train", "--data", m_data.path(), "--layers", "30,5,batchnorm:relu,3:softmax",
                         "--batch", batch, "--steps", "2", "--json"});
    };
    const auto one = train("1");
    QCOMPARE(one.exitCode, 0);
    QVERIFY2(one.tells("the layers below it learn nothing"), one.errors.constData());
    const auto two = train("2");
    QCOMPARE(two.exitCode, 0);
    QVERIFY2(two.errors.isEmpty(), two.errors.constData());
  }

  void theSameSeedGivesTheSameBits() {
    const QString first = hash({"--epochs", "3"});
    QCOMPARE(first.size(), 64);
    QCOMPARE(hash({"--epochs", "3"}), first);
    QCOMPARE(hash({"--steps", QString::number(3 * kIdxStepsPerEpoch), "--seed", "1"}), first);
  }

  void everyOptionActs_data() {
    QTest::addColumn<QStringList>("option");
    for (const QStringList& option : {QStringList{"--seed", "2"},
                                      {"--no-shuffle"},
                                      {"--lr", "0.01"},
                                      {"--optimizer", "sgd"},
                                      {"--optimizer", "momentum"},
                                      {"--loss", "mse"},
                                      {"--optimizer", "rmsprop", "--alpha", "0.5"},
                                      {"--beta1", "0.5"},
                                      {"--epsilon", "0.1"},
                                      {"--l1", "0.01"},
                                      {"--l2", "0.01"},
                                      {"--weight-decay", "0.1"},
                                      {"--clip-norm", "0.001"},
                                      {"--clip-value", "0.001"},
                                      {"--label-smoothing", "0.1"},
                                      {"--schedule", "warmup=5"},
                                      {"--init", "glorot"},
                                      {"--freeze", "1"}})
      QTest::newRow(qPrintable(option.join(' '))) << option;
  }
  void everyOptionActs() {
    QFETCH(QStringList, option);
    const QString changed = hash(QStringList{"--epochs", "1"} + option);
    QCOMPARE(changed.size(), 64);
    QVERIFY(changed != hash({"--epochs", "1"}));
  }

  void theDefaultSizesFollowTheData() {
    const auto run = runProgram({"train", "--data", m_data.path(), "--json", "--steps", "5"});
    QCOMPARE(run.exitCode, 0);
    const auto named = runProgram(
        {"train", "--data", m_data.path(), "--layers", "30,64:relu,3:softmax", "--json", "--steps", "5"});
    QCOMPARE(run.json()["weights_sha256"], named.json()["weights_sha256"]);
  }

  void allLayersFrozenChangesNothing() {
    QCOMPARE(hash({"--epochs", "2", "--freeze", "1,2"}), hash({"--steps", "0"}));
  }

  void divergenceNamesTheLayer() {
    const auto run = runProgram({"train", "--data", m_data.path(), "--layers", "30,8:relu,3:linear", "--loss",
                                 "mse", "--optimizer", "sgd", "--lr", "1000", "--json"});
    QCOMPARE(run.exitCode, 1);
    const QJsonObject report = run.json();
    QCOMPARE(report["phase"].toString(), "diverged");
    QVERIFY(report["diverged_step"].toInt() == report["steps"].toInt() + 1);
    QVERIFY((QStringList{"Hidden 1", "Output"}).contains(report["layer"].toString()));
    QVERIFY((QStringList{"weight", "bias"}).contains(report["parameter"].toString()));
    QVERIFY(report["explanation"].toString().contains(report["layer"].toString()));
    QVERIFY(run.tells("diverged"));
    QVERIFY(run.tells("1000"));
  }

 private:
  IdxFolder m_data;
};

PELLUCID_TEST_IN(QCoreApplication, tst_train_command, TestTrainCommand)
#include "tst_train_command.moc"
