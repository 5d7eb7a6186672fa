// SPDX-License-Identifier: GPL-3.0-or-later
// Kills the window at random moments while it trains, goes back in time, branches, saves and keeps what is
// unsaved: whichever moment it is, no file is torn, and the next start finds all but what the last two
// copies could not have. 6 kills here, 300 with PELLUCID_THOROUGH=1.
#include <poll.h>

#include <QApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <cstdio>

#include "app/composition.h"
#include "app/recovery.h"
#include "engine/base/random.h"
#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"

namespace {

using namespace pellucid;
namespace fs = std::filesystem;

constexpr const char* kFolder = "PELLUCID_KILLED_FOLDER";
constexpr const char* kSeed = "PELLUCID_KILLED_SEED";

/// Grows with all training, and with nothing else.
template <class Lane>
std::int64_t stepsIn(const std::vector<Lane>& lanes) {
  std::int64_t steps = 0;
  for (const Lane& lane : lanes) steps += lane.end - lane.begin;
  return steps;
}

/// The steps in a file; -1 if it is not whole.
std::int64_t stepsOf(const fs::path& file) {
  const auto bytes = engine::readFile(file);
  if (!bytes) return -1;
  const auto project = engine::readProject(*bytes, file.string());
  return project && project->timeline ? stepsIn(project->timeline->lanes) : -1;
}

/// The window at work, until it is killed. It reports what it has done, one line each: B it begins, T and its
/// number of steps, W a copy was written.
class WindowAtWork {
 public:
  WindowAtWork(const fs::path& folder, std::uint64_t seed)
      : m_folder(folder),
        m_random(seed, "window at work"),
        m_composition({}, folder / "claims"),
        m_autosave(m_composition.document(), m_composition.run(), m_composition.files(), folder / "unsaved",
                   [this] { return m_composition.canvas().grab().toImage(); },
                   {.afterEvent = std::chrono::milliseconds(20), .atMost = std::chrono::milliseconds(200)}) {
    m_composition.window().show();
    const auto found = app::findRecoverable(folder / "unsaved");
    // The user takes the one with more of the work: a copy may be older than the file, if the kill came when
    // it was about to be removed, and the file older than the copy, if writing it took longer.
    const bool isNewer = !found.empty() && (!fs::exists(project()) ||
                                            stepsOf(found.front().copies.front()) >= stepsOf(project()));
    for (const app::Recoverable& work : found)
      if (!isNewer || work.folder != found.front().folder) m_autosave.discard(work.folder);
    if (isNewer)
      app::restore(m_composition.files(), m_autosave, found.front());
    else if (fs::exists(project()))
      m_composition.files().openFrom(QString::fromStdString(project().string()));
    else
      m_composition.files().begin(experiment());
    QObject::connect(&m_autosave, &app::Autosave::written, [] { tell("W\n"); });
    QObject::connect(&m_timer, &QTimer::timeout, [this] { act(); });
    m_timer.start(3);
  }

 private:
  static void tell(const std::string& line) {
    std::fputs(line.c_str(), stdout);
    std::fflush(stdout);
  }

  fs::path project() const { return m_folder / "project.pellucid"; }

  engine::Experiment experiment() const {
    engine::Experiment small = tests::smallExperiment();
    small.data.name = (m_folder / "data").string();
    small.network.layers[0].units = 200;
    return small;
  }

  std::size_t below(std::size_t count) { return static_cast<std::size_t>(m_random.below(count)); }

  void act() {
    ui::RunController& run = m_composition.run();
    const auto& newest = run.newest();
    if (!newest || newest->timeline.lanes.empty() || !m_composition.document().hasData()) return;
    if (!std::exchange(m_hasBegun, true)) tell("B\n");
    const engine::TimelineMap& timeline = newest->timeline;
    tell("T " + std::to_string(stepsIn(timeline.lanes)) + "\n");
    switch (below(12)) {
      case 0:
      case 1:
        return run.train();
      case 2:
        return run.pause();
      case 3:
        return run.stepOnce();
      case 4: {
        const std::size_t lane = below(timeline.lanes.size());
        return run.goTo(
            lane, static_cast<std::int64_t>(below(static_cast<std::size_t>(timeline.lanes[lane].end) + 1)));
      }
      case 5:
        // In the past, this makes another lane.
        return (void)ui::edit::setLearningRate(m_composition.document(), 0.0001 * double(1 + below(50)));
      case 6:
        return m_composition.files().saveTo(QString::fromStdString(project().string()), true);
      case 7:
        return m_composition.document().undoStack().undo();
      default:
        return;
    }
  }

  fs::path m_folder;
  engine::Random m_random;
  app::Composition m_composition;
  app::Autosave m_autosave;
  QTimer m_timer;
  bool m_hasBegun = false;
};

class WindowKillsTest : public QObject {
  Q_OBJECT

