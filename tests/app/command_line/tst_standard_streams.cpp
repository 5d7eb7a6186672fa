// SPDX-License-Identifier: GPL-3.0-or-later
// Standard output and error that are closed, full, or a pipe without a reader: what is told on the way is
// dropped, the work is done, and only a result that did not arrive is an error.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "app/command_line/model_loading.h"
#include "tests/app/command_line/idx_folder.h"
#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::tests;

class TestStandardStreams : public QObject {
  Q_OBJECT

  QString path(const char* name) const { return m_folder.filePath(name); }
  QStringList training(const QStringList& more) const {
    return QStringList{"train", "--data", m_data.path(), "--epochs", "3"} + more;
  }
  QString pipeWithoutReader(int stream) const {
    const QString fifo = path("fifo");
    return QString("rm -f %1; mkfifo %1; exec 8<>%1 9>%1 8<&- %2>&9").arg(fifo).arg(stream);
  }

 private slots:
  void initTestCase() { QCOMPARE(runProgram(training({"--export", path("model.onnx")})).exitCode, 0); }
  void init() { QFile::remove(path("m.onnx")); }

  void errorsThatNobodyReads_data() {
    QTest::addColumn<QString>("preparation");
    QTest::newRow("closed") << "exec 2>&-";
    QTest::newRow("full") << "exec 2>/dev/full";
    QTest::newRow("pipe") << pipeWithoutReader(2);
    QTest::newRow("no input either") << "exec 0<&- 2>&-";
  }
  void errorsThatNobodyReads() {
    QFETCH(QString, preparation);
    const auto run = runPrepared(preparation, training({"--export", path("m.onnx")}));
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.output.startsWith("Training finished"), run.output);
    QVERIFY(app::loadModel(path("m.onnx").toStdString()).has_value());

    QCOMPARE(runPrepared(preparation, {"evaluate", path("m.onnx"), "--data", m_data.path()}).exitCode, 0);
    const QStringList sample{"predict", path("m.onnx"), "--data", m_data.path(), "--sample", "1"};
    QCOMPARE(runPrepared(preparation, sample).exitCode, 0);
    const QStringList transfer{
        "transfer",  "--source", path("m.onnx"), "--data", m_data.path(),    "--steps", "2",
        "--samples", "1",        "--seeds",      "1",      "--test-samples", "5"};
    QCOMPARE(runPrepared(preparation, transfer).exitCode, 0);
    QCOMPARE(runPrepared(preparation, {"train", "--colour", "red"}).exitCode, 2);
    QCOMPARE(runPrepared(preparation, {"evaluate", path("none")}).exitCode, 1);
  }

  void aResultThatNobodyReads_data() {
    QTest::addColumn<QString>("preparation");
    QTest::newRow("closed") << "exec >&-";
    QTest::newRow("full") << "exec >/dev/full";
    QTest::newRow("pipe") << pipeWithoutReader(1);
    QTest::newRow("no input either") << "exec 0<&- >&-";
  }
  void aResultThatNobodyReads() {
    QFETCH(QString, preparation);
    for (const QStringList& arguments :
         {training({"--export", path("m.onnx")}),
          training({"--json"}),
          QStringList{"--help"},
          {"--version"},
          {"train", "--help"},
          {"transfer", "--list"},
          {"evaluate", path("model.onnx"), "--data", m_data.path()},
          {"predict", path("model.onnx"), "--data", m_data.path(), "--sample", "1", "--json"}}) {
      const auto run = runPrepared(preparation, arguments);
      QCOMPARE(run.exitCode, 1);
      QVERIFY2(run.tells("standard output"), run.errors);
    }
    QVERIFY(app::loadModel(path("m.onnx").toStdString()).has_value());
  }

  void noFileTakesThePlaceOfAStream() {
    const auto run = runPrepared("exec 0<&- >&- 2>&-", training({"--export", path("m.onnx")}));
    QCOMPARE(run.exitCode, 1);
    QFile file(path("m.onnx"));
    QFile usual(path("model.onnx"));
    QVERIFY(file.open(QIODevice::ReadOnly) && usual.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), usual.readAll());
  }

 private:
  IdxFolder m_data;
  QTemporaryDir m_folder;
};

PELLUCID_TEST_IN(QCoreApplication, tst_standard_streams, TestStandardStreams)
#include "tst_standard_streams.moc"
