// SPDX-License-Identifier: GPL-3.0-or-later
// The list of runs is in the file, with every moment of each: what is opened again can be shown where it
// stood, under its name, and gone to any step of, bit for bit.
#include "app/project_runs.h"

#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/idx_files.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "tests/support/workbench.h"
#include "ui/document/edits.h"

namespace {

using namespace pellucid;
using tests::Workbench;

struct Listed {
  QString title;
  bool isStarred = false;
  int colour = 0;
  std::int64_t steps = 0;
  std::int64_t tested = -1;  ///< the step of the last test
  bool isShown = false;
  friend bool operator==(const Listed&, const Listed&) = default;
};

std::vector<Listed> listedIn(const Workbench& bench) {
  std::vector<Listed> listed;
  for (const ui::Run* run : bench.run.book().listed())
    listed.push_back({.title = run->title(),
                      .isStarred = run->isStarred,
                      .colour = run->colour,
                      .steps = run->figures.steps,
                      .tested = run->figures.last ? run->figures.last->step : -1,
                      .isShown = run->isShown()});
  return listed;
}

class ProjectRunsTest : public QObject {
  Q_OBJECT

  QString pathOf(const QString& name) const { return m_folder.filePath(name); }

  static void train(Workbench& bench, int steps) {
    for (int i = 0; i < steps; ++i) bench.run.stepOnce();
    QTRY_VERIFY(bench.run.isResting() && bench.run.hasSpoken());
  }
  static void goTo(Workbench& bench, std::int64_t step) {
    bench.run.goTo(0, step);
    QTRY_VERIFY(bench.step() == step && bench.run.isResting());
  }
  static std::uint64_t numberOf(const Workbench& bench, std::size_t place) {
    return bench.run.book().listed().at(place)->number;
  }
  static engine::Vector weightsOf(const Workbench& bench) { return bench.run.newest()->state.weights; }

  /// Three runs: the first left in its past, the second shown, the third beside it; and the weights of the
  /// first after its steps 4, 6 and 9.
  void makeRuns(Workbench& bench) {
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    train(bench, 9);
    m_first = {{9, weightsOf(bench)}};
    goTo(bench, 4);
    m_first[4] = weightsOf(bench);
    goTo(bench, 6);
    m_first[6] = weightsOf(bench);
    bench.run.book().setStarred(numberOf(bench, 0), true);
    QVERIFY(ui::edit::setUnits(bench.document, 0, 7));
    train(bench, 5);
    m_second = weightsOf(bench);
    QVERIFY(ui::edit::setSeed(bench.document, 5));
    train(bench, 2);
    bench.run.book().rename(numberOf(bench, 2), "the third");
    QVERIFY(bench.run.show(numberOf(bench, 1)));
    QTRY_VERIFY(bench.step() == 5 && bench.run.isResting());
  }

 private slots:
  void initTestCase() {
    m_data = pathOf("data");
    tests::writeIdxFiles(*tests::syntheticDataset(), m_data.toStdString());
  }

  void allRunsComeBackWhereTheyStood() {
    Workbench bench(m_data);
    makeRuns(bench);
    const std::vector<Listed> before = listedIn(bench);
    QCOMPARE(before.size(), 3U);
    QVERIFY(before[1].isShown);
    QCOMPARE(before[0].tested, 9);  // beyond where it was left
    QCOMPARE(tests::saveProblem(bench.files, pathOf("runs.pellucid")), QString());
    for (int times = 0; times < 2; ++times) {  // once from the window, once from a file saved from that file
      Workbench other;
      QCOMPARE(tests::openProblem(other.files, pathOf("runs.pellucid")), QString());
      QTRY_VERIFY(other.step() == 5 && other.run.isResting());
      QVERIFY(!other.files.isModified());
      QVERIFY(listedIn(other) == before);
      QVERIFY(weightsOf(other) == m_second);
      QCOMPARE(tests::saveProblem(other.files, pathOf("runs.pellucid")), QString());
      QVERIFY(other.run.show(numberOf(other, 0)));
      QTRY_VERIFY(other.step() == 6 && other.run.isResting());
      for (const auto& [step, weights] : m_first) {
        goTo(other, step);
        QVERIFY(weightsOf(other) == weights);
      }
      other.document.undoStack().undo();
      QTRY_VERIFY(other.step() == 5 && other.run.isResting());
      QVERIFY(weightsOf(other) == m_second);
    }
  }