 private slots:
  /// In each folder the programs continue each other's work.
  void noKillTearsAFileOrLosesWork_data() {
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("kills");
    constexpr int kEach = 15;
    if (qEnvironmentVariableIntValue("PELLUCID_THOROUGH") != 1)
      QTest::newRow("a few") << 0 << 6;
    else
      for (int first = 0; first < 300; first += kEach) QTest::addRow("from %d", first) << first << kEach;
  }
  void noKillTearsAFileOrLosesWork() {
    QFETCH(int, first);
    QFETCH(int, kills);
    const QTemporaryDir folder;
    tests::writeIdxFiles(*tests::syntheticDataset(), folder.filePath("data").toStdString());
    std::int64_t steps = 0;
    for (int kill = first; kill < first + kills; ++kill) {
      const QStringList lines = linesUntilKilled(folder.path(), kill);
      QVERIFY2(!QTest::currentTestFailed(), qPrintable(QString::number(kill)));
      // When a copy is reported, it holds at least what there was when the previous one was reported.
      std::int64_t now = 0;
      std::int64_t atLast = 0;
      std::int64_t expected = steps;  // what the previous program left must not shrink
      for (const QString& line : lines) {
        if (line.startsWith("T ")) now = line.mid(2).toLongLong();
        if (line == "W") expected = std::max(expected, std::exchange(atLast, now));
      }
      const std::int64_t kept = keptIn(folder.path().toStdString());
      QVERIFY2(!QTest::currentTestFailed(), qPrintable(QString::number(kill)));
      QVERIFY2(kept >= expected, qPrintable(QStringLiteral("kill %1: %2 of %3 steps, of %4 at the end")
                                                .arg(kill)
                                                .arg(kept)
                                                .arg(expected)
                                                .arg(now)));
      ++m_kills;
      m_younger += std::max<std::int64_t>(now - kept, 0);
      m_done += std::max<std::int64_t>(now - steps, 0);
      steps = kept;
    }
  }

  void cleanupTestCase() {
    qInfo("%d kills: of %lld steps, %lld were younger than the last copy", m_kills,
          static_cast<long long>(m_done), static_cast<long long>(m_younger));
  }

 private:
  static QStringList linesUntilKilled(const QString& folder, int number) {
    engine::Random random(static_cast<std::uint64_t>(number), "kills");
    QProcess window;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(kFolder, folder);
    environment.insert(kSeed, QString::number(number));
    window.setProcessEnvironment(environment);
    window.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    window.start(QFile::symLinkTarget("/proc/self/exe"), {"tst_window_kills"});
    QByteArray told;
    const auto linesTold = [&told] { return static_cast<std::uint64_t>(told.count('\n')); };
    const auto readUntil = [&](const std::function<bool()>& isEnough) {
      while (!isEnough() && window.waitForReadyRead(tests::kPatienceMs))
        told += window.readAllStandardOutput();
      return isEnough();
    };
    const bool hasBegun = readUntil([&] { return told.startsWith("B\n"); });
    [&] { QVERIFY2(hasBegun, told.constData()); }();
    const std::uint64_t lines = linesTold() + random.below(250);
    readUntil([&] { return linesTold() >= lines; });
    // Some microseconds later, so that any instruction may be the last.
    const timespec time{.tv_sec = 0, .tv_nsec = static_cast<long>(random.below(9'000'000))};
    ppoll(nullptr, 0, &time, nullptr);
    window.kill();
    window.waitForFinished(tests::kPatienceMs);
    told += window.readAllStandardOutput();
    return QString::fromLatin1(told).split('\n');
  }

  /// The most steps in any file; each file must be whole.
  static std::int64_t keptIn(const fs::path& folder) {
    std::int64_t most = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.path().extension() == ".pellucid") {
        const std::int64_t steps = stepsOf(entry.path());
        [&] { QVERIFY2(steps >= 0, entry.path().c_str()); }();
        most = std::max(most, steps);
      }
    return most;
  }

  int m_kills = 0;
  std::int64_t m_younger = 0;
  std::int64_t m_done = 0;
};

}  // namespace

int tst_window_kills(int argc, char** argv) {
  QApplication application(argc, argv);
  application.setAttribute(Qt::AA_Use96Dpi, true);
  engine::check(ui::installCatalogues(application, QStringLiteral("en")).has_value(), "English");
  if (!qEnvironmentVariableIsSet(kFolder)) {
    WindowKillsTest test;
    return QTest::qExec(&test, argc, argv);
  }
  const WindowAtWork window(qgetenv(kFolder).toStdString(), qEnvironmentVariable(kSeed).toULongLong());
  return QApplication::exec();
}

#include "tst_window_kills.moc"
