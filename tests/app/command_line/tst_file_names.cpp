// SPDX-License-Identifier: GPL-3.0-or-later
// Names of files may be any bytes: the program reads and writes exactly these, and shows them cleaned.
#include <sys/stat.h>

#include <QImage>
#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <fstream>

#include "app/command_line/model_loading.h"
#include "tests/app/command_line/idx_folder.h"
#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::tests;
namespace fs = std::filesystem;

class TestFileNames : public QObject {
  Q_OBJECT

  /// Passes words as a shell reads them, $'\xE9' for a byte, in the files' folder.
  ProgramRun run(const QByteArray& words) const {
    return runPrepared("cd '" + m_folder.path() + "'; set -- " + words, {});
  }
  fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

 private slots:
  /// Qt itself cannot remove them.
  void cleanupTestCase() {
    for (const auto& entry : fs::directory_iterator(m_folder.path().toStdString())) fs::remove_all(entry);
  }

  void initTestCase() {
    std::ofstream table(path("caf\xE9.csv"));
    table << "a,pr\xE9is,b\n";
    for (int i = 0; i < 40; ++i) table << i << ',' << i % 2 << ',' << 40 - i << '\n';
  }

  void trainingReadsAndWritesThem() {
    const auto trained =
        run(R"(train --data $'caf\xE9.csv' --targets $'pr\xE9is' --layers 2,3:tanh,2:softmax --steps 4 )"
            R"(--metrics $'m\xFF.csv' --export $'o\xFF.onnx' --save $'p\xFF.pellucid')");
    QVERIFY2(trained.exitCode == 0, trained.errors);
    for (const char* name : {"m\xFF.csv", "o\xFF.onnx", "p\xFF.pellucid"})
      QVERIFY2(fs::exists(path(name)), name);
    QCOMPARE(std::distance(fs::directory_iterator(m_folder.path().toStdString()), fs::directory_iterator()),
             4);

    const auto project = app::loadProject(path("p\xFF.pellucid"));
    QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
    QVERIFY(project->experiment.data.name == path("caf\xE9.csv").string() + ",targets=pr\xE9is");
    // The project finds its data by name.
    const auto went = run(R"(train --project $'p\xFF.pellucid' --steps 6 --save $'p\xFF.pellucid' --json)");
    QVERIFY2(went.exitCode == 0, went.errors);
    QCOMPARE(went.json()["steps"].toInt(), 6);
  }

  void otherCommandsReadThem() {
    for (const char* words :
         {R"(evaluate $'o\xFF.onnx' --data $'caf\xE9.csv' --targets $'pr\xE9is' --json)",
          R"(evaluate $'p\xFF.pellucid' --data $'caf\xE9.csv' --targets $'pr\xE9is')",
          R"(predict $'o\xFF.onnx' --data $'caf\xE9.csv' --targets $'pr\xE9is' --sample 0 --json)",
          R"(train --data $'caf\xE9.csv' --targets $'pr\xE9is' --layers 2,3:tanh,2:softmax --steps 1 )"
          R"(--init-from $'o\xFF.onnx')",
          R"(transfer --source $'o\xFF.onnx' --source-data $'caf\xE9.csv,targets=pr\xE9is' )"
          R"(--data $'caf\xE9.csv' --targets $'pr\xE9is' --samples 2 --seeds 1 --steps 2 --json )"
          R"(--csv $'c\xFF.csv' --svg $'s\xFF.svg')",
          R"(transfer --source $'caf\xE9.csv,targets=pr\xE9is' --source-steps 1 --data $'caf\xE9.csv' )"
          R"(--targets $'pr\xE9is' --samples 2 --seeds 1 --steps 2)"}) {
      const auto done = run(words);
      QVERIFY2(done.exitCode == 0, words + done.errors);
      for (const QByteArray& text : {done.output, done.errors}) QVERIFY2(isUtf8(text), text);
    }
    QVERIFY(fs::exists(path("c\xFF.csv")));
    QVERIFY(fs::exists(path("s\xFF.svg")));
  }

  void folderAndPictureAreFound() {
    fs::copy(m_images.path().toStdString(), path("images\xE9"));
    QVERIFY(run(R"(train --data $'images\xE9' --steps 1 --export $'i\xE9.onnx')").exitCode == 0);
    QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
    QImage image(6, 5, QImage::Format_Grayscale8);
    image.fill(40);
    image.setPixel(2, 2, 200);  // an empty picture is refused
    QVERIFY(image.save(m_folder.filePath("i.png")));
    fs::rename(path("i.png"), path("i\xE9.png"));
    for (const char* picture : {R"($'i\xE9.png')", R"(pipe; cat $'i\xE9.png' > pipe &)"}) {
      const auto asked = run(QByteArray(R"(predict $'i\xE9.onnx' --json --image )") + picture);
      QVERIFY2(asked.exitCode == 0, asked.errors);
      QCOMPARE(asked.json()["outputs"].toArray().size() + asked.json()["probabilities"].toArray().size(), 3);
    }
  }

  void messagesShowThemCleaned_data() {
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<int>("exitCode");
    const auto row = [](const char* words, int exitCode) {
      QTest::newRow(words) << QByteArray(words) << exitCode;
    };
    row(R"($'x\xE9')", 2);
    row(R"(train --data $'x\xE9.csv')", 2);
    row(R"(train --data $'xor,noise=\xE9')", 2);
    row(R"(train --layers $'2,3:\xE9')", 2);
    row(R"(train --optimizer $'x\xE9')", 2);
    row(R"(train $'x\xE9')", 2);
    row(R"(train --data xor --steps 1 --save $'x\xE9/p')", 1);
    row(R"(train --data xor --steps 1 --save $'x\xE9' --export $'x\xE9')", 2);
    row(R"(train --project $'x\xE9')", 1);
    row(R"(train --init-from $'x\xE9' --steps 0)", 1);
    row(R"(evaluate $'x\xE9')", 1);
    row(R"(predict $'x\xE9' --sample 1)", 1);
    row(R"(transfer --source $'x\xE9' --data xor)", 2);
    row(R"(transfer --preset $'x\xE9')", 2);
    row(R"(transfer --preset digits-to-parity --csv $'x\xE9/c')", 1);
  }
  void messagesShowThemCleaned() {
    QFETCH(QByteArray, words);
    const auto refused = run(words);
    QTEST(refused.exitCode, "exitCode");
    QVERIFY2(isUtf8(refused.errors) && refused.errors.contains("\xEF\xBF\xBD"), refused.errors);
  }

 private:
  static bool isUtf8(const QByteArray& text) { return QString::fromUtf8(text).toUtf8() == text; }

  QTemporaryDir m_folder;
  IdxFolder m_images{5, 6};
};

PELLUCID_TEST_IN(QCoreApplication, tst_file_names, TestFileNames)
#include "tst_file_names.moc"
