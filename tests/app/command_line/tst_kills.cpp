// SPDX-License-Identifier: GPL-3.0-or-later
// Ends the program at random moments of its work, most of them while it writes: whichever moment it is, a
// file is what it was or what it was to become, and the next save leaves no strays. Moments are counted in
// what happens in the folder, and some microseconds behind that. A few of them here; 300 kills and 60 of each
// signal with PELLUCID_THOROUGH=1.
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QtTest>
#include <array>
#include <csignal>
#include <filesystem>
#include <map>
#include <set>

#include "app/command_line/model_loading.h"
#include "engine/base/random.h"
#include "engine/io/atomic_write.h"
#include "tests/app/command_line/idx_folder.h"
#include "tests/support/patience.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::tests;
namespace fs = std::filesystem;

namespace {

int countOf(int few, int thorough) {
  return qEnvironmentVariableIntValue("PELLUCID_THOROUGH") == 1 ? thorough : few;
}

bool isReady(int descriptor, short events = POLLIN) {
  pollfd one{.fd = descriptor, .events = events, .revents = 0};
  return poll(&one, 1, 0) == 1;
}

/// The program at work, and the events in its folder.
class Work {
 public:
  Work(const fs::path& folder, const std::vector<std::string>& arguments)
      : m_events(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
    inotify_add_watch(m_events, folder.c_str(),
                      IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE);
    std::vector<std::string> words = arguments;
    words.insert(words.begin(), PELLUCID_PROGRAM);
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
      posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0);
    if (posix_spawn(&m_process, PELLUCID_PROGRAM, &actions, nullptr, pointers.data(), environ) != 0)
      qFatal("cannot start the program");
    posix_spawn_file_actions_destroy(&actions);
    m_end = static_cast<int>(syscall(SYS_pidfd_open, m_process, 0));
  }
  ~Work() {
    if (m_process > 0) end();
    close(m_end);
    close(m_events);
  }
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;

  /// Waits until `count` events have happened in the folder, or the program has ended.
  void waitForEvents(std::uint64_t count) {
    for (count += m_seen; m_seen < count && !isReady(m_end);) {
      std::array<pollfd, 2> ready{{{m_events, POLLIN, 0}, {m_end, POLLIN, 0}}};
      if (poll(ready.data(), ready.size(), kPatienceMs) < 1) return;
      alignas(inotify_event) std::array<char, 4096> part{};
      const ssize_t size = read(m_events, part.data(), part.size());
      for (ssize_t at = 0; at < size; ++m_seen)
        at += static_cast<ssize_t>(sizeof(inotify_event)) +
              reinterpret_cast<const inotify_event*>(part.data() + at)->len;
    }
  }

  /// Waits this long, or until the program has ended.
  void letPass(std::uint64_t microseconds) const {
    pollfd one{.fd = m_end, .events = POLLIN, .revents = 0};
    const timespec time{.tv_sec = 0, .tv_nsec = static_cast<long>(microseconds) * 1000};
    ppoll(&one, 1, &time, nullptr);
  }

  void send(int signal) const { ::kill(m_process, signal); }

  /// How it ended by itself, as reported by waitpid(); it is killed if it does not.
  int end() {
    pollfd one{.fd = m_end, .events = POLLIN, .revents = 0};
    if (poll(&one, 1, kPatienceMs) != 1) send(SIGKILL);
    int status = 0;
    waitpid(m_process, &status, 0);
    m_process = 0;
    return status;
  }

  std::uint64_t eventsToItsEnd() {
    waitForEvents(std::numeric_limits<std::uint32_t>::max());
    return m_seen;
  }

 private:
  int m_events;
  int m_end = -1;
  pid_t m_process = 0;
  std::uint64_t m_seen = 0;
};

using Files = std::map<std::string, engine::Bytes>;

Files filesIn(const fs::path& folder) {
  Files files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    auto bytes = engine::readFile(entry.path());
    files[entry.path().filename().string()] = bytes ? *std::move(bytes) : engine::Bytes();
  }
  return files;
}

