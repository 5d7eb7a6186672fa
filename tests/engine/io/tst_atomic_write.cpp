// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/atomic_write.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QtTest>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <thread>

#include "engine/io/temporary_file.h"
#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;
namespace fs = std::filesystem;

namespace {

/// While it lives, no file of this process grows beyond `bytes`: simulates a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    m_handler = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &m_saved);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = m_saved.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &m_saved);
    std::signal(SIGXFSZ, m_handler);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit m_saved{};
  void (*m_handler)(int) = nullptr;
};

/// The result of `isRight` in a process without administrator rights.
bool asNobody(const std::function<bool()>& isRight) {
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr uid_t kNobody = 65534;
    const bool isDropped = ::geteuid() != 0 || ::setuid(kNobody) == 0;
    ::_exit(isDropped && isRight() ? 0 : 1);
  }
  int status = 1;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Leaves what a killed writer leaves.
void leaveStray(const fs::path& folder) {
  const pid_t child = ::fork();
  if (child == 0) {
    const TemporaryFile file(folder);
    ::raise(SIGKILL);
  }
  ::waitpid(child, nullptr, 0);
}

}  // namespace

class TestAtomicWrite : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = fs::path(m_folder->path().toStdString()) / "file ü.bin";
  }

  void writesAndReplaces() {
    QVERIFY(atomicWrite(m_path, "first, and longer"));
    QCOMPARE(content(), std::string("first, and longer"));
    QVERIFY(atomicWrite(m_path, std::string_view("\0second", 7)));
    QCOMPARE(content(), std::string("\0second", 7));
    QVERIFY(atomicWrite(m_path, ""));
    QCOMPARE(content(), std::string());
    QCOMPARE(filesInFolder(), 1);
  }

  void newFilesObeyTheUmaskAndOldOnesKeepTheirMode() {
    const mode_t before = ::umask(027);
    QVERIFY(atomicWrite(m_path, "a"));
    ::umask(before);
    QCOMPARE(mode(), mode_t{0640});
    QCOMPARE(::chmod(m_path.c_str(), 0604), 0);
    QVERIFY(atomicWrite(m_path, "b"));
    QCOMPARE(mode(), mode_t{0604});
  }

  void aLinkStaysALink() {
    const fs::path link = m_path.parent_path() / "link";
    QVERIFY(atomicWrite(m_path, "old"));
    fs::create_symlink(m_path.filename(), link);
    QVERIFY(atomicWrite(link, "new"));
    QVERIFY(fs::is_symlink(link));
    QCOMPARE(content(), std::string("new"));
  }

  void aFullDiskLeavesTheOldFile() {
    QVERIFY(atomicWrite(m_path, "old content"));
    Result<void> written;
    {
      const FileSizeLimit limit(4096);
      written = atomicWrite(m_path, std::string(100'000, 'x'));
    }
    QVERIFY(!written);
    QVERIFY2(says(written.error().text(), {m_path.string(), "File too large"}),
             written.error().text().c_str());
    QCOMPARE(content(), std::string("old content"));
    QCOMPARE(filesInFolder(), 1);
  }

  void refusesFoldersAndMissingFolders() {
    const auto folder = atomicWrite(m_path.parent_path(), "x");
    QVERIFY(!folder);
    QVERIFY(says(folder.error().text(), {m_path.parent_path().string(), "not a regular file"}));
    const auto missing = atomicWrite(m_path / "below", "x");
    QVERIFY(!missing);
    QVERIFY2(says(missing.error().text(), {m_path.string(), "the folder", "does not exist"}),
             missing.error().text().c_str());
    QCOMPARE(filesInFolder(), 0);
  }

  void aReadOnlyFileIsNotReplaced() {
    QVERIFY(atomicWrite(m_path, "old"));
    QCOMPARE(::chmod(m_path.c_str(), 0444), 0);
    for (const auto& refused : {atomicWrite(m_path, "new"), checkWritable(m_path)}) {
      QVERIFY(!refused);
      QVERIFY2(says(refused.error().text(), {m_path.string(), "read-only", "choose another name"}),
               refused.error().text().c_str());
    }
    QCOMPARE(content(), std::string("old"));
    QCOMPARE(filesInFolder(), 1);
  }

  void whatBelongsToOthersIsNotReplaced() {
    QVERIFY(atomicWrite(m_path, "old"));
    QCOMPARE(::chmod(m_path.parent_path().c_str(), 0755), 0);
    QCOMPARE(::chmod(m_path.c_str(), 0644), 0);
    QVERIFY(asNobody([&] {
      const auto file = atomicWrite(m_path, "new");
      const auto other = checkWritable(m_path.parent_path() / "other");
      return !file && says(file.error().text(), {"read-only"}) && !other &&
             says(other.error().text(), {"other", "the folder", "does not allow it"});
    }));
    QCOMPARE(content(), std::string("old"));
  }

  void aLinkToNothingIsTold() {
    const fs::path link = m_path.parent_path() / "link";
    fs::create_symlink("gone", link);
    for (const auto& refused : {atomicWrite(link, "x"), checkWritable(link)}) {
      QVERIFY(!refused);
      QVERIFY2(says(refused.error().text(), {link.string(), "a link to gone, which does not exist"}),
               refused.error().text().c_str());
    }
    QVERIFY(fs::is_symlink(link));
    fs::create_symlink("b", m_path.parent_path() / "a");
    fs::create_symlink("a", m_path.parent_path() / "b");
    QVERIFY(!checkWritable(m_path.parent_path() / "a"));
    QCOMPARE(filesInFolder(), 3);
  }

  void namesThatAreTooLongAreRefusedBeforehand() {
    const fs::path longest = m_path.parent_path() / std::string(255, 'n');
    QVERIFY(checkWritable(longest));
    QVERIFY(atomicWrite(longest, "x"));
    const fs::path longer = m_path.parent_path() / std::string(256, 'n');
    for (const auto& refused : {atomicWrite(longer, "x"), checkWritable(longer)}) {
      QVERIFY(!refused);
      QVERIFY2(says(refused.error().text(), {"256 bytes", "at most 255", "Choose a shorter name"}),
               refused.error().text().c_str());
    }
    fs::path deep = m_path.parent_path();
    while (deep.native().size() < 4096) deep /= std::string(200, 'd');
    QVERIFY(!checkWritable(deep));
    QVERIFY(!checkWritable(m_path.parent_path() / ""));
    QCOMPARE(filesInFolder(), 1);
  }

  void askingLeavesNothing() {
    QVERIFY(checkWritable(m_path));
    QCOMPARE(filesInFolder(), 0);
    const auto missing = checkWritable(m_path / "below");
    QVERIFY(!missing);
    QVERIFY(says(missing.error().text(), {m_path.string(), "does not exist"}));
  }

  void whatAKilledWriterLeftIsRemovedByTheNextOne() {
    leaveStray(m_path.parent_path());
    QCOMPARE(filesInFolder(), 1);
    // Neither what is being written now, nor what only looks similar.
    const TemporaryFile living(m_path.parent_path());
    QVERIFY(living.isOpen());
    const auto other = m_path.parent_path() / ".pellucid-notes-1.tmp";
    fs::copy_file("/proc/self/comm", other);
    QCOMPARE(filesInFolder(), 3);
    QVERIFY(atomicWrite(m_path, "x"));
    QCOMPARE(content(), std::string("x"));
    QCOMPARE(filesInFolder(), 3);
    QVERIFY(fs::exists(other));
  }

  void straysBesideAFileAreRemovedWithoutASave() {
    const auto folder = m_path.parent_path();
    leaveStray(folder);
    removeStraysBeside(m_path / "nowhere");
    QCOMPARE(filesInFolder(), 1);
    removeStraysBeside(m_path);  // it need not exist
    QCOMPARE(filesInFolder(), 0);
    // Beside a link's target, which is where the killed writer wrote.
    fs::create_directory(folder / "real");
    QVERIFY(atomicWrite(folder / "real" / "file", "x"));
    fs::create_symlink("real/file", folder / "link");
    leaveStray(folder / "real");
    removeStraysBeside(folder / "link");
    QCOMPARE(std::distance(fs::directory_iterator(folder / "real"), fs::directory_iterator()), 1);
  }

  /// A writer reuses the same name; a search for strays may have opened the file before.
  void whatLivesIsNeverTakenForAStray() {
    std::atomic<bool> isDone = false;
    std::vector<std::jthread> removers;
    for (int i = 0; i < 4; ++i)
      removers.emplace_back([&] {
        while (!isDone) removeStraysBeside(m_path);
      });
    int failed = 0;
    for (int i = 0; i < 3000; ++i) {
      TemporaryFile file(m_path.parent_path());
      failed += !file.isOpen() || !file.renameTo(m_path);
    }
    isDone = true;
    removers.clear();
    QCOMPARE(failed, 0);
    QCOMPARE(filesInFolder(), 1);
  }

 private:
  std::string content() const {
    const auto bytes = readFile(m_path);
    return bytes ? std::string(bytes->begin(), bytes->end()) : bytes.error().text();
  }
  int filesInFolder() const {
    return static_cast<int>(
        std::distance(fs::directory_iterator(m_path.parent_path()), fs::directory_iterator()));
  }
  mode_t mode() const {
    struct stat status {};
    [&] { QCOMPARE(::stat(m_path.c_str(), &status), 0); }();
    return status.st_mode & 07777;
  }

  std::unique_ptr<QTemporaryDir> m_folder;
  fs::path m_path;
};

PELLUCID_TEST(tst_atomic_write, TestAtomicWrite)
#include "tst_atomic_write.moc"
