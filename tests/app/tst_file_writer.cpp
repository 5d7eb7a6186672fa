// SPDX-License-Identifier: GPL-3.0-or-later
// Files are written in the order in which they were asked for, each whole or not at all; what may not be
// replaced is not, and whatever goes wrong is told once.
#include "app/file_writer.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "engine/io/atomic_write.h"
#include "tests/support/failing_calls.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"

namespace {

using namespace pellucid;
using app::FileWriter;
using app::ProjectBytes;

std::function<engine::Result<ProjectBytes>()> makes(const QByteArray& text) {
  return [text]() -> engine::Result<ProjectBytes> {
    return ProjectBytes{.bytes = engine::Bytes(text.begin(), text.end()), .kept = {}};
  };
}

class FileWriterTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { m_written.clear(); }

  void whatIsReadyWaitsForWhatCameBefore() {
    FileWriter writer({});
    const auto first = writer.add({.path = path("first")});
    const auto second = writer.add({.path = path("second")});
    writer.fill(second, makes("2"), note("second"));
    QCOMPARE(writer.writing(), path("first"));
    QCoreApplication::processEvents();
    QVERIFY(m_written.isEmpty());
    writer.fill(first, makes("1"), note("first"));
    QTRY_COMPARE(m_written, (QStringList{"first", "second"}));
    QVERIFY(writer.writing().isEmpty() && writer.wasWritten());
    QCOMPARE(content("second"), QByteArray("2"));
  }

  void whatCannotBeMadeMakesWay() {
    FileWriter writer({});
    const auto first = writer.add({.path = path("dropped")});
    writer.fill(writer.add({.path = path("other")}), makes("2"), note("other"));
    writer.drop(first);
    QTRY_COMPARE(m_written, QStringList{"other"});
    QVERIFY(!QFile::exists(path("dropped")));
  }

  void anotherWindowKeepsItsFile() {
    const std::filesystem::path claims = path("claims").toStdString();
    const auto theirs = app::FileClaim::take(path("theirs").toStdString(), claims);
    FileWriter writer(claims);
    QSignalSpy notSaved(&writer, &FileWriter::notSaved);
    save(writer, "theirs", "mine", true);
    QTRY_COMPARE(notSaved.count(), 1);
    QVERIFY2(notSaved[0][0].toString().contains("is open in another window"),
             qPrintable(notSaved[0][0].toString()));
    QVERIFY(!QFile::exists(path("theirs")) && !writer.wasWritten());
  }

  /// Also if it writes between the request and the writing.
  void whatAnotherProgramHasWrittenStays() {
    FileWriter writer({});
    QFile file(path("shared"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("old") == 3);
    file.close();
    writer.setOpen(path("shared"), ui::stampOf(path("shared").toStdString()), nullptr);
    QSignalSpy notSaved(&writer, &FileWriter::notSaved);
    const auto number = writer.add({.path = path("shared"), .isProject = true});
    QVERIFY(file.open(QIODevice::Append) && file.write(" and theirs") == 11);
    file.close();
    writer.fill(number, makes("mine"), note("shared"));
    QTRY_COMPARE(notSaved.count(), 1);
    QCOMPARE(content("shared"), QByteArray("old and theirs"));
    save(writer, "shared", "mine", true);
    QTRY_COMPARE(content("shared"), QByteArray("mine"));
  }

  void aCancelledOneLeavesWhatWasThere() {
    FileWriter writer({});
    save(writer, "cancelled", "old", true);
    QTRY_COMPARE(m_written, QStringList{"cancelled"});
    QSignalSpy cancelled(&writer, &FileWriter::cancelled);
    QSignalSpy notSaved(&writer, &FileWriter::notSaved);
    const auto number = writer.add({.path = path("cancelled"), .isProject = true});
    writer.fill(
        number,
        [&writer]() -> engine::Result<ProjectBytes> {
          writer.cancel();
          return ProjectBytes{.bytes = engine::Bytes(1000), .kept = {}};
        },
        note("too late"));
    QTRY_COMPARE(cancelled.count(), 1);
    QCOMPARE(notSaved.count(), 0);
    QCOMPARE(content("cancelled"), QByteArray("old"));
  }

  /// Every system call in turn.
  void whicheverCallFailsTheOldFileIsWhole() {
    const QString folder = path("failing");
    QVERIFY(QDir().mkpath(folder));
    FileWriter writer({});
    QSignalSpy notSaved(&writer, &FileWriter::notSaved);
    save(writer, "failing/p", "0", true);
    QTRY_COMPARE(content("failing/p"), QByteArray("0"));
    QByteArray there = "0";
    int failures = 0;
    for (int number = 0;; ++number) {
      const QByteArray fresh = QByteArray::number(number + 1);
      const auto before = notSaved.count();
      bool hasFailed = false;
      {
        const tests::FailingCalls calls(folder.toStdString(), number, ENOSPC);
        save(writer, "failing/p", fresh, true);
        QTRY_VERIFY(writer.writing().isEmpty());
        hasFailed = calls.hasFailed();
      }
      QCOMPARE(notSaved.count() > before, !writer.wasWritten());
      if (writer.wasWritten()) there = fresh;
      failures += !writer.wasWritten();
      QCOMPARE(content("failing/p"), there);
      QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden), QStringList{"p"});
      if (!hasFailed) break;
    }
    QVERIFY2(failures >= 5, qPrintable(QString::number(failures)));
  }

  void whatIsReadyIsWrittenAtTheEnd() {
    // The writer is destroyed before the first write has begun, during it or after it, as the threads happen
    // to run.
    for (int i = 0; i < 50; ++i) {
      const QByteArray text = QByteArray::number(i);
      {
        FileWriter writer({});
        save(writer, "end1", text, true);
        save(writer, "end2", text, true);
        writer.add({.path = path("never ready")});
      }
      QCOMPARE(content("end1"), text);
      QCOMPARE(content("end2"), text);
      QVERIFY(!QFile::exists(path("never ready")));
    }
  }

 private:
  QString path(const QString& name) const { return m_folder.filePath(name); }
  QByteArray content(const QString& name) const {
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
  }
  std::function<void(const FileWriter::Written&)> note(const QString& name) {
    return [this, name](const FileWriter::Written&) { m_written << name; };
  }
  void save(FileWriter& writer, const QString& name, const QByteArray& text, bool mayReplace) {
    writer.add({.path = path(name),
                .isProject = true,
                .mayReplace = mayReplace,
                .make = makes(text),
                .then = note(name)});
  }

  QTemporaryDir m_folder;
  QStringList m_written;
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_file_writer, FileWriterTest)
#include "tst_file_writer.moc"
