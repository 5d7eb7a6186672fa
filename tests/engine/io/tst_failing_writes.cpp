// SPDX-License-Identifier: GPL-3.0-or-later
// Whichever call of the system fails while a file is written, first, second, … to the last: the file that was
// there is whole, or the new one is, nothing else is left behind, and who asked is told.
#include <QtTest>
#include <cerrno>

#include "io_test_data.h"
#include "tests/support/failing_calls.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;
namespace fs = std::filesystem;

class TestFailingWrites : public QObject {
  Q_OBJECT

 private slots:
  void leaveOneWholeFile_data() {
    QTest::addColumn<int>("reason");
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<std::size_t>("size");
    const std::size_t large = 9 << 20;  // written in parts
    for (const bool isThere : {true, false}) {
      const char* what = isThere ? "over a file" : "a new file";
      QTest::addRow("no room, %s", what) << ENOSPC << isThere << std::size_t{5000};
      QTest::addRow("broken, %s", what) << EIO << isThere << std::size_t{5000};
      QTest::addRow("large, %s", what) << ENOSPC << isThere << large;
      QTest::addRow("forbidden, %s", what) << EACCES << isThere << std::size_t{0};
    }
  }
  void leaveOneWholeFile() {
    QFETCH(int, reason);
    QFETCH(bool, isThere);
    QFETCH(std::size_t, size);
    const Bytes old = bytesOf("what was there before");
    const Bytes fresh(size, 7);
    int failed = 0;
    for (int number = 0;; ++number) {
      const QTemporaryDir folder;
      const fs::path file = fs::path(folder.path().toStdString()) / "p.pellucid";
      if (isThere) QVERIFY(atomicWrite(file, old));
      bool hasFailed = false;
      const auto written = [&] {
        const FailingCalls calls(folder.path().toStdString(), number, reason);
        auto result = atomicWrite(file, fresh, {}, Access::OwnerOnly);
        hasFailed = calls.hasFailed();
        return result;
      }();
      if (written) {
        QVERIFY(*readFile(file) == fresh);
      } else {
        QVERIFY(hasFailed);
        QVERIFY2(says(written.error().text(), {file.string()}), written.error().text().c_str());
        if (isThere) QVERIFY(*readFile(file) == old);
        ++failed;
      }
      const auto entries = std::distance(fs::directory_iterator(folder.path().toStdString()), {});
      QCOMPARE(entries, written || isThere ? 1 : 0);
      if (!hasFailed) break;
    }
    // Creating it, its mode, writing, syncing and renaming, at least.
    QVERIFY2(failed >= (size > 0 ? 5 : 4), std::to_string(failed).c_str());
  }

  void aFullDiskIsToldAsOne() {
    const QTemporaryDir folder;
    const fs::path file = fs::path(folder.path().toStdString()) / "p.pellucid";
    std::string text;
    for (int number = 0; number < 10; ++number) {
      const FailingCalls calls(folder.path().toStdString(), number, ENOSPC);
      if (const auto written = atomicWrite(file, bytesOf("more")); !written) text = written.error().text();
    }
    QVERIFY2(says(text, {"no room left on its disk", "unchanged", "choose another place"}), text.c_str());
  }

  void aCancelledOneLeavesTheFile() {
    const QTemporaryDir folder;
    const fs::path file = fs::path(folder.path().toStdString()) / "p.pellucid";
    QVERIFY(atomicWrite(file, bytesOf("old")));
    const Progress progress = Progress::watched();
    progress.cancel();
    QVERIFY(!atomicWrite(file, Bytes(9 << 20), progress));
    QVERIFY(*readFile(file) == bytesOf("old"));
    QCOMPARE(std::distance(fs::directory_iterator(folder.path().toStdString()), {}), 1);
  }
};

PELLUCID_TEST(tst_failing_writes, TestFailingWrites)
#include "tst_failing_writes.moc"