bool beginsWith(const engine::Bytes& whole, const engine::Bytes& part) {
  return part.size() <= whole.size() && std::equal(part.begin(), part.end(), whole.begin());
}

std::int64_t lastStep(const engine::Bytes& csv) {
  const QByteArray text(reinterpret_cast<const char*>(csv.data()), static_cast<qsizetype>(csv.size()));
  return text.trimmed().split('\n').last().split(',').first().toLongLong();
}

}  // namespace

class TestKills : public QObject {
  Q_OBJECT

  /// The three outputs, in the folder of this round.
  std::vector<std::string> outputs() const {
    return {"--metrics", at("m.csv"), "--export", at("o.onnx"), "--save", at("p.pellucid")};
  }
  std::vector<std::string> begin(const char* length, const char* steps) const {
    std::vector<std::string> words = {"train", "--data",   m_data.path().toStdString(),      "--batch",
                                      "10",    "--layers", "42,200:relu,200:relu,3:softmax", length,
                                      steps};
    for (const std::string& word : outputs()) words.push_back(word);
    return words;
  }
  std::vector<std::string> goOn() const {
    std::vector<std::string> words = {"train", "--project", at("p.pellucid"), "--steps", "4"};
    for (const std::string& word : outputs()) words.push_back(word);
    return words;
  }
  std::string at(const char* name) const { return (m_folder / name).string(); }
  void newFolder(int round) {
    m_folder = fs::path(m_parent.path().toStdString()) / std::to_string(round);
    fs::remove_all(m_folder);
    fs::create_directory(m_folder);
  }
  /// A save by another program.
  Files afterTheNextSave() const {
    [&] { QVERIFY(engine::atomicWrite(m_folder / "next", "x")); }();
    Files files = filesIn(m_folder);
    files.erase("next");
    return files;
  }

 private slots:
  void initTestCase() {
    newFolder(0);
    QCOMPARE(Work(m_folder, begin("--steps", "2")).end(), 0);
    m_old = filesIn(m_folder);
    QCOMPARE(m_old.size(), std::size_t{3});
    Work work(m_folder, goOn());
    m_events = work.eventsToItsEnd();
    QCOMPARE(work.end(), 0);
    m_new = filesIn(m_folder);
    QCOMPARE(m_new.size(), std::size_t{3});
    for (const auto& [name, bytes] : m_old) QVERIFY(m_new[name] != bytes);
  }

  void aKilledProgramLosesNothing() {
    const int kills = countOf(6, 300);
    std::array<int, 3> became{};  // nothing new, the model, or also the project
    int withStrays = 0;
    for (int round = 0; round < kills; ++round) {
      engine::Random random(static_cast<std::uint64_t>(round), "kill");
      newFolder(round);
      for (const auto& [name, bytes] : m_old) QVERIFY(engine::atomicWrite(m_folder / name, bytes));
      Work work(m_folder, goOn());
      const std::uint64_t events = random.below(m_events + 1);
      work.waitForEvents(events);
      constexpr std::uint64_t kStarting = 200'000;
      constexpr std::uint64_t kBetweenEvents = 3'000;
      work.letPass(random.below(events == 0 ? kStarting : kBetweenEvents));
      work.send(SIGKILL);
      work.end();

      withStrays += filesIn(m_folder).size() > m_old.size();
      Files files = afterTheNextSave();
      QCOMPARE(files.size(), std::size_t{3});
      const auto isNew = [&](const char* name) { return files[name] == m_new[name]; };
      for (const char* name : {"o.onnx", "p.pellucid"})
        QVERIFY2(isNew(name) || files[name] == m_old[name],
                 qPrintable(QStringLiteral("kill %1 broke %2").arg(round).arg(name)));
      QVERIFY(files["m.csv"] == m_old["m.csv"] || beginsWith(m_new["m.csv"], files["m.csv"]));
      QVERIFY(isNew("o.onnx") || !isNew("p.pellucid"));  // they are written in this order
      ++became[isNew("p.pellucid") ? 2 : isNew("o.onnx") ? 1 : 0];
    }
    qInfo(
        "%d kills: %d before anything was replaced, %d between the two files, %d when all was written; %d "
        "left "
        "strays, which the next save removed.",
        kills, became[0], became[1], became[2], withStrays);
  }

