// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid transfer` as a script runs it: the figures' file, the report, what is refused, and Ctrl-C.
#include <QtTest>

#include <csignal>

#include "engine/transfer/presets.h"
#include "tests/app/command_line/program.h"
#include "tests/support/patience.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::tests;

namespace {

const QByteArray kHeader =
    "arm,samples_per_class,seed,step,target_accuracy,source_accuracy,trainable_parameters,ms_per_step";

QList<QByteArray> linesOf(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return {};
  return file.readAll().trimmed().split('\n');
}

QStringList small(const QStringList& more) {
  return QStringList{
             "transfer", "--preset", "digits-to-parity", "--samples", "1,5", "--seeds", "2", "--steps", "5",
             "--every",  "5",        "--test-samples",   "100"} +
         more;
}

}  // namespace

class TestTransferCommand : public QObject {
  Q_OBJECT

 private slots:
  /// The source receives the same pixels as on its own, scaled as it needs them.
  void theSourcesInputIsRespected() {
    const QTemporaryDir folder;
    const QString model = QString(PELLUCID_SOURCE_DIR) + "/tests/cases/onnx-13b-logits.onnx";
    QStringList accuracies;
    for (const char* input : {"0-1", "mean=0.9,deviation=0.2"}) {
      const auto asked = runProgram({"evaluate", model, "--data", "mnist", "--model-input", input, "--json"});
      const QString csv = folder.filePath("t.csv");
      const auto run = runProgram({"transfer",
                                   "--source",
                                   model,
                                   "--source-data",
                                   "mnist",
                                   "--model-input",
                                   input,
                                   "--data",
                                   "mnist+parity",
                                   "--arms",
                                   "frozen",
                                   "--samples",
                                   "1",
                                   "--seeds",
                                   "1",
                                   "--steps",
                                   "1",
                                   "--test-samples",
                                   "10000",
                                   "--csv",
                                   csv});
      QVERIFY2(run.exitCode == 0, run.errors.constData());
      const auto cells = linesOf(csv)[1].split(',');
      QCOMPARE(cells[5].toDouble(), asked.json()["accuracy"].toDouble());
      accuracies << QString::fromUtf8(cells[5]);
    }
    QVERIFY(accuracies[0] != accuracies[1]);
    const auto wrong =
        runProgram({"transfer", "--source", "fashion-mnist", "--data", "mnist", "--model-input", "mnist"});
    QVERIFY(wrong.exitCode == 2 && wrong.tells("--model-input"));
  }

  void writesCurvesAndReports() {
    const QTemporaryDir folder;
    const QString csv = folder.filePath("t.csv");
    const ProgramRun run = runProgram(small({"--csv", csv, "--json"}));
    QCOMPARE(run.exitCode, 0);
    const auto lines = linesOf(csv);
    QCOMPARE(lines.front(), kHeader);
    QCOMPARE(lines.size(), 1 + 4 * 2 * 2 * 2);  // arms, sizes, seeds, points
    for (const QByteArray& line : lines.mid(1)) {
      const auto cells = line.split(',');
      QCOMPARE(cells.size(), 8);
      QVERIFY(cells[4].toDouble() > 0 && cells[4].toDouble() <= 1);
      QVERIFY(cells[5].toDouble() > 0 && cells[5].toDouble() <= 1);
      QVERIFY(cells[7].toDouble() > 0);
    }
    const QJsonObject report = run.json();
    QCOMPARE(report["phase"].toString(), "finished");
    QCOMPARE(report["cells"].toArray().size(), 8);
    // "With 1 sample per class …", or "With 1 and 3 samples per class …" where both say the same.
    const QString conclusion = report["conclusion"].toString();
    QVERIFY2(conclusion.startsWith("With 1 ") && conclusion.contains("per class"), qPrintable(conclusion));
    QCOMPARE(report["layers"].toArray().at(2)["fits"].toBool(true), false);
  }

  void theSameCommandGivesTheSameFile() {
    const QTemporaryDir folder;
    const QString one = folder.filePath("1.csv");
    const QString two = folder.filePath("2.csv");
    QCOMPARE(runProgram(small({"--no-timing", "--csv", one, "--threads", "1"})).exitCode, 0);
    QCOMPARE(runProgram(small({"--no-timing", "--csv", two, "--threads", "3"})).exitCode, 0);
    QVERIFY(linesOf(one).size() > 1);
    QCOMPARE(linesOf(one), linesOf(two));
  }

  void drawsTheSweep() {
    const QTemporaryDir folder;
    const QString svg = folder.filePath("t.svg");
    QCOMPARE(runProgram(small({"--svg", svg})).exitCode, 0);
    const auto lines = linesOf(svg);
    QVERIFY(!lines.isEmpty() && lines.join(' ').contains("<svg"));
    QVERIFY(lines.join(' ').contains("digits-mlp → mnist+parity"));
    QVERIFY(runProgram(small({"--svg", folder.filePath("no/t.svg")})).exitCode != 0);
  }

  void trainsASourceOfData() {
    const ProgramRun run = runProgram({"transfer", "--source", "spiral:0,1", "--source-steps", "50", "--data",
                                       "circle", "--layers", "2,8:tanh,4:tanh,2:softmax", "--arms",
                                       "scratch,lock:2", "--samples", "5", "--steps", "10", "--json"});
    QVERIFY2(run.exitCode == 0, run.errors);
    QCOMPARE(run.json()["source"].toString(), "spiral:0,1");
    QCOMPARE(run.json()["cells"].toArray().size(), 2);
  }

