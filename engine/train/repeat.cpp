// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/repeat.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <limits>
#include <span>

#include "engine/base/mailbox.h"
#include "engine/base/median.h"
#include "engine/base/side_by_side.h"
#include "engine/train/test_times.h"

namespace pellucid::engine {
namespace {

Result<Trainer> trainerOf(const RepeatSpec& spec, std::size_t place) {
  const Experiment& experiment = spec.experiments[place];
  auto trainer = Trainer::create(experiment, spec.dataset);
  if (!trainer || !spec.initial) return trainer;
  if (auto restored = trainer->restore(
          firstState(*spec.initial, experiment.training.optimizer, experiment.network.layers.size()));
      !restored)
    return restored.error();
  return trainer;
}

/// Applies the changes during a run.
class Changes {
 public:
  Changes(const RepeatSpec& spec, std::size_t place) {
    if (!spec.changes.empty()) m_left = spec.changes[place];
  }
  /// Makes those that are due at the trainer's step; false if there are none.
  bool make(Trainer& trainer) {
    bool isChanged = false;
    for (; !m_left.empty() && m_left.front().step <= trainer.state().step; m_left = m_left.subspan(1)) {
      isChanged = true;
      if (const auto* setting = std::get_if<SettingChange>(&m_left.front().change))
        trainer.applyLive(*setting->experiment);
      else if (const auto* parameter = std::get_if<ParameterChange>(&m_left.front().change))
        trainer.setParameter(parameter->index, parameter->value);
    }
    return isChanged;
  }

 private:
  std::span<const TimelineEvent> m_left;
};

/// Adds up the steps of all runs.
class SharedSteps {
 public:
  SharedSteps(const Progress& progress, std::int64_t all) : m_progress(progress), m_all(all) {}
  void done(std::int64_t steps) {
    m_progress.tell(static_cast<std::size_t>(m_done += steps), static_cast<std::size_t>(m_all));
  }
  bool isCancelled() const { return m_progress.isCancelled(); }

 private:
  const Progress& m_progress;
  std::int64_t m_all;
  std::atomic<std::int64_t> m_done = 0;
};

template <class Tell>
Repetition trained(Trainer trainer, const RepeatSpec& spec, std::size_t place, SharedSteps& shared,
                   const Tell& tell) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds kQuiet(50);  // reporting copies the curves
  Repetition run{.place = place};
  Changes changes(spec, place);
  Clock::time_point due = Clock::now();
  double seconds = 0;  // of the run's steps
  const auto measure = [&] {
    const HistoryPoint test{
        .step = trainer.state().step, .metrics = trainer.evaluateTest(), .seconds = seconds};
    appendTests(run.history.test, std::span(&test, 1), Repetition::kMostPoints);
    if (Clock::now() < due) return;
    tell(run);
    due = Clock::now() + kQuiet;
  };
  changes.make(trainer);
  measure();
  while (run.steps < spec.steps) {
    if (shared.isCancelled()) return run;
    const Clock::time_point begin = Clock::now();
    const auto result = trainer.step();
    seconds += std::chrono::duration<double>(Clock::now() - begin).count();
    shared.done(1);
    if (const auto* diverged = std::get_if<Diverged>(&result)) {
      run.diverged = *diverged;
      break;
    }
    run.steps = trainer.state().step;
    const HistoryPoint batch{.step = run.steps,
                             .metrics = std::get<Metrics>(result),
                             .sizes = trainer.sizes(),
                             .seconds = seconds};
    append(run.history.train, std::span(&batch, 1), Repetition::kMostPoints);
    // A run that was changed where its own rule had ended it continued from there.
    const bool isStopped = trainer.stopReason().has_value();
    const bool isChanged = changes.make(trainer);
    const bool isEnd = (isStopped && !isChanged) || run.steps == spec.steps;
    if (isEnd || isTestDue(run.steps, trainer.stepsPerEpoch())) measure();
    if (isEnd) break;
  }
  shared.done(spec.steps - run.steps);
  run.isDone = true;
  return run;
}

TestBand::Spread spreadOf(const std::vector<double>& values) {
  if (std::ranges::any_of(values, [](double value) { return std::isnan(value); })) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    return {.least = kNone, .median = kNone, .most = kNone};
  }
  return {.least = std::ranges::min(values), .median = median(values), .most = std::ranges::max(values)};
}

}  // namespace

