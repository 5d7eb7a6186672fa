// SPDX-License-Identifier: GPL-3.0-or-later
// A project keeps every moment of its run: whatever was gone to before it was saved is there again, to the
// last bit, with its curves; and files that lie about it are refused.
#include "engine/io/timeline_entries.h"

#include <QtTest>
#include <algorithm>

#include "engine/io/json.h"
#include "engine/io/safetensors.h"
#include "io_test_data.h"
#include "tests/support/recorded_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

using Entries = std::vector<ZipEntry>;

Project projectAt(const RecordedRun& run, std::size_t bytes = kMostKeptBytes) {
  Project project;
  project.experiment = run.trainer.experiment();
  project.state = run.trainer.state();
  project.stepsPerEpoch = run.trainer.stepsPerEpoch();
  describeData(run.trainer.dataset(), project);
  project.timeline = std::make_shared<const TimelineRecord>(
      Timeline::thinned(run.timeline.record(), bytes, kMostKeptStates));
  return project;
}

/// Two lanes, both events, and the cursor in the past of the second.
RecordedRun branchedRun() {
  RecordedRun run(smallExperiment());
  run.timeline.keepApart(8);
  run.train(30);
  run.goTo(0, 12);
  run.setRate(0.1);
  run.train(10);
  run.set(3, std::numeric_limits<double>::infinity());
  run.set(3, 0.5);
  run.train(10);
  run.goTo(1, 25);
  return run;
}

Bytes& timelineEntry(Entries& entries, const std::string& name) {
  for (ZipEntry& entry : entries)
    if (entry.name == name) return entry.bytes;
  throw std::logic_error("no entry " + name);
}

std::function<void(Entries&)> withLanes(const std::string& path, const std::string& value) {
  return [=](Entries& entries) {
    Bytes& bytes = timelineEntry(entries, kTimelineEntries[0]);
    Json lanes = Json::parse(bytes);
    lanes[Json::json_pointer(path)] = Json::parse(value);
    bytes = bytesOf(lanes.dump());
  };
}

std::function<void(Entries&)> withStates(const std::function<void(std::vector<SafeTensor>&)>& change) {
  return [=](Entries& entries) {
    auto tensors = *readSafetensors(timelineEntry(entries, kTimelineEntries[1]));
    change(tensors);
    timelineEntry(entries, kTimelineEntries[1]) = writeSafetensors(tensors);
  };
}

/// A point that shows its lane and step.
HistoryPoint pointAt(std::size_t lane, std::int64_t step) {
  return {.step = step, .metrics = {.loss = static_cast<double>(1000 * lane) + static_cast<double>(step)}};
}

}  // namespace

class TestTimelineEntries : public QObject {
  Q_OBJECT

 private slots:
  void notesNamesAndMarksAreThereAgain() {
    RecordedRun run = branchedRun();
    run.timeline.edit(SetBookmark{.lane = 1, .step = 20, .note = "the loss – falls \"here\""});
    run.timeline.edit(SetBookmark{.lane = 0, .step = 30, .note = ""});
    run.timeline.edit(NameLane{.lane = 1, .name = "faster"});
    run.timeline.tested(0.75);
    run.goTo(0, 30);
    run.timeline.diverged({.step = 31,
                           .layer = 1,
                           .parameter = "bias",
                           .explanation = Message::untranslated("The loss exploded.")});
    run.timeline.edit(RemoveLane{.lane = 1});
    const auto project = readProject(*writeProject(projectAt(run)), "p");
    QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
    RecordedRun again(run, *project->timeline, project->state);
    const TimelineMap map = again.timeline.map();
    QCOMPARE(map.lanes[1].name, "faster");
    QVERIFY(map.lanes[1].isRemoved && !map.lanes[0].isRemoved);
    QCOMPARE(map.lanes[1].best->step, 25);
    QCOMPARE(map.lanes[1].best->loss, 0.75);
    QVERIFY(!map.lanes[0].best);
    const auto bookmark = std::ranges::find_if(map.lanes[1].events, [](const TimelineEvent& event) {
      return std::holds_alternative<Bookmark>(event.change);
    });
    QVERIFY(bookmark != map.lanes[1].events.end());
    QCOMPARE(bookmark->step, 20);
    QCOMPARE(std::get<Bookmark>(bookmark->change).note, "the loss – falls \"here\"");
    const std::vector<TimelineEvent>& first = map.lanes[0].events;
    QCOMPARE(first.size(), std::size_t{2});
    const auto* how = std::get_if<Diverged>(&first.back().change);
    QVERIFY(how != nullptr && how->step == 31 && how->layer == 1 && how->parameter == "bias");
    QCOMPARE(how->explanation.text(), "The loss exploded.");
    again.timeline.edit(RemoveLane{.lane = 1, .isRemoved = false});
    again.goTo(1, 32);
  }