  void everySignalLeavesWhatWasAskedFor_data() {
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("second");  // while it saves, or 0
    const std::map<int, const char*> names = {
        {0, "alone"}, {SIGINT, "INT"}, {SIGTERM, "TERM"}, {SIGHUP, "HUP"}};
    for (const auto& [signal, name] : names)
      for (const auto& [second, then] : names)
        if (signal != 0) QTest::addRow("%s, %s", name, then) << signal << second;
  }
  void everySignalLeavesWhatWasAskedFor() {
    QFETCH(int, signal);
    QFETCH(int, second);
    const int rounds = countOf(1, 15);  // for each of a signal's four rows
    int late = 0;
    for (int round = 0; round < rounds; ++round) {
      engine::Random random(static_cast<std::uint64_t>(round), QTest::currentDataTag());
      newFolder(round);
      Work work(m_folder, begin("--epochs", "50000000"));
      // First the places are checked, with three temporary files, and the metrics begin.
      constexpr std::uint64_t kBegun = 20;
      work.waitForEvents(kBegun + random.below(20));
      work.letPass(random.below(3'000));
      work.send(signal);
      if (second != 0) {
        work.waitForEvents(1 + random.below(8));
        work.send(second);
      }
      const int status = work.end();
      // When the second signal comes, it may have written everything and be about to end.
      const bool isLate = second != 0 && WIFSIGNALED(status);
      late += isLate;
      if (isLate)
        QCOMPARE(WTERMSIG(status), second);
      else
        QVERIFY2(WIFEXITED(status) && WEXITSTATUS(status) == 128 + signal, std::to_string(status).c_str());
      verifyOneState(afterTheNextSave());
    }
    if (late > 0) qInfo("%d of %d ended by the second signal, when all was written.", late, rounds);
  }

  void aKillWhileASignalIsObeyedLosesNothing() {
    for (int round = 0; round < countOf(3, 60); ++round) {
      engine::Random random(static_cast<std::uint64_t>(round), "signal and kill");
      newFolder(round);
      Work work(m_folder, begin("--epochs", "50000000"));
      work.waitForEvents(20 + random.below(20));
      work.send(SIGTERM);
      work.waitForEvents(random.below(10));
      work.send(SIGKILL);
      work.end();
      Files files = afterTheNextSave();
      if (files.contains("p.pellucid")) {
        verifyOneState(std::move(files));
      } else {
        QVERIFY(files.size() == (files.contains("o.onnx") ? 2U : 1U));
        if (files.contains("o.onnx")) QVERIFY(engine::readOnnx(files["o.onnx"], "o.onnx").has_value());
      }
    }
  }

 private:
  /// Three whole files of the same step, and nothing beside them.
  static void verifyOneState(Files files) {
    QCOMPARE(files.size(), std::size_t{3});
    const auto project = engine::readProject(files["p.pellucid"], "p.pellucid");
    QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
    const auto model = engine::readOnnx(files["o.onnx"], "o.onnx");
    QVERIFY2(model.has_value(), model ? "" : model.error().text().c_str());
    QVERIFY(project->state.step >= 1);
    QCOMPARE(lastStep(files["m.csv"]), project->state.step);
    QVERIFY(model->weights == project->state.weights);
  }

  IdxFolder m_data{7, 6};
  QTemporaryDir m_parent;
  fs::path m_folder;
  Files m_old;
  Files m_new;
  std::uint64_t m_events = 0;  ///< in the folder, without interference
};

PELLUCID_TEST(tst_kills, TestKills)
#include "tst_kills.moc"
