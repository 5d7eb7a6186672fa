// SPDX-License-Identifier: GPL-3.0-or-later
// A project keeps the runs beside its own: each to the last bit where its state was kept, its curves where
// not; and files that lie about them are refused.
#include "engine/io/run_entries.h"

#include <QtTest>

#include "engine/io/json.h"
#include "io_test_data.h"
#include "tests/support/recorded_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

using Entries = std::vector<ZipEntry>;

std::shared_ptr<Project> projectOfRun(const RecordedRun& run) {
  auto project = std::make_shared<Project>();
  project->experiment = run.trainer.experiment();
  project->stepsPerEpoch = run.trainer.stepsPerEpoch();
  describeData(run.trainer.dataset(), *project);
  project->timeline = std::make_shared<const TimelineRecord>(run.timeline.record());
  for (std::int64_t step = 1; step <= run.trainer.state().step; ++step)
    project->history.train.push_back({.step = step, .metrics = {.loss = 1.0 / static_cast<double>(step)}});
  return project;
}

/// One run with a state, one without, and that of the project between them.
Project projectOfThree() {
  RecordedRun shown(smallExperiment());
  shown.train(3);
  Project project = *projectOfRun(shown);
  project.state = shown.trainer.state();
  Experiment other = smallExperiment();
  other.seed = 7;
  RecordedRun whole(other);
  whole.train(12);
  whole.goTo(0, 9);
  RecordedRun curves(smallExperiment());
  curves.train(5);
  auto last = projectOfRun(curves);
  last->timeline = nullptr;
  project.facts = {.name = "now", .isStarred = false, .colour = 3, .steps = 3, .seconds = 0.25};
  project.others = {
      {.facts = {.name = "", .isStarred = true, .colour = 0, .steps = 12, .seconds = 1.5},
       .project = projectOfRun(whole),
       .state = std::make_shared<const RunState>(whole.trainer.state())},
      {.facts = {.colour = 1, .steps = 5, .seconds = 0, .origin = other, .hasOtherInitial = true},
       .project = last,
       .state = nullptr}};
  project.place = 1;
  return project;
}

std::function<void(Entries&)> withRuns(const std::string& at, const std::string& value) {
  return [=](Entries& entries) {
    for (ZipEntry& entry : entries) {
      if (entry.name != "runs/runs.json") continue;
      Json runs = Json::parse(entry.bytes);
      runs[Json::json_pointer(at)] = Json::parse(value);
      entry.bytes = bytesOf(runs.dump());
    }
  };
}

std::function<void(Entries&)> withEntry(const std::string& name, Bytes bytes) {
  return [name, bytes = std::move(bytes)](Entries& entries) {
    for (ZipEntry& entry : entries)
      if (entry.name == name) entry.bytes = bytes;
  };
}

class TestRunEntries : public QObject {
  Q_OBJECT

 private slots:
  void comesBackAsItWas() {
    const Project project = projectOfThree();
    const Bytes bytes = *writeProject(project);
    const auto back = readProject(bytes, "p");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(back->unknownEntries.empty());
    QVERIFY(back->facts == project.facts);
    QCOMPARE(back->place, 1U);
    QCOMPARE(back->others.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
      QVERIFY(back->others[i].facts == project.others[i].facts);
      QVERIFY(back->others[i].project->experiment == project.others[i].project->experiment);
      QVERIFY(back->others[i].project->history == upTo(project.others[i].project->history, i == 0 ? 9 : 5));
    }
    QVERIFY(*back->others[0].state == *project.others[0].state);
    QCOMPARE(back->others[0].project->timeline->lanes[0].end, 12);
    QVERIFY(back->others[1].state == nullptr);
    QVERIFY(back->others[1].project->shape == project.shape);
    QVERIFY(*writeProject(*back) == bytes);
  }

  /// For a run without its state, a file keeps coarse curves including the best test, which the list of runs
  /// shows.
  void theBestTestStays() {
    Project project = projectOfThree();
    auto curves = std::make_shared<Project>(*project.others[1].project);
    curves->history.test.clear();
    const std::int64_t steps = 30'000;
    for (std::int64_t step = 5; step <= steps; step += 5)
      curves->history.test.push_back(
          {.step = step, .metrics = {.loss = step == 10'005 ? 0.25 : 0.5, .accuracy = 0.75}});
    project.others[1].project = curves;
    project.others[1].facts.steps = steps;
    const auto back = readProject(*writeProject(project), "p");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    const std::vector<HistoryPoint>& tests = back->others[1].project->history.test;
    QVERIFY(tests.size() <= 2000);
    QCOMPARE(std::ranges::min_element(tests, {}, [](const HistoryPoint& p) { return p.metrics.loss; })->step,
             10'005);
  }

  void aProjectAloneHasNoList() {
    Project project = projectOfThree();
    project.others.clear();
    project.place = 0;
    project.facts = {};
    const Entries entries = *readZip(*writeProject(project));
    for (const ZipEntry& entry : entries) QVERIFY(!entry.name.starts_with("runs/"));
  }

  void refuses_data() {
    using Change = std::function<void(Entries&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("part");
    const auto add = [](const char* name, const Change& change, const char* part) {
      QTest::newRow(name) << change << QByteArray(part);
    };
    add("place", withRuns("/place", "3"), "place");
    add("a colour below 0", withRuns("/here/colour", "-1"), "here.colour");
    add("steps", withRuns("/others/0/steps", "\"many\""), "others[0].steps");
    add("an origin of nothing", withRuns("/others/1/origin", "{}"), "others[1].origin");
    add(
        "more runs than a file has",
        [](Entries& entries) {
          std::string all = "[";
          for (int i = 0; i < 33; ++i)
            all += std::string(i > 0 ? "," : "") + R"({"colour":0,"steps":0,"seconds":0})";
          withRuns("/others", all + "]")(entries);
        },
        "33 runs");
    add("a run that is not there", withRuns("/others/2", R"({"colour":0,"steps":0,"seconds":0})"),
        "runs/3.zip");
    add("no project", withEntry("runs/1.pellucid", bytesOf("no")), "runs/1.pellucid");
    add("no curves", withEntry("runs/2.zip", *writeZip({})), "runs/2.zip");
    // However deep they are nested, they are not followed.
    add("runs of runs", withEntry("runs/1.pellucid", *writeProject(projectOfThree())), "runs of its own");
  }
  void refuses() {
    QFETCH(std::function<void(Entries&)>, change);
    QFETCH(QByteArray, part);
    Entries entries = *readZip(*writeProject(projectOfThree()));
    change(entries);
    verifyProjectRefused(entries, {part.toStdString()});
  }

  void damageIsRefusedOrRead() {
    const Bytes whole = *writeProject(projectOfThree());
    forEachTruncation(whole, 97, [](const Bytes& damaged) { QVERIFY(!readProject(damaged, "p")); });
  }
};

}  // namespace

PELLUCID_TEST(tst_run_entries, TestRunEntries)
#include "tst_run_entries.moc"
