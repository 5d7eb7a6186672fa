// SPDX-License-Identifier: GPL-3.0-or-later
// No output takes the place of another one, or of what the command reads.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>

#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid::tests;

class TestDistinctFiles : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QFile table(m_folder.filePath("t.csv"));
    QVERIFY(table.open(QIODevice::WriteOnly));
    table.write(kTable);
    table.close();
    QVERIFY(QFile::link("t.csv", m_folder.filePath("link.csv")));
    std::filesystem::create_hard_link(m_folder.filePath("t.csv").toStdString(),
                                      m_folder.filePath("hard.csv").toStdString());
    QVERIFY(QDir(m_folder.path()).mkdir("sub"));
    QCOMPARE(in("train --data xor --steps 1 --save p --export o").exitCode, 0);
    QVERIFY(QFile::link("p", m_folder.filePath("q")));
    QCOMPARE(in("train --data t.csv --steps 1 --export m.onnx").exitCode, 0);
    QVERIFY(QFile::link("m.onnx", m_folder.filePath("n.onnx")));
  }

  void areRefused_data() {
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const QByteArray& words, const char* message) {
      QTest::newRow(words.constData()) << words << QByteArray(message);
    };
    row("train --data xor --steps 1 --save a --export ./sub/../a",
        "--export and --save both name ./sub/../a");
    row("train --data xor --steps 1 --metrics p --save q", "--metrics and --save both name p");
    row("train --data t.csv --steps 1 --save t.csv", "--save would replace t.csv, which --data reads");
    row("train --data t.csv,seed=2 --steps 1 --metrics link.csv", "--metrics would replace link.csv");
    row("train --project p --steps 2 --export p", "--export would replace p, which --project reads");
    row("train --project q --steps 2 --metrics p", "--metrics would replace p, which --project reads");
    const char* transfer = "transfer --source o --data xor --samples 1 --seeds 1 --steps 1 ";
    row(QByteArray(transfer) + "--csv c --svg c", "--csv and --svg both name c");
    row(QByteArray(transfer) + "--csv o", "--csv would replace o, which --source reads");
    row("transfer --source o --data t.csv --samples 1 --seeds 1 --steps 1 --svg t.csv",
        "--svg would replace t.csv, which --data reads");
    row("predict m.onnx --data t.csv --csv t.csv", "--csv would replace t.csv, which --data reads");
    row("predict m.onnx --data t.csv,seed=2 --csv ./sub/../t.csv",
        "--csv would replace ./sub/../t.csv, which --data reads");
    row("predict m.onnx --data link.csv --csv t.csv", "--csv would replace t.csv, which --data reads");
    row("predict m.onnx --data t.csv --csv hard.csv", "--csv would replace hard.csv, which --data reads");
    row("predict m.onnx --data t.csv --csv m.onnx", "--csv would replace m.onnx, which MODEL reads");
    row("predict n.onnx --data t.csv --csv sub/../m.onnx", "--csv would replace sub/../m.onnx");
  }
  void areRefused() {
    QFETCH(QByteArray, words);
    QFETCH(QByteArray, message);
    const auto run = in(words);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains(message), run.errors);
    QFile table(m_folder.filePath("t.csv"));
    QVERIFY(table.open(QIODevice::ReadOnly));
    QCOMPARE(table.readAll(), QByteArray(kTable));
  }

  void aProjectIsSavedOverItself() {
    const auto run = in("train --project p --steps 2 --save q");
    QVERIFY2(run.exitCode == 0, run.errors);
    QVERIFY(QFileInfo(m_folder.filePath("q")).isSymLink());
  }

 private:
  static constexpr const char* kTable = "a,b\n1,0\n2,1\n3,0\n4,1\n";

  ProgramRun in(const QByteArray& words) const {
    return runPrepared("cd '" + m_folder.path() + "'; set -- " + words, {});
  }

  QTemporaryDir m_folder;
};

PELLUCID_TEST_IN(QCoreApplication, tst_distinct_files, TestDistinctFiles)
#include "tst_distinct_files.moc"
