// SPDX-License-Identifier: GPL-3.0-or-later
// A file belongs to the first who claims it, under all its names, until that ends, however it ends.
#include "app/file_claim.h"

#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <fstream>

#include "tests/support/test_program.h"

namespace {

using pellucid::app::FileClaim;
namespace fs = std::filesystem;

class FileClaimTest : public QObject {
  Q_OBJECT

 private slots:
  void theFirstHasIt() {
    const auto first = FileClaim::take(file("a.pellucid"), claims());
    QVERIFY(first);
    QVERIFY(first->isOf(file("a.pellucid")));
    QVERIFY(!first->isOf(file("b.pellucid")));
    QVERIFY(!FileClaim::take(file("a.pellucid"), claims()));
    QVERIFY(FileClaim::take(file("b.pellucid"), claims()));
  }

  void itIsFreeAgainAndLeavesNothing() {
    for (int i = 0; i < 3; ++i) QVERIFY(FileClaim::take(file("a.pellucid"), claims()));
    QVERIFY(fs::is_empty(claims()));
  }

  void otherNamesAreTheSameFile() {
    std::ofstream(file("real.pellucid")) << "x";
    fs::create_symlink("real.pellucid", file("link.pellucid"));
    const auto first = FileClaim::take(file("real.pellucid"), claims());
    QVERIFY(!FileClaim::take(file("link.pellucid"), claims()));
    QVERIFY(!FileClaim::take(file(".") / "real.pellucid", claims()));
    QVERIFY(first->isOf(file("link.pellucid")));
  }

  /// A kill releases the claim.
  void aDeadProgramHasNothing() {
    int ready[2];
    QCOMPARE(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      const auto claim = FileClaim::take(file("a.pellucid"), claims());
      const char told = claim ? 'y' : 'n';
      (void)!::write(ready[1], &told, 1);
      for (;;) ::pause();
    }
    char told = 0;
    QCOMPARE(::read(ready[0], &told, 1), ssize_t{1});
    QCOMPARE(told, 'y');
    QVERIFY(!FileClaim::take(file("a.pellucid"), claims()));
    QCOMPARE(::kill(child, SIGKILL), 0);
    QCOMPARE(::waitpid(child, nullptr, 0), child);
    QVERIFY(FileClaim::take(file("a.pellucid"), claims()));
    ::close(ready[0]);
    ::close(ready[1]);
  }

  void withoutAFolderNobodyAsks() {
    const auto first = FileClaim::take(file("a.pellucid"), {});
    QVERIFY(first && FileClaim::take(file("a.pellucid"), {}));
    // Nor where no folder can be made.
    std::ofstream(file("no folder")) << "x";
    QVERIFY(FileClaim::take(file("a.pellucid"), file("no folder")));
  }

 private:
  fs::path file(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
  fs::path claims() const { return file("claims"); }

  QTemporaryDir m_folder;
};

}  // namespace

PELLUCID_TEST_IN(QCoreApplication, tst_file_claim, FileClaimTest)
#include "tst_file_claim.moc"
