// SPDX-License-Identifier: GPL-3.0-or-later
// What is opened again, from its file or from what was kept of it, stands where it was left, and every moment
// of its run can be gone to; two windows never write the same file.
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "app/recovery.h"
#include "engine/io/atomic_write.h"
#include "engine/io/json.h"
#include "tests/support/failing_calls.h"
#include "tests/support/idx_files.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "tests/support/workbench.h"
#include "ui/document/edits.h"

namespace {

using namespace pellucid;
using tests::Workbench;
namespace fs = std::filesystem;

constexpr double kOtherRate = 0.05;

class ProjectTimelineTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_data = path("data");
    tests::writeIdxFiles(*tests::syntheticDataset(), m_data.toStdString());
  }

  void opensAtTheCursorWithAllLanes() {
    Workbench bench(m_data);
    branch(bench);
    const engine::History shown = bench.run.history();
    QCOMPARE(tests::saveProblem(bench.files, path("lanes.pellucid")), QString());
    QVERIFY(!bench.files.isModified());

    Workbench other;
    QCOMPARE(tests::openProblem(other.files, path("lanes.pellucid")), QString());
    QTRY_COMPARE(other.step(), std::int64_t{10});
    QTRY_VERIFY(other.run.isResting());
    QVERIFY(!other.files.isModified());
    verifyMoments(other);
    QCOMPARE(other.document.experiment().training.learningRate, kOtherRate);
    other.run.goTo(1, 10);
    QTRY_VERIFY(other.step() == 10 && other.run.isResting());
    QVERIFY(other.run.history().train == shown.train);
    QVERIFY(other.files.isModified());  // the cursor has moved
    QCOMPARE(tests::saveProblem(other.files, path("lanes.pellucid")), QString());

    // Once more, from the file of the program that opened it.
    Workbench third;
    QCOMPARE(tests::openProblem(third.files, path("lanes.pellucid")), QString());
    QTRY_COMPARE(third.step(), std::int64_t{10});
    verifyMoments(third);
  }

  void isRecoveredWithAllLanes() {
    const fs::path where = path("kept").toStdString();
    Workbench bench(m_data);
    {
      app::Autosave autosave(bench.document, bench.run, bench.files, where, [] { return QImage(); });
      branch(bench);
      autosave.writeNow();
      fs::copy(where, path("dead").toStdString(), fs::copy_options::recursive);
    }
    for (const auto& entry : fs::recursive_directory_iterator(path("dead").toStdString()))
      if (entry.path().filename() == app::autosave_file::kLock) fs::remove(entry.path());
    Workbench other;
    app::Autosave autosave(other.document, other.run, other.files, path("dead").toStdString(),
                           [] { return QImage(); });
    app::restore(other.files, autosave, app::findRecoverable(path("dead").toStdString()).at(0));
    QTRY_COMPARE(other.step(), std::int64_t{10});
    QVERIFY(other.files.isModified());
    verifyMoments(other);
  }

  /// Lanes that cannot be trained are kept as well.
  void keepsItsLanesWithoutItsData() {
    const QString moved = path("moved");
    QVERIFY(QDir().mkpath(moved));
    {
      tests::writeIdxFiles(*tests::syntheticDataset(), (moved + "/other").toStdString());
      Workbench bench(moved + "/other");
      branch(bench);
      QCOMPARE(tests::saveProblem(bench.files, path("moved.pellucid")), QString());
    }
    QVERIFY(QDir().rename(moved, path("away")));
    Workbench other;
    QCOMPARE(tests::openProblem(other.files, path("moved.pellucid")), QString());
    QTRY_COMPARE(other.step(), std::int64_t{10});
    QVERIFY(!other.document.hasData());
    QCOMPARE(tests::saveProblem(other.files, path("moved again.pellucid")), QString());
    Workbench third;
    QCOMPARE(tests::openProblem(third.files, path("moved again.pellucid")), QString());
    QTRY_COMPARE(third.step(), std::int64_t{10});
    third.files.locateData((path("away") + "/other").toStdString());
    QTRY_VERIFY(third.document.hasData());
    verifyMoments(third);
  }

  void aSecondWindowOpensACopyAndSaysSo() {
    const fs::path claims = path("claims").toStdString();
    TwoWindows windows(claims);
    windows.first.files.begin(experiment());
    QTRY_COMPARE(windows.first.step(), std::int64_t{0});
    QCOMPARE(tests::saveProblem(windows.first.files, path("two.pellucid")), QString());
    QSignalSpy copied(&windows.second.files, &app::ProjectFiles::copyOpened);
    QCOMPARE(tests::openProblem(windows.second.files, path("two.pellucid")), QString());
    QTRY_COMPARE(copied.count(), 1);
    QVERIFY2(copied[0][0].toString().contains("two.pellucid is open in another window"),
             qPrintable(copied[0][0].toString()));
    QVERIFY(windows.second.files.path().isEmpty());
    QCOMPARE(windows.second.files.source(), path("two.pellucid"));
    QVERIFY(!windows.second.files.isModified());
    // Not even by an explicit save.
    QVERIFY(tests::saveProblem(windows.second.files, path("two.pellucid")).contains("another window"));
    QCOMPARE(tests::saveProblem(windows.second.files, path("two, copied.pellucid")), QString());
    QCOMPARE(windows.second.files.path(), path("two, copied.pellucid"));
    // The first continues with its own file, and opens it again.
    QCOMPARE(tests::saveProblem(windows.first.files, path("two.pellucid")), QString());
    QSignalSpy again(&windows.first.files, &app::ProjectFiles::copyOpened);
    QCOMPARE(tests::openProblem(windows.first.files, path("two.pellucid")), QString());
    QTRY_COMPARE(windows.first.files.path(), path("two.pellucid"));
    QCOMPARE(again.count(), 0);
    // The file it leaves is free.
    QCOMPARE(tests::saveProblem(windows.first.files, path("third.pellucid")), QString());
    QCOMPARE(tests::openProblem(windows.second.files, path("two.pellucid")), QString());
    QTRY_COMPARE(windows.second.files.path(), path("two.pellucid"));
  }

  void aFileThatChangedMeanwhileIsToldOnce() {
    Workbench bench(m_data);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    QSignalSpy changed(&bench.files, &app::ProjectFiles::changedOnDisk);
    QCOMPARE(tests::saveProblem(bench.files, path("watched.pellucid")), QString());
    const auto look = [&] {
      bench.files.lookAtFile();
      QCOMPARE(tests::exportProblem(bench.files, path("later.onnx")), QString());  // which takes longer
    };
    look();
    QCOMPARE(changed.count(), 0);
    QFile file(path("watched.pellucid"));
    QVERIFY(file.open(QIODevice::Append) && file.write("more") == 4);
    file.close();
    bench.files.lookAtFile();
    QTRY_COMPARE(changed.count(), 1);
    QVERIFY(changed[0][0].toString().startsWith("watched.pellucid has been changed by another program."));
    look();
    QCOMPARE(changed.count(), 1);
    QVERIFY(file.remove());
    bench.files.lookAtFile();
    QTRY_COMPARE(changed.count(), 2);
    QVERIFY(changed[1][0].toString().contains("no longer where it was"));
    QCOMPARE(tests::saveProblem(bench.files, path("watched.pellucid")), QString());
    look();
    QCOMPARE(changed.count(), 2);
  }

  void aFileOfANewerVersionIsOpenedAsACopy() {
    {
      Workbench bench(m_data);
      QTRY_COMPARE(bench.step(), std::int64_t{0});
      QCOMPARE(tests::saveProblem(bench.files, path("newer.pellucid")), QString());
    }
    const fs::path file = path("newer.pellucid").toStdString();
    auto entries = *engine::readZip(*engine::readFile(file));
    for (engine::ZipEntry& entry : entries) {
      if (entry.name != "manifest.json") continue;
      engine::Json manifest = engine::Json::parse(entry.bytes);
      manifest["format_version"] = 99;
      const std::string text = manifest.dump();
      entry.bytes = {text.begin(), text.end()};
    }
    QVERIFY(engine::atomicWrite(file, *engine::writeZip(entries)));
    Workbench other;
    QSignalSpy copied(&other.files, &app::ProjectFiles::copyOpened);
    QCOMPARE(tests::openProblem(other.files, path("newer.pellucid")), QString());
    QTRY_COMPARE(copied.count(), 1);
    QVERIFY(copied[0][0].toString().contains("newer version of Pellucid"));
    QVERIFY(other.files.path().isEmpty());
  }

  /// Whatever fails: the old file is whole, the work stays unsaved, and the user is told.
  void whicheverCallFailsTheWorkStaysUnsaved() {
    Workbench bench(m_data);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    const QString folder = path("failing");
    QVERIFY(QDir().mkpath(folder));
    const QString file = folder + "/p.pellucid";
    QCOMPARE(tests::saveProblem(bench.files, file), QString());
    std::uint64_t seedThere = bench.document.experiment().seed;
    for (int number = 0;; ++number) {
      const std::uint64_t seed = 100 + static_cast<std::uint64_t>(number);
      QVERIFY(ui::edit::setSeed(bench.document, seed));
      bool hasFailed = false;
      QString problem;
      {
        const tests::FailingCalls calls(folder.toStdString(), number, number % 2 == 0 ? ENOSPC : EIO);
        problem = tests::saveProblem(bench.files, file);
        hasFailed = calls.hasFailed();
      }
      QCOMPARE(bench.files.isModified(), !problem.isEmpty());
      if (problem.isEmpty()) seedThere = seed;
      const auto project = engine::readProject(*engine::readFile(file.toStdString()), "p");
      QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
      QCOMPARE(project->experiment.seed, seedThere);
      if (!hasFailed) break;
      QVERIFY(number < 100);
    }
    QCOMPARE(tests::saveProblem(bench.files, file), QString());
  }

  void whicheverCallFailsACopyOfTheWorkIsThere() {
    const fs::path where = path("failing copies").toStdString();
    Workbench bench(m_data);
    app::Autosave autosave(bench.document, bench.run, bench.files, where, [] { return QImage(); },
                           {.afterEvent = std::chrono::hours(1), .atMost = std::chrono::hours(1)});
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    QSignalSpy written(&autosave, &app::Autosave::written);
    QSignalSpy failed(&autosave, &app::Autosave::failed);
    std::uint64_t seedThere = 0;
    for (int number = 0;; ++number) {
      const std::uint64_t seed = 100 + static_cast<std::uint64_t>(number);
      QVERIFY(ui::edit::setSeed(bench.document, seed));
      const auto before = written.count();
      bool hasFailed = false;
      {
        const tests::FailingCalls calls(where, number, number % 2 == 0 ? ENOSPC : EIO);
        autosave.writeNow();
        hasFailed = calls.hasFailed();
      }
      const bool isWritten = written.count() > before;
      if (isWritten) seedThere = seed;
      std::vector<std::uint64_t> seeds;
      for (const auto& entry : fs::recursive_directory_iterator(where))
        if (entry.path().extension() == ".pellucid") {
          const auto project = engine::readProject(*engine::readFile(entry.path()), "copy");
          QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
          seeds.push_back(project->experiment.seed);
        }
      // The project may exist although the file beside it could not be written.
      if (seedThere != 0)
        QVERIFY(std::ranges::any_of(seeds, [&](std::uint64_t one) { return one >= seedThere; }));
      if (!hasFailed) {
        QVERIFY(isWritten);
        break;
      }
      QVERIFY(number < 200);
    }
    QVERIFY(failed.count() >= 1);
  }

 private:
  struct Window {
    explicit Window(const fs::path& claims) : files(document, run, library, claims) {}
    std::int64_t step() const { return run.moment() == nullptr ? -1 : run.moment()->snapshot->state.step; }
    ui::Document document;
    ui::Selection selection;
    ui::DatasetLibrary library{engine::DataLocations{}};
    ui::RunController run{document, selection};
    ui::SampleNavigator navigator{document, selection, run};
    app::ProjectFiles files;
  };
  struct TwoWindows {
    explicit TwoWindows(const fs::path& claims) : first(claims), second(claims) {}
    Window first;
    Window second;
  };

  QString path(const QString& name) const { return m_folder.filePath(name); }

  engine::Experiment experiment() const {
    engine::Experiment small = tests::smallExperiment();
    small.data.name = m_data.toStdString();
    return small;
  }

  /// 16 steps; from the 8th another lane of 4 with another rate; the cursor at step 10 of that lane.
  void branch(Workbench& bench) {
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    for (int epoch = 1; epoch <= 2; ++epoch) {
      bench.run.trainEpoch();
      QTRY_VERIFY(bench.step() == 8 * epoch && bench.run.isResting());
    }
    bench.run.goTo(0, 8);
    QTRY_VERIFY(bench.step() == 8 && bench.run.isResting());
    QVERIFY(ui::edit::setLearningRate(bench.document, kOtherRate));
    for (int step = 9; step <= 12; ++step) {
      bench.run.stepOnce();
      QTRY_COMPARE(bench.step(), std::int64_t{step});
    }
    bench.run.goTo(1, 10);
    QTRY_VERIFY(bench.step() == 10 && bench.run.isResting());
  }

  /// Compares with plain training.
  void verifyMoments(Workbench& bench) {
    QTRY_VERIFY(bench.run.newest() && bench.run.newest()->timeline.lanes.size() == 2);
    QCOMPARE(bench.run.newest()->timeline.lane, std::size_t{1});
    for (const auto& [lane, step] :
         {std::pair(0, 16), std::pair(1, 12), std::pair(0, 3), std::pair(1, 9), std::pair(0, 11)}) {
      bench.run.goTo(static_cast<std::size_t>(lane), step);
      QTRY_VERIFY(bench.step() == step && bench.run.isResting());
      auto trainer = engine::Trainer::create(experiment(), tests::syntheticDataset());
      for (int i = 0; i < step; ++i) {
        if (lane == 1 && i == 8) trainer->setLearningRate(kOtherRate);
        QVERIFY(std::holds_alternative<engine::Metrics>(trainer->step()));
      }
      QVERIFY(bench.run.newest()->state == trainer->state());
      QVERIFY(!bench.run.newest()->timeline.isRecomputed);
    }
    bench.run.goTo(1, 12);
    QTRY_VERIFY(bench.step() == 12 && bench.run.isResting());
  }

  QTemporaryDir m_folder;
  QString m_data;
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_project_timeline, ProjectTimelineTest)
#include "tst_project_timeline.moc"