  void everyStepIsThereAgain_data() {
    QTest::addColumn<Experiment>("experiment");
    Experiment layers = smallExperiment();
    layers.network.layers.insert(layers.network.layers.begin() + 1,
                                 {batchNorm(Activation::Relu), dropout(0.3)});
    Experiment patient = smallExperiment();
    patient.training.learningRate = 0.5;
    patient.training.stopping.patience = 2;
    Experiment plateau = withOptimizer(Optimizer::Momentum);
    plateau.training.schedule = defaultSchedule(ScheduleKind::Plateau);
    plateau.training.schedule.patience = 0;
    QTest::newRow("Adam") << smallExperiment();
    QTest::newRow("SGD") << withOptimizer(Optimizer::Sgd);
    QTest::newRow("layers with statistics and chance") << layers;
    QTest::newRow("patience") << patient;
    QTest::newRow("plateau") << plateau;
  }
  void everyStepIsThereAgain() {
    QFETCH(Experiment, experiment);
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
      Random random(seed, QTest::currentDataTag());
      std::optional<RecordedRun> run(experiment);
      run->train(30);
      for (int i = 0; i < 12; ++i) liveOn(*run, random);
      // Saved and opened three times, with work in between.
      for (int times = 0; times < 3; ++times) {
        const Bytes bytes = *writeProject(projectAt(*run, memoryFor(times == 0 ? 500 : 8)));
        const auto project = readProject(bytes, "p");
        QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
        QVERIFY(project->timeline != nullptr);
        QVERIFY(project->state == run->trainer.state());
        RecordedRun again(*run, *project->timeline, project->state);
        QCOMPARE(again.timeline.laneCount(), run->timeline.laneCount());
        for (std::size_t lane = 0; lane < run->timeline.laneCount(); ++lane)
          again.goTo(lane, run->timeline.map().lanes[lane].end);
        QVERIFY(!again.timeline.map().isRecomputed);
        for (int i = 0; i < 12; ++i) liveOn(again, random);
        QVERIFY2(!QTest::currentTestFailed(), std::to_string(seed).c_str());
        run.emplace(std::move(again));
      }
    }
  }

  void equalValuesGiveEqualBytes() {
    const Bytes bytes = *writeProject(projectAt(branchedRun()));
    QVERIFY(*writeProject(projectAt(branchedRun())) == bytes);
    QVERIFY(*writeProject(*readProject(bytes, "p")) == bytes);
  }

  void everyLaneHasItsCurve() {
    const RecordedRun run = branchedRun();
    Project project = projectAt(run);
    auto record = std::make_shared<TimelineRecord>(*project.timeline);
    record->histories.resize(2);
    for (std::int64_t step = 1; step <= 32; ++step) {
      if (step <= 30) record->histories[0].train.push_back(pointAt(0, step));
      record->histories[1].train.push_back(pointAt(step <= 12 ? 0 : 1, step));
      if (step % 8 == 0) record->histories[1].test.push_back(pointAt(1, step));
    }
    project.history = upTo(record->histories[1], 25);
    project.timeline = record;
    const auto back = readProject(*writeProject(project), "p");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(back->history == project.history);
    QCOMPARE(back->timeline->histories.size(), 2U);
    QVERIFY(back->timeline->histories[1] == record->histories[1]);
    // What both lanes share was measured once.
    QVERIFY(back->timeline->histories[0].train == record->histories[0].train);
  }

  /// Nothing is kept that can be computed again.
  void aLargeBeginningIsLeftOut() {
    Experiment large = smallExperiment();
    large.network.layers[0].units = 900;
    large.network.layers.insert(large.network.layers.begin() + 1, large.network.layers[0]);
    RecordedRun run(large, 1);
    run.timeline.keepApart(64);
    run.train(2);
    const Bytes bytes = *writeProject(projectAt(run));
    QVERIFY(bytes.size() < 2 * bytesOf(run.trainer.state()));
    const auto project = readProject(bytes, "p");
    QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
    RecordedRun again(run, *project->timeline, project->state);
    again.goTo(0, 1);
    again.goTo(0, 0);
  }

  void whatAnotherMachineDidIsMarked() {
    const RecordedRun run = branchedRun();
    Project project = projectAt(run);
    project.arithmetic.processor = "an abacus";
    const auto back = readProject(*writeProject(project), "p");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QCOMPARE(back->arithmetic.processor, std::string("an abacus"));
    RecordedRun again(run, *back->timeline, back->state);
    QVERIFY(!again.timeline.map().isRecomputed);
    again.goTo(0, 29);
    QVERIFY(again.timeline.map().isRecomputed);
    again.goTo(1, 25);  // the cursor, which was kept
    QVERIFY(!again.timeline.map().isRecomputed);
    // It stays so when saved here.
    const auto here = readProject(*writeProject(projectAt(again)), "p");
    QVERIFY(here->arithmetic == arithmeticHere());
    QCOMPARE(here->timeline->lanes[0].elsewhere, 30);
  }

  /// A program for an earlier format keeps the entries, and continues training.
  void isNotTakenFromAProgramThatDoesNotKnowIt() {
    Entries entries = *readZip(*writeProject(projectAt(branchedRun())));
    Json manifest = Json::parse(timelineEntry(entries, "manifest.json"));
    manifest["format_version"] = 2;
    timelineEntry(entries, "manifest.json") = bytesOf(manifest.dump());
    const auto project = readProject(*writeZip(entries), "p");
    QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
    QVERIFY(project->timeline == nullptr);
    QVERIFY(project->unknownEntries.empty());
  }

  void tooMuchIsAnError() {
    Project project = projectAt(branchedRun());
    auto record = std::make_shared<TimelineRecord>(*project.timeline);
    while (record->lanes.size() < 1001)
      record->lanes.push_back({.parent = 0, .begin = 3, .end = 3, .events = {}, .kept = {}});
    project.timeline = record;
    const auto written = writeProject(project);
    QVERIFY(!written);
    QVERIFY2(says(written.error().text(), {"cannot be saved", "1001 lanes"}), written.error().text().c_str());
  }

  void refuses_data() {
    using Change = std::function<void(Entries&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("part");
    const auto add = [](const char* name, const Change& change, const char* part) {
      QTest::newRow(name) << change << QByteArray(part);
    };
    add("no lanes", withLanes("/lanes", "[]"), "timeline.lane");
    add("lane", withLanes("/lane", "2"), "timeline.lane");
    add("first", withLanes("/first", "9"), "timeline.first");
    add("more", withLanes("/more", "1"), "more");
    add("a parent of its own", withLanes("/lanes/1/parent", "1"), "lanes[1].parent");
    add("begins nowhere", withLanes("/lanes/1/begin", "31"), "lanes[1]");
    add("ends before", withLanes("/lanes/1/end", "11"), "lanes[1].end");
    add("without its beginning", withLanes("/lanes/0/kept", "[]"), "the state that it begins with");
    add("kept twice", withLanes("/lanes/0/kept/1/step", "0"), "kept[1].step is 0");
    add("kept beyond", withLanes("/lanes/0/kept/1/step", "1000"), "kept[1].step is 1000");
    add("a cursor elsewhere", withLanes("/lanes/0/kept/1/place", "\"cursor\""), "kept[1]");
    add("initial too late", withLanes("/lanes/0/kept/1/place", "\"initial\""), "kept[1]");
    add("no such place", withLanes("/lanes/0/kept/1/place", "\"moon\""), "is unknown");
    add("event beyond", withLanes("/lanes/1/events/0/step", "33"), "events[0].step");
    add("event of no setting", withLanes("/lanes/1/events/0/setting", "9"), "events[0].setting");
    add("no parameter", withLanes("/lanes/1/events/1/parameter/tensor", "\"fc9.weight\""), "fc9.weight");
    add("no element", withLanes("/lanes/1/events/1/parameter/element", "30"), "element");
    add("other training", withLanes("/settings/0/training/batch_size", "9"), "more than acts at once");
    add("a rate out of range", withLanes("/settings/0/training/learning_rate", "-1"), "learning_rate");
    add("too few layers", withLanes("/settings/0/layers", "[]"), "has 0 layers");
    add("other settings at the cursor", withLanes("/settings/1/training/learning_rate", "0.2"),
        "are not those of the experiment");
    add(
        "too many lanes",
        [](Entries& entries) {
          std::string lane = R"({"parent":0,"begin":1,"end":1,"events":[],"kept":[]})";
          std::string all = "[";
          for (int i = 0; i < 1001; ++i) all += (i > 0 ? "," : "") + lane;
          withLanes("/lanes", all + "]")(entries);
        },
        "at most 1000");
    add("no states", withStates([](auto& tensors) { tensors.erase(tensors.begin()); }), "weights");
    add("too few states", withStates([](auto& tensors) {
          for (SafeTensor& tensor : tensors) {
            tensor.values.resize(tensor.values.size() / static_cast<std::size_t>(tensor.shape[0]));
            tensor.shape[0] = 1;
          }
        }),
        "but the experiment needs");
    add("more tensors", withStates([](auto& tensors) {
          tensors.push_back({.name = "x", .type = {}, .shape = {0}, .values = {}});
        }),
        "5 tensors");
    add("updates", withStates([](auto& tensors) { tensors.back().values[0] = 1; }),
        "updated 1 times in 0 steps");
    add(
        "no curve",
        [](Entries& entries) {
          entries.push_back({.name = kTimelineEntries[2], .bytes = bytesOf("step\n"), .isPacked = true});
        },
        "the first line is not");
    const std::string header = "lane,step,epoch,train_loss,train_accuracy,test_loss,test_accuracy\n";
    add(
        "a curve of no lane",
        [header](Entries& entries) {
          entries.push_back(
              {.name = kTimelineEntries[2], .bytes = bytesOf(header + "2,1,1,1,,,\n"), .isPacked = true});
        },
        "not one of the 2 lanes");
    add(
        "a curve of others' steps",
        [header](Entries& entries) {
          entries.push_back(
              {.name = kTimelineEntries[2], .bytes = bytesOf(header + "1,5,1,1,,,\n"), .isPacked = true});
        },
        "which are not its own");
  }
  void refuses() {
    QFETCH(std::function<void(Entries&)>, change);
    QFETCH(QByteArray, part);
    static const Entries kWhole = *readZip(*writeProject(projectAt(branchedRun())));
    Entries entries = kWhole;
    change(entries);
    verifyProjectRefused(entries, {"some/file.pellucid: timeline/", part.toStdString()});
  }
};

PELLUCID_TEST(tst_timeline_entries, TestTimelineEntries)
#include "tst_timeline_entries.moc"
