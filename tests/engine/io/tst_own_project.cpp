// SPDX-License-Identifier: GPL-3.0-or-later
// A project keeps the samples that were painted for it, those of every moment of its run, too.
#include <QtTest>

#include "engine/io/project_manifest.h"
#include "engine/io/timeline_entries.h"
#include "engine/train/timeline.h"
#include "io_test_data.h"
#include "tests/support/own_points.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

OwnSamplesPtr firstPoints(int count) {
  OwnSamples own = paintedPoints(60);
  own.points.resize(static_cast<std::size_t>(count));
  return shared(own);
}

Trainer trainerOf(const Experiment& experiment) {
  return Trainer::create(experiment, ownDataset(experiment.data)).value();
}

/// 20 steps with 30 points, and 20 with 60; the cursor is at step 25.
struct PaintedRun {
  PaintedRun() : trainer(trainerOf(paintedExperiment(firstPoints(30)))) {
    timeline.begin(trainer);
    train(20);
    trainer.applyLive(paintedExperiment(firstPoints(60)));
    timeline.settingChanged(trainer);
    train(20);
    timeline.goTo(trainer, 0, 25);
  }
  void train(int steps) {
    for (int i = 0; i < steps; ++i) {
      check(std::holds_alternative<Metrics>(trainer.step()), "does not diverge");
      timeline.stepped(trainer);
      states.push_back(trainer.state());
    }
  }
  Project project() const {
    Project project;
    project.experiment = trainer.experiment();
    project.state = trainer.state();
    project.stepsPerEpoch = trainer.stepsPerEpoch();
    describeData(trainer.dataset(), project);
    project.timeline = std::make_shared<const TimelineRecord>(timeline.record());
    return project;
  }
  Trainer trainer;
  Timeline timeline;
  std::vector<RunState> states;  ///< after step i + 1
};

}  // namespace

class TestOwnProject : public QObject {
  Q_OBJECT

 private slots:
  void everyMomentComesBack() {
    const PaintedRun run;
    const auto bytes = writeProject(run.project());
    QVERIFY2(bytes.has_value(), bytes ? "" : bytes.error().text().c_str());
    const auto back = readProject(*bytes, "painted.pellucid");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QCOMPARE(back->format, 4);
    QVERIFY(back->experiment == run.trainer.experiment());
    const auto data = ownDataset(back->experiment.data);
    QCOMPARE(data->checksum, back->datasetChecksum);
    QVERIFY(*writeProject(*back) == *bytes);
    Trainer trainer = trainerOf(back->experiment);
    QVERIFY(trainer.restore(back->state).has_value());
    Timeline timeline;
    timeline.resume(*back->timeline, trainer);
    for (const std::int64_t step : {25, 40, 3, 19, 20, 21}) {
      timeline.goTo(trainer, 0, step);
      QVERIFY(trainer.state() == run.states[static_cast<std::size_t>(step - 1)]);
      QVERIFY(areEqual(trainer.experiment().data.own, firstPoints(step < 20 ? 30 : 60)));
    }
  }

  void theFourthFormatIsRead() {
    const auto bytes = readFile(std::string(PELLUCID_SOURCE_DIR "/tests/cases/fourth-format.pellucid"));
    QVERIFY(bytes.has_value());
    const auto project = readProject(*bytes, "fourth-format.pellucid");
    QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
    QCOMPARE(project->format, 4);
    QCOMPARE(project->experiment.data.name, std::string("painted"));
    QVERIFY(areEqual(project->experiment.data.own, firstPoints(60)));
    QCOMPARE(project->state.step, 25);
    QVERIFY(project->timeline != nullptr);
    QVERIFY(areEqual(settingAt(*project->timeline, 0, 19)->data.own, firstPoints(30)));
    QVERIFY(areEqual(settingAt(*project->timeline, 0, 20)->data.own, firstPoints(60)));
    QCOMPARE(ownDataset(project->experiment.data)->checksum, project->datasetChecksum);
  }

  /// So that older programs can still read projects without own samples.
  void withoutThemItIsOfTheFormatOfBefore() {
    Project project = PaintedRun().project();
    project.timeline = nullptr;
    project.experiment.data = {.name = "circle"};
    const auto back = readProject(*writeProject(project), "circle.pellucid");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QCOMPARE(back->format, 3);
  }

  /// An earlier reader refuses what it does not know, wherever in the file it is.
  void whatEarlierReadersRefuseRaisesTheFormat() {
    Project plain = PaintedRun().project();
    const auto timeline = std::exchange(plain.timeline, nullptr);
    plain.experiment.data = {.name = "circle"};
    Experiment varied = plain.experiment;
    varied.training.augmentation.noise = 0.1;
    std::vector<Project> all(4, plain);
    all[0].experiment = varied;
    all[1].facts.origin = varied;
    all[2].others = {{.facts = {}, .project = std::make_shared<const Project>(all[0]), .state = nullptr}};
    all[3].timeline = timeline;
    for (const Project& project : all) {
      const Json manifest = manifestOf(project, project.state);
      QCOMPARE(manifest["format_version"].get<int>(), 4);
      QCOMPARE(manifest["least_reader_version"].get<int>(), 4);
    }
    QCOMPARE(manifestOf(plain, plain.state)["least_reader_version"].get<int>(), kLeastReader);
  }
};

PELLUCID_TEST(tst_own_project, TestOwnProject)
#include "tst_own_project.moc"
