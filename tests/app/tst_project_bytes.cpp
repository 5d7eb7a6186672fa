// SPDX-License-Identifier: GPL-3.0-or-later
// As many earlier moments as there is room for, told with what they cost, and never fewer than the newest.
#include "app/project_bytes.h"

#include <QtTest>

#include "tests/support/recorded_run.h"
#include "tests/support/test_program.h"

namespace {

using namespace pellucid;
using app::Work;

Work workOf(const tests::RecordedRun& run) {
  auto project = std::make_shared<engine::Project>();
  project->experiment = run.trainer.experiment();
  describeData(run.trainer.dataset(), *project);
  auto now = std::make_shared<engine::Snapshot>();
  now->state = run.trainer.state();
  now->record = std::make_shared<const engine::TimelineRecord>(run.timeline.record());
  return {.project = project, .now = now};
}

class ProjectBytesTest : public QObject {
  Q_OBJECT

 private slots:
  void keepsWhatThereIsRoomFor() {
    tests::RecordedRun run(tests::smallExperiment());
    run.train(100);
    const auto all = app::encodeProject(workOf(run));
    QVERIFY(all.has_value());
    QCOMPARE(all->kept.count, 100U);  // and the newest, which is not counted
    const auto few = app::encodeProject(workOf(run), tests::memoryFor(8));
    QVERIFY(few.has_value());
    QVERIFY(few->kept.count >= 3 && few->kept.count <= 8);
    QVERIFY(few->kept.bytes <= tests::memoryFor(8));
    QVERIFY(few->bytes.size() < all->bytes.size() / 4);
    const auto project = engine::readProject(few->bytes, "few");
    QVERIFY(project.has_value());
    QVERIFY(project->state == run.trainer.state());
    tests::RecordedRun again(run, *project->timeline, project->state);
    for (const std::int64_t step : {0, 37, 99}) again.goTo(0, step);
  }

  /// The run's history is dropped before the work is.
  void whatIsTooLongForAFileIsLeftOut() {
    tests::RecordedRun run(tests::smallExperiment());
    run.train(5);
    Work work = workOf(run);
    auto record = std::make_shared<engine::TimelineRecord>(*work.now->record);
    while (record->lanes.size() <= 1000)
      record->lanes.push_back({.parent = 0, .begin = 3, .end = 3, .events = {}, .kept = {}});
    auto now = std::make_shared<engine::Snapshot>(*work.now);
    now->record = record;
    work.now = now;
    const auto encoded = app::encodeProject(work);
    QVERIFY(encoded.has_value());
    QVERIFY(encoded->kept.isLeftOut);
    QVERIFY(engine::readProject(encoded->bytes, "left out")->state == run.trainer.state());
  }
};

}  // namespace

PELLUCID_TEST(tst_project_bytes, ProjectBytesTest)
#include "tst_project_bytes.moc"
