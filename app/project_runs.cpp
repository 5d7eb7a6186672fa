// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/project_runs.h"

#include <algorithm>
#include <set>

#include "engine/train/timeline.h"

namespace pellucid::app {
namespace {

engine::RunFacts factsOf(const ui::Run& run) {
  engine::RunFacts facts{.name = run.name.toStdString(),
                         .isStarred = run.isStarred,
                         .colour = run.colour,
                         .steps = run.figures.steps,
                         .seconds = run.figures.seconds};
  if (!run.origin) return facts;
  facts.origin = run.origin->experiment;
  facts.hasOtherInitial = run.origin->initial != run.design.initial;
  return facts;
}

/// The numbers of the runs that are kept, and of those whose states are.
struct Chosen {
  std::set<std::uint64_t> listed;
  std::set<std::uint64_t> whole;
};

Chosen chosenOf(const std::vector<ui::Run>& runs, std::size_t mostBytes) {
  std::vector<const ui::Run*> best;
  for (const ui::Run& run : runs) best.push_back(&run);
  std::ranges::sort(best, std::greater(),
                    [](const ui::Run* run) { return std::pair(run->isStarred, run->leaving); });
  if (best.size() > engine::kMostKeptRuns) best.resize(engine::kMostKeptRuns);
  Chosen chosen;
  for (const ui::Run* run : best) {
    chosen.listed.insert(run->number);
    if (!run->snapshot) continue;
    const std::size_t bytes = engine::bytesOf(run->snapshot->state);
    if (bytes > mostBytes) continue;
    mostBytes -= bytes;
    chosen.whole.insert(run->number);
  }
  return chosen;
}

std::shared_ptr<const engine::TimelineRecord> recordOf(const ui::Run& run,
                                                       const std::vector<engine::FormerRun>& formers) {
  const auto former = std::ranges::find_if(formers, [&run](const engine::FormerRun& candidate) {
    return candidate.run == run.number && candidate.revision == run.snapshot->revision;
  });
  const auto& record = former == formers.end() ? run.snapshot->record : former->record;
  return record && record->step == run.snapshot->state.step ? record : nullptr;
}

engine::KeptRun keptRun(const ui::Run& run, bool isWhole, const std::vector<engine::FormerRun>& formers,
                        std::size_t mostKept) {
  auto project = std::make_shared<engine::Project>();
  describeData(*run.design.dataset, *project);
  project->experiment = run.design.experiment;
  project->history = *run.history;
  project->stepsPerEpoch = run.snapshot ? run.snapshot->stepsPerEpoch : run.stepsPerEpoch();
  engine::KeptRun kept{.facts = factsOf(run), .project = project, .state = nullptr};
  if (!isWhole) return kept;
  project->experiment = run.snapshot->experiment;
  project->experiment.data.name = run.design.experiment.data.name;  // they may have been found elsewhere
  if (run.snapshot->dataset && run.snapshot->experiment.data.own)
    describeData(*run.snapshot->dataset, *project);
  project->initial = run.design.initial;
  if (const auto record = recordOf(run, formers))
    project->timeline = std::make_shared<const engine::TimelineRecord>(
        engine::Timeline::thinned(*record, mostKept, engine::kMostKeptStates));
  kept.state = {run.snapshot, &run.snapshot->state};
  return kept;
}

/// A run that is not shown, from its file.
ui::Run restoredRun(const engine::KeptRun& kept) {
  const engine::Project& project = *kept.project;
  ui::Run run;
  run.design = {.experiment = project.experiment,
                .dataset = std::make_shared<const engine::Dataset>(engine::describedData(project)),
                .initial = project.initial};
  run.history = std::make_shared<const engine::History>(project.history);
  run.leftEpoch = project.stepsPerEpoch;
  run.isForgotten = !kept.state;
  if (!kept.state) return run;
  auto network = engine::Network::create(project.experiment.network, project.shape);
  engine::check(network.has_value(), "restoredRun: the run was read with this network");
  auto snapshot = std::make_shared<engine::Snapshot>();
  snapshot->phase = engine::Paused{};
  snapshot->network = *std::move(network);
  snapshot->experiment = project.experiment;
  snapshot->state = *kept.state;
  snapshot->stepsPerEpoch = project.stepsPerEpoch;
  snapshot->record = project.timeline;
  if (project.timeline) {
    snapshot->timeline = mapOf(*project.timeline);
    // The project's own history ends at the step where the run is, which may be in its past; the list says
    // how far the run has come.
    const auto& histories = project.timeline->histories;
    if (const std::size_t lane = project.timeline->lane;
        lane < histories.size() && !histories[lane].test.empty())
      run.history = std::make_shared<const engine::History>(histories[lane]);
  }
  if (!project.history.test.empty()) snapshot->test = project.history.test.back();
  run.snapshot = std::move(snapshot);
  return run;
}

void takeFacts(const engine::RunFacts& facts, ui::Run& run) {
  run.name = QString::fromStdString(facts.name);
  run.isStarred = facts.isStarred;
  run.colour = facts.colour;
  run.figures.steps = facts.steps;
  run.figures.seconds = facts.seconds;
  if (!facts.origin) return;
  auto origin = std::make_shared<ui::Design>(ui::Design{.experiment = *facts.origin, .dataset = nullptr});
  // Only its identity is ever compared.
  origin->initial = facts.hasOtherInitial ? std::make_shared<const engine::Vector>() : run.design.initial;
  run.origin = std::move(origin);
}

}  // namespace

void describeRuns(const ui::AllRuns& runs, const std::vector<engine::FormerRun>& formers,
                  engine::Project& project, std::size_t mostKept, std::size_t mostBytes) {
  project.facts = factsOf(runs.here);
  const Chosen chosen = chosenOf(runs.others, mostBytes);
  const std::size_t share = mostKept / std::max<std::size_t>(chosen.whole.size(), 1);
  for (std::size_t i = 0; i < runs.others.size(); ++i) {
    const ui::Run& run = runs.others[i];
    if (i == runs.place) project.place = project.others.size();
    if (chosen.listed.contains(run.number))
      project.others.push_back(keptRun(run, chosen.whole.contains(run.number), formers, share));
  }
  if (runs.place == runs.others.size()) project.place = project.others.size();
}

std::optional<ui::AllRuns> restoredRuns(engine::Project& project) {
  if (project.others.empty() && project.facts == engine::RunFacts()) return std::nullopt;
  ui::AllRuns runs;
  runs.here.design.initial = project.initial;
  takeFacts(project.facts, runs.here);
  for (const engine::KeptRun& kept : project.others) {
    ui::Run& run = runs.others.emplace_back(restoredRun(kept));
    takeFacts(kept.facts, run);
  }
  runs.place = std::min(project.place, runs.others.size());
  project.others.clear();
  return runs;
}

void giveData(ui::AllRuns& runs, const engine::DataSpec& data, const engine::DatasetPtr& dataset) {
  for (ui::Run& run : runs.others)
    if (run.design.experiment.data == data) {
      run.giveData(dataset);
      run.design.experiment.data = {.name = dataset->name,
                                    .own = dataset->own};  // they may have been found elsewhere
    }
}

}  // namespace pellucid::app
