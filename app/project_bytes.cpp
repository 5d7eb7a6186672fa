// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/project_bytes.h"

#include <algorithm>

#include "app/project_runs.h"
#include "engine/train/timeline.h"

namespace pellucid::app {
namespace {

KeptMoments keptIn(const engine::TimelineRecord& record) {
  KeptMoments kept;
  const std::size_t here = ownerOf(record.lanes, record.lane, record.step);
  for (std::size_t i = 0; i < record.lanes.size(); ++i)
    for (const engine::KeptState& state : record.lanes[i].kept) {
      if (i == here && state.state->step == record.step) continue;  // the newest, which is present anyway
      ++kept.count;
      kept.bytes += engine::bytesOf(*state.state);
    }
  return kept;
}

}  // namespace

engine::Result<ProjectBytes> encodeProject(const Work& work, std::size_t mostKept) {
  engine::Project project = *work.project;
  if (work.unknownEntries) project.unknownEntries = *work.unknownEntries;
  ProjectBytes encoded;
  if (work.now->record) {
    auto record = std::make_shared<engine::TimelineRecord>(
        engine::Timeline::thinned(*work.now->record, mostKept, engine::kMostKeptStates));
    encoded.kept = keptIn(*record);
    project.timeline = std::move(record);
  }
  if (work.runs) describeRuns(*work.runs, work.now->formers, project, mostKept);
  auto written = engine::writeFittingProject(project, work.now->state);
  if (!written) return written.error();
  if (written->isTimelineLeftOut) encoded.kept = {.isLeftOut = true};
  encoded.kept.areRunsLeftOut = written->areRunsLeftOut;
  encoded.kept.runs = project.others.size();
  encoded.kept.curves = static_cast<std::size_t>(
      std::ranges::count_if(project.others, [](const engine::KeptRun& run) { return !run.state; }));
  encoded.bytes = std::move(written->bytes);
  return encoded;
}

}  // namespace pellucid::app