  void showsWhatDoesNotFit() {
    const ProgramRun run = runProgram(small({"--layers", "784,30:relu,64:relu,2:softmax"}));
    QCOMPARE(run.exitCode, 0);
    for (const char* part : {"Hidden 1 is re-initialised", "→128", "→30", "Hidden 2 is re-initialised"})
      QVERIFY2(run.output.contains(part), run.output);
  }

  void listsWhatThereIs() {
    const ProgramRun text = runProgram({"transfer", "--list"});
    QCOMPARE(text.exitCode, 0);
    for (const auto& preset : engine::transferPresets()) QVERIFY(text.output.contains(preset.name.c_str()));
    for (const auto& model : engine::bundledModels()) QVERIFY(text.output.contains(model.name.c_str()));
    const QJsonObject json = runProgram({"transfer", "--list", "--json"}).json();
    QCOMPARE(json["presets"].toArray().size(), static_cast<qsizetype>(engine::transferPresets().size()));
  }

  void refusesWithWrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("nothing") << QStringList{} << QByteArray("--list");
    QTest::newRow("preset") << QStringList{"--preset", "none"} << QByteArray("digits-to-parity");
    QTest::newRow("source") << QStringList{"--source", "none", "--data", "mnist"} << QByteArray("digits-mlp");
    QTest::newRow("data") << QStringList{"--source", "digits-mlp", "--data", "mnist+none"}
                          << QByteArray("parity");
    QTest::newRow("both") << QStringList{"--preset", "digits-to-parity", "--source", "mnist"}
                          << QByteArray("only one");
    QTest::newRow("arm") << small({"--arms", "warm"}).mid(1) << QByteArray("finetune");
    QTest::newRow("samples") << QStringList{"--preset", "digits-to-parity", "--samples", "0"}
                             << QByteArray("1,5,20,100");
    QTest::newRow("preset with a slip")
        << QStringList{"--preset", "digits-to-partiy"} << QByteArray("Did you mean digits-to-parity?");
    QTest::newRow("source with a slip")
        << QStringList{"--source", "digits-mpl", "--data", "mnist"} << QByteArray("Did you mean digits-mlp?");
    QTest::newRow("what a source of data was trained for")
        << QStringList{"--source", "xor", "--source-data", "gauss", "--data", "circle"}
        << QByteArray("--source-data is gauss");
    QTest::newRow("how to train a source that is a model")
        << QStringList{"--source", "digits-mlp", "--source-steps", "50", "--data", "mnist"}
        << QByteArray(
               "--source-steps is 50, but it says how to train a source given as data, and digits-mlp is a "
               "model");
    QTest::newRow("timing of no file") << QStringList{"--preset", "digits-to-parity", "--no-timing"}
                                       << QByteArray("--no-timing requires --csv");
    QTest::newRow("how to train a preset's source")
        << QStringList{"--preset", "digits-to-parity", "--source-batch", "8"}
        << QByteArray("Leave --source-batch out");
    QTest::newRow("layers for other data")
        << QStringList{"--preset", "digits-to-parity", "--layers", "2,2:softmax"}
        << QByteArray("--layers begins with 2 inputs");
    QTest::newRow("layers for another source")
        << QStringList{"--source", "xor", "--data", "gauss", "--layers", "3,2:softmax"}
        << QByteArray("--layers begins with 3 inputs");
    QTest::newRow("too many samples")
        << QStringList{"--preset", "digits-to-parity", "--samples", "50000"} << QByteArray("has only");
  }

  void refusesWithWrongUsage() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, part);
    const ProgramRun run = runProgram(QStringList{"transfer"} + arguments);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains(part), run.errors);
  }

  void aSourceThatCannotBeReadIsNoWrongUsage() {
    QTemporaryFile file;
    QVERIFY(file.open());
    const auto run = runProgram({"transfer", "--source", file.fileName(), "--data", "mnist"});
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.errors.contains(file.fileName().toUtf8()), run.errors);
  }

  void blanksAndCapitalsDoNotMatter() {
    const auto run =
        runProgram({"transfer", "--preset", "Digits-To-Parity", "--samples", "1, 2", "--arms",
                    " Scratch, Lock:1+2", "--seeds", "1", "--steps", "1", "--test-samples", "9", "--json"});
    QVERIFY2(run.exitCode == 0, run.errors);
    QCOMPARE(run.json()["cells"].toArray().size(), 4);
  }

  void interruptedItWritesWhatIsThere_data() {
    QTest::addColumn<int>("signal");
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) QTest::addRow("signal %d", signal) << signal;
  }
  void interruptedItWritesWhatIsThere() {
    QFETCH(int, signal);
    const QTemporaryDir folder;
    const QString csv = folder.filePath("t.csv");
    QProcess process;
    process.start(PELLUCID_PROGRAM,
                  {"transfer", "--preset", "digits-to-parity", "--steps", "1000000", "--csv", csv});
    process.setReadChannel(QProcess::StandardError);
    while (!process.canReadLine()) QVERIFY(process.waitForReadyRead(kPatienceMs));
    QVERIFY(process.readLine().endsWith("has started\n"));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 128 + signal);
    QVERIFY(process.readAllStandardOutput().contains("Interrupted"));
    const auto lines = linesOf(csv);
    QCOMPARE(lines.front(), kHeader);
    QVERIFY(lines.size() > 1);
  }
};

PELLUCID_TEST_IN(QCoreApplication, tst_transfer_command, TestTransferCommand)
#include "tst_transfer_command.moc"