  void namesOfTheSameDataAreGivenThemAgainWhenTheyAreFound() {
    const QString moved = pathOf("moved");
    tests::writeIdxFiles(*tests::syntheticDataset(), moved.toStdString());
    {
      Workbench bench(moved);
      makeRuns(bench);
      QCOMPARE(tests::saveProblem(bench.files, pathOf("away.pellucid")), QString());
    }
    QVERIFY(QDir().rename(moved, pathOf("elsewhere")));
    Workbench other;
    QCOMPARE(tests::openProblem(other.files, pathOf("away.pellucid")), QString());
    QTRY_COMPARE(other.step(), std::int64_t{5});
    QVERIFY(!other.document.hasData());
    QCOMPARE(listedIn(other).size(), 3U);
    other.files.locateData(pathOf("elsewhere").toStdString());
    QTRY_VERIFY(other.document.hasData());
    QTRY_VERIFY(other.run.isResting() && other.run.hasSpoken());
    QCOMPARE(listedIn(other).size(), 3U);
    QVERIFY(other.run.show(numberOf(other, 0)));
    QTRY_VERIFY(other.step() == 6 && other.run.isResting());
    goTo(other, 9);
    QVERIFY(weightsOf(other) == m_first.at(9));
  }

  /// Where there is no room, only the curves are kept, first for runs that are not starred and were left
  /// first.
  void whatHasNoRoomKeepsItsCurves() {
    Workbench bench(m_data);
    makeRuns(bench);
    const ui::AllRuns runs = *bench.run.book().all();
    QCOMPARE(runs.place, 1U);
    QCOMPARE(runs.others.size(), 2U);
    const std::size_t ofFirst = engine::bytesOf(runs.others[0].snapshot->state);
    engine::Project project;
    app::describeRuns(runs, {}, project, engine::kMostKeptBytes, ofFirst);
    QCOMPARE(project.others.size(), 2U);
    QCOMPARE(project.place, 1U);
    QVERIFY(project.others[0].state != nullptr);  // it has a star
    QVERIFY(project.others[1].state == nullptr);
    QCOMPARE(project.others[1].facts.name, std::string("the third"));
    QVERIFY(project.others[1].project->history == *runs.others[1].history);
    const std::vector<engine::KeptRun> kept = project.others;
    auto restored = app::restoredRuns(project);
    QVERIFY(restored.has_value());
    QVERIFY(!restored->others[0].isForgotten);
    QVERIFY(restored->others[1].isForgotten);
    // Without its data, too, a run knows the length of its epochs, and saves it again.
    for (std::size_t i = 0; i < 2; ++i) {
      restored->others[i].number = restored->others[i].leaving = i + 1;  // as in the list
      QCOMPARE(restored->others[i].design.dataset->train.size(), engine::Index{0});
      QCOMPARE(restored->others[i].stepsPerEpoch(), runs.others[i].stepsPerEpoch());
      QVERIFY(restored->others[i].stepsPerEpoch() > 1);
    }
    engine::Project again;
    app::describeRuns(*restored, {}, again, engine::kMostKeptBytes, ofFirst);
    for (std::size_t i = 0; i < 2; ++i)
      QCOMPARE(again.others[i].project->stepsPerEpoch, kept[i].project->stepsPerEpoch);
  }

  /// Also for a run whose state is kept, and whose data were elsewhere during training.
  void theNameOfDataIsThatOfNow() {
    Workbench bench(m_data);
    makeRuns(bench);
    ui::AllRuns runs = *bench.run.book().all();
    runs.others[0].design.experiment.data.name = "elsewhere";
    engine::Project project;
    app::describeRuns(runs, {}, project, engine::kMostKeptBytes);
    QVERIFY(project.others[0].state != nullptr);
    QCOMPARE(project.others[0].project->experiment.data.name, std::string("elsewhere"));
  }

  /// What is opened while a state is being saved does not get into the file.
  void runsAreThoseOfTheStateThatIsSaved() {
    Workbench bench(m_data);
    makeRuns(bench);
    const std::uint64_t shown = bench.run.run();
    bool isAnswered = false;
    std::optional<app::Work> work;
    bench.files.capture([&](std::optional<app::Work> captured) {
      isAnswered = true;
      work = std::move(captured);
    });
    bench.run.open(bench.document.experiment(), bench.document.dataset());
    QTRY_VERIFY(isAnswered);
    if (!work) return;  // it was too late
    QCOMPARE(work->now->run, shown);
    QVERIFY(work->runs.has_value());
    QCOMPARE(work->runs->here.number, shown);
    QCOMPARE(work->runs->others.size(), 2U);
  }

  void ofManyRunsTheLastStay() {
    Workbench bench(m_data);
    makeRuns(bench);
    ui::AllRuns runs = *bench.run.book().all();
    const ui::Run pattern = runs.others[1];
    for (std::uint64_t i = 0; i < 40; ++i) {
      runs.others.push_back(pattern);
      runs.others.back().number = 100 + i;
      runs.others.back().leaving = 100 + i;
    }
    runs.place = runs.others.size();
    engine::Project project;
    app::describeRuns(runs, {}, project, engine::kMostKeptBytes);
    QCOMPARE(project.others.size(), engine::kMostKeptRuns);
    QCOMPARE(project.place, engine::kMostKeptRuns);
    QVERIFY(project.others[0].facts.isStarred);
  }

 private:
  QTemporaryDir m_folder;
  QString m_data;
  std::map<std::int64_t, engine::Vector> m_first;
  engine::Vector m_second;
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_project_runs, ProjectRunsTest)
#include "tst_project_runs.moc"
