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

/// Grows with everything that is trained, and with nothing else.
template <class Lane>
std::int64_t stepsIn(const std::vector<Lane>& lanes) {
  std::int64_t steps = 0;
  for (const Lane& lane : lanes) steps += lane.end - lane.begin;
  return steps;
}

/// The window at work, until somebody kills it. It tells what it has done, a line each: B it begins, T and a
/// number of steps that it has, W a copy was written.
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
    // A copy that is older than the file was about to be removed when the kill came.
    const bool isNewer = !found.empty() &&
                         (!fs::exists(project()) ||
                          fs::last_write_time(found.front().copies.front()) > fs::last_write_time(project()));
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
        // In the past that is another lane.
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
  void noKillTearsAFileOrLosesWork() {
    const bool isThorough = qEnvironmentVariableIntValue("PELLUCID_THOROUGH") == 1;
    const int kills = isThorough ? 300 : 6;
    constexpr int kGenerations = 15;  // of programs that go on with each other's work
    std::unique_ptr<QTemporaryDir> folder;
    std::int64_t steps = 0;
    for (int kill = 0; kill < kills; ++kill) {
      if (kill % kGenerations == 0) {
        folder = std::make_unique<QTemporaryDir>();
        steps = 0;
        tests::writeIdxFiles(*tests::syntheticDataset(), folder->filePath("data").toStdString());
      }
      const QStringList lines = linesUntilKilled(folder->path(), kill);
      // What is kept when a copy is told of was there after the one before was.
      std::int64_t now = 0;
      std::int64_t atLast = 0;
      std::int64_t expected = steps;  // what the one before has left can't get less
      for (const QString& line : lines) {
        if (line.startsWith("T ")) now = line.mid(2).toLongLong();
        if (line == "W") expected = std::max(expected, std::exchange(atLast, now));
      }
      const std::int64_t kept = keptIn(folder->path().toStdString());
      QVERIFY2(!QTest::currentTestFailed(), qPrintable(QString::number(kill)));
      QVERIFY2(kept >= expected, qPrintable(QStringLiteral("kill %1: %2 of %3 steps, of %4 at the end")
                                                .arg(kill)
                                                .arg(kept)
                                                .arg(expected)
                                                .arg(now)));
      m_lost += std::max<std::int64_t>(now - kept, 0);
      m_done += std::max<std::int64_t>(now - steps, 0);
      steps = kept;
    }
    qInfo("%d kills: of %lld steps, %lld were younger than the last copy", kills,
          static_cast<long long>(m_done), static_cast<long long>(m_lost));
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
    // Some microseconds behind that, so that any instruction may be the last.
    const timespec time{.tv_sec = 0, .tv_nsec = static_cast<long>(random.below(9'000'000))};
    ppoll(nullptr, 0, &time, nullptr);
    window.kill();
    window.waitForFinished(tests::kPatienceMs);
    told += window.readAllStandardOutput();
    return QString::fromLatin1(told).split('\n');
  }

  /// The most steps that any file has; each must be whole.
  static std::int64_t keptIn(const fs::path& folder) {
    std::int64_t most = 0;
    const auto look = [&most](const fs::path& file) {
      const auto bytes = engine::readFile(file);
      QVERIFY(bytes.has_value());
      const auto project = engine::readProject(*bytes, file.string());
      QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
      QVERIFY(project->timeline != nullptr);
      most = std::max(most, stepsIn(project->timeline->lanes));
    };
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.path().extension() == ".pellucid") look(entry.path());
    return most;
  }

  std::int64_t m_lost = 0;
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
