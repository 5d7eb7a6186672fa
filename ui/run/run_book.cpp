// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_book.h"

#include <algorithm>

#include "engine/data/batches.h"
#include "engine/train/repeat.h"
#include "ui/document/difference_text.h"

namespace pellucid::ui {
namespace {

std::size_t keptBytes(const Run& run) {
  const std::size_t points = run.history->train.size() + run.history->test.size();
  return engine::bytesOf(run.snapshot->state) + points * sizeof(engine::HistoryPoint);
}

bool isBetter(const engine::Metrics& metrics, const engine::Metrics& best) {
  return metrics.hasAccuracy() ? metrics.accuracy > best.accuracy : metrics.loss < best.loss;
}

/// Keeps as many points as a plot shows.
std::shared_ptr<const engine::History> thinned(const engine::History& history) {
  engine::History few;
  engine::append(few.train, history.train, RunBook::kMostPointsOfForgotten);
  engine::appendTests(few.test, history.test, RunBook::kMostPointsOfForgotten);
  return std::make_shared<const engine::History>(std::move(few));
}

/// For const and non-const runs.
template <class Runs>
auto* shownIn(Runs& runs) {
  const auto run = std::ranges::find_if(runs, &Run::isShown);
  return run == runs.end() ? nullptr : &*run;
}

template <class Runs>
auto* numberedIn(Runs& runs, std::uint64_t number) {
  const auto run = std::ranges::find(runs, number, &Run::number);
  return run == runs.end() ? nullptr : &*run;
}

}  // namespace

QString Run::title() const {
  if (!name.isEmpty()) return name;
  return namesakes == 0 ? difference : RunBook::tr("%1 (%2)").arg(difference).arg(namesakes + 1);
}

std::int64_t Run::stepsPerEpoch() const {
  if (!isShown() && leftEpoch > 0) return leftEpoch;
  const engine::Index samples = std::max<engine::Index>(design.dataset->train.size(), 1);
  return engine::batchesPerEpoch(samples, design.experiment.training.batchSize);
}

engine::Index Run::samplesPerStep() const {
  const engine::Index batch = design.experiment.training.batchSize;
  const engine::Index samples = design.dataset->train.size();
  return samples > 0 ? std::min(batch, samples) : batch;
}

void Run::giveData(const engine::DatasetPtr& dataset) {
  const bool isSame = design.dataset->checksum == dataset->checksum;
  design.dataset = dataset;
  if (isSame || !snapshot || !snapshot->record) return;
  // With other samples the steps between the kept states lead to different values.
  auto record = std::make_shared<engine::TimelineRecord>(*snapshot->record);
  markElsewhere(*record);
  auto marked = std::make_shared<engine::Snapshot>(*snapshot);
  marked->record = std::move(record);
  snapshot = std::move(marked);
}

void RunBook::begin(std::uint64_t number, const Design& design) {
  std::shared_ptr<const Design> origin;
  if (const Run* before = current()) {  // it gives way
    origin = before->origin;
    std::erase_if(m_runs, [](const Run& run) { return run.isShown(); });
  } else {
    const auto last = std::ranges::max_element(m_runs, {}, &Run::leaving);
    if (last != m_runs.end())
      origin = last->isUntouched ? last->origin : std::make_shared<const Design>(last->design);
  }
  if (Run* again = numbered(number)) {
    again->leaving = 0;
    // A run that began in the meantime may have taken its colour, which was never seen in use.
    if (again->isUntouched) again->colour = freeColour();
    again->isUntouched = false;
    again->snapshot = nullptr;
    again->changes.reset();
    again->design = design;
  } else {
    Run run;
    run.number = number;
    run.origin = std::move(origin);
    run.colour = freeColour();
    run.design = design;
    run.history = std::make_shared<const engine::History>();
    m_runs.push_back(std::move(run));
  }
  nameIt(*current());
  emit listChanged();
}

void RunBook::leave(const Design& design, std::shared_ptr<const engine::Snapshot> snapshot,
                    const engine::History& history) {
  Run* run = current();
  engine::check(run != nullptr, "RunBook: no run is shown that could be left");
  run->design = design;
  run->isUntouched = snapshot == nullptr;
  run->leftEpoch = snapshot ? snapshot->stepsPerEpoch : 0;
  run->snapshot = std::move(snapshot);
  run->history = std::make_shared<const engine::History>(history);
  run->leaving = ++m_leavings;
  nameIt(*run);
  forgetOldest();
}

std::optional<RunBook::Taken> RunBook::take(std::uint64_t design) {
  const auto run = std::ranges::find_if(m_runs, [design](const Run& candidate) {
    return candidate.design.id == design && !candidate.isShown() && !candidate.isForgotten;
  });
  if (run == m_runs.end()) return std::nullopt;
  return Taken{
      .number = run->number, .snapshot = std::exchange(run->snapshot, nullptr), .history = *run->history};
}

void RunBook::clear() {
  m_runs.clear();
}

void RunBook::restore(AllRuns runs) {
  Run* shown = current();
  engine::check(m_runs.size() == 1 && shown != nullptr && runs.place <= runs.others.size(),
                "RunBook: runs are restored around one that has begun");
  Run here = std::move(*shown);
  here.name = std::move(runs.here.name);
  here.isStarred = runs.here.isStarred;
  here.colour = runs.here.colour;
  here.origin = std::move(runs.here.origin);
  here.figures = runs.here.figures;
  m_runs = std::move(runs.others);
  for (Run& run : m_runs) {
    run.leaving = ++m_leavings;
    observe(run.figures, *run.history);
  }
  m_runs.insert(m_runs.begin() + static_cast<std::ptrdiff_t>(runs.place), std::move(here));
  for (Run& run : m_runs) run.difference.clear();  // as named while it was the only one
  for (Run& run : m_runs) nameIt(run);
  forgetOldest();
  emit listChanged();
}

std::optional<AllRuns> RunBook::all() const {
  if (shown() == nullptr) return std::nullopt;
  AllRuns runs{.here = *shown(), .others = {}, .place = 0};
  for (const Run* run : listed()) {
    if (run->isShown())
      runs.place = runs.others.size();
    else
      runs.others.push_back(*run);
  }
  return runs;
}

void RunBook::giveData(std::uint64_t number, const engine::DatasetPtr& dataset) {
  if (Run* run = numbered(number); run != nullptr && !run->isShown()) run->giveData(dataset);
}

void RunBook::setDesign(const Design& design) {
  Run* run = current();
  if (run == nullptr || design.run != run->design.run) return;
  run->design = design;
  nameIt(*run);
}

void RunBook::setSteps(std::int64_t steps) {
  if (Run* run = current()) run->figures.steps = steps;
}

void RunBook::addSeconds(double seconds) {
  if (Run* run = current()) run->figures.seconds += seconds;
}

void RunBook::observe(const engine::History& points, bool isWhole) {
  Run* run = current();
  if (run == nullptr) return;
  RunFigures& figures = run->figures;
  if (isWhole) figures.last = figures.best = std::nullopt;
  observe(figures, points);
}

void RunBook::observe(RunFigures& figures, const engine::History& points) {
  for (const engine::HistoryPoint& point : points.test)
    if (!figures.best || isBetter(point.metrics, figures.best->metrics)) figures.best = point;
  if (!points.test.empty()) figures.last = points.test.back();
}

std::vector<const Run*> RunBook::listed() const {
  std::vector<const Run*> runs;
  for (const Run& run : m_runs)
    if (!run.isDeleted && !run.isUntouched) runs.push_back(&run);
  return runs;
}

const Run* RunBook::find(std::uint64_t number) const {
  return numberedIn(m_runs, number);
}

Run* RunBook::numbered(std::uint64_t number) {
  return numberedIn(m_runs, number);
}

const Run* RunBook::shown() const {
  return shownIn(m_runs);
}

Run* RunBook::current() {
  return shownIn(m_runs);
}

const Run* RunBook::former() const {
  const Run* last = nullptr;
  for (const Run& run : m_runs) {
    const bool hasLearned = run.snapshot || (run.design.initial && !run.isForgotten);
    if (!run.isShown() && hasLearned && (last == nullptr || run.leaving > last->leaving)) last = &run;
  }
  return last;
}

void RunBook::rename(std::uint64_t number, const QString& name) {
  if (Run* run = numbered(number)) {
    run->name = name;
    emit runChanged(number);
  }
}

void RunBook::setStarred(std::uint64_t number, bool isStarred) {
  if (Run* run = numbered(number)) {
    run->isStarred = isStarred;
    emit runChanged(number);
  }
}

void RunBook::setDeleted(std::uint64_t number, bool isDeleted) {
  Run* run = numbered(number);
  if (run == nullptr || (isDeleted && run->isShown())) return;
  run->isDeleted = isDeleted;
  emit listChanged();
}

void RunBook::forgetOldest() {
  std::size_t bytes = 0;
  std::uint64_t last = 0;
  for (const Run& run : m_runs) {
    if (!run.snapshot) continue;
    bytes += keptBytes(run);
    last = std::max(last, run.leaving);
  }
  while (bytes > m_mostBytes) {
    Run* oldest = nullptr;
    for (Run& run : m_runs) {
      // Without its data no other run could begin in its place.
      const bool canBeForgotten = run.snapshot && run.leaving != last && run.design.dataset->train.size() > 0;
      if (canBeForgotten && (oldest == nullptr || run.leaving < oldest->leaving)) oldest = &run;
    }
    if (oldest == nullptr) return;
    bytes -= keptBytes(*oldest);
    oldest->changes = engine::changesOnWay(oldest->snapshot->timeline);
    oldest->snapshot = nullptr;
    oldest->isForgotten = true;
    oldest->history = thinned(*oldest->history);
    emit runChanged(oldest->number);
    emit forgotten(oldest->number);
  }
}

int RunBook::freeColour() const {
  int colour = 0;
  const auto hasIt = [&](const Run& run) { return run.colour == colour && !run.isUntouched; };
  while (std::ranges::any_of(m_runs, hasIt)) ++colour;
  return colour;
}

void RunBook::nameIt(Run& run) const {
  const QStringList parts =
      run.origin ? differences(run.origin->experiment, run.design.experiment) : QStringList();
  if (!run.origin)
    run.difference = tr("first run");
  else if (!parts.isEmpty())
    run.difference = firstOf(parts);
  else
    run.difference =
        run.origin->initial == run.design.initial ? tr("the same again") : tr("other initial weights");
  const auto isTaken = [&](const Run& other) {
    return &other != &run && !other.isUntouched && other.difference == run.difference &&
           other.namesakes == run.namesakes;
  };
  run.namesakes = 0;
  while (std::ranges::any_of(m_runs, isTaken)) ++run.namesakes;
}

}  // namespace pellucid::ui