std::vector<TimelineEvent> changesOnWay(const TimelineMap& timeline) {
  std::vector<TimelineEvent> changes;
  if (timeline.lanes.empty()) return changes;
  const std::vector<std::size_t> way = wayTo(timeline.lanes, timeline.lane);
  for (std::size_t i = 0; i < way.size(); ++i)
    for (const TimelineEvent& event : timeline.lanes[way[i]].events)
      if (isChange(event) && (i + 1 == way.size() || event.step <= timeline.lanes[way[i + 1]].begin))
        changes.push_back(event);
  const auto first = std::ranges::find_if(changes, [](const TimelineEvent& event) {
    return std::holds_alternative<SettingChange>(event.change);
  });
  if (first == changes.end()) return changes;
  const auto& began = std::get<SettingChange>(first->change).before;
  changes.insert(changes.begin(), {.step = 0, .change = SettingChange{.before = began, .experiment = began}});
  return changes;
}

Result<std::vector<Repetition>> repeat(const RepeatSpec& spec, unsigned threads, const Progress& progress,
                                       const RepetitionListener& listener) {
  for (std::size_t place = 0; place < spec.experiments.size(); ++place)
    if (const auto trainer = trainerOf(spec, place); !trainer) return trainer.error();
  const auto count = static_cast<std::int64_t>(spec.experiments.size());
  SharedSteps shared(progress, count * std::max<std::int64_t>(spec.steps, 1));
  Mailbox<std::vector<Repetition>> box(std::vector<Repetition>(spec.experiments.size()));
  const auto tell = [&](const Repetition& run) {
    box.open([&](std::vector<Repetition>& runs) {
      runs[run.place] = run;
      if (listener) listener(run);
    });
  };
  std::atomic<std::size_t> next = 0;
  sideBySide(std::min(threads, static_cast<unsigned>(std::max<std::int64_t>(count, 1))), [&] {
    for (std::size_t place = next++; place < spec.experiments.size(); place = next++) {
      if (shared.isCancelled()) return;
      tell(trained(trainerOf(spec, place).value(), spec, place, shared, tell));
    }
  });
  auto runs = box.open([](std::vector<Repetition>& all) { return std::move(all); });
  for (std::size_t place = 0; place < runs.size(); ++place) runs[place].place = place;
  return runs;
}

std::optional<double> secondsOf(const History& run, std::int64_t step) {
  if (run.train.empty() || !(run.train.front().seconds > 0)) return std::nullopt;
  const HistoryPoint& last = run.train.back();
  if (step <= last.step) return secondsAt(run.train, step);
  return last.seconds * static_cast<double>(step) / static_cast<double>(last.step);
}

std::vector<TestBand> testBands(const std::vector<const History*>& runs) {
  std::vector<TestBand> bands;
  if (runs.empty()) return bands;
  std::vector<std::size_t> at(runs.size(), 0);  // all lists are traversed in parallel
  for (const HistoryPoint& point : runs.front()->test) {
    std::vector<double> losses;
    std::vector<double> accuracies;
    std::vector<double> seconds;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const std::vector<HistoryPoint>& test = runs[i]->test;
      while (at[i] < test.size() && test[at[i]].step < point.step) ++at[i];
      if (at[i] == test.size() || test[at[i]].step != point.step) break;
      losses.push_back(test[at[i]].metrics.loss);
      accuracies.push_back(test[at[i]].metrics.accuracy);
      seconds.push_back(test[at[i]].seconds);
    }
    if (losses.size() == runs.size())
      bands.push_back({.step = point.step,
                       .loss = spreadOf(losses),
                       .accuracy = spreadOf(accuracies),
                       .seconds = spreadOf(seconds).median});
  }
  return bands;
}

}  // namespace pellucid::engine
