// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/remedy_trials.h"

#include <algorithm>
#include <utility>

#include "engine/base/background_thread.h"
#include "ui/diagnosis/trained_on.h"

namespace pellucid::ui {
namespace {

/// Whether a trial at one moment is valid at the other: only steps are between them.
bool goesOnWith(const Moment& a, const Moment& b) {
  return trainedOn(a) == trainedOn(b) && a.snapshot->run == b.snapshot->run &&
         a.snapshot->timeline.lane == b.snapshot->timeline.lane &&
         a.snapshot->experiment == b.snapshot->experiment;
}

bool hasOtherLoss(const engine::Experiment& a, const engine::Experiment& b) {
  return a.data != b.data || a.training.loss != b.training.loss ||
         a.training.labelSmoothing != b.training.labelSmoothing;
}

}  // namespace

RemedyTrials::RemedyTrials(Load load) : m_load(std::move(load)) {}

bool RemedyTrials::canTry(const engine::Remedy& remedy) {
  return remedy.experiment.has_value();
}

void RemedyTrials::showMoment(const MomentPtr& moment, const std::shared_ptr<const engine::Vector>& initial) {
  const bool isOther = m_moment && !goesOnWith(*m_moment, *moment);
  m_moment = moment;
  m_initial = initial;
  if (moment->snapshot->isWhole) m_isAwaitingWhole = false;
  if (isOther) {
    m_job.forget();
    m_trials.clear();
    m_queue.clear();
    emit changed();
  }
  next();
}

const Trial* RemedyTrials::find(const RemedyPlace& place, const engine::Remedy& remedy) const {
  const auto trial = m_trials.find(place);
  return trial == m_trials.end() || trial->second.remedy != remedy ? nullptr : &trial->second;
}

void RemedyTrials::ask(const RemedyPlace& place, const engine::Remedy& remedy) {
  if (!m_moment || !canTry(remedy)) return;
  const std::int64_t step = m_moment->snapshot->state.step;
  if (const Trial* known = find(place, remedy); known != nullptr && (!known->answer || known->step == step))
    return;
  m_trials[place] = {.remedy = remedy,
                     .step = step,
                     .hasOtherLoss = hasOtherLoss(m_moment->experiment(), *remedy.experiment)};
  std::erase(m_queue, place);
  m_queue.push_back(place);
  emit changed();
  next();
}

void RemedyTrials::askNoMore() {
  if (m_queue.empty()) return;
  for (const RemedyPlace& place : std::exchange(m_queue, {})) m_trials.erase(place);
  emit changed();
}

void RemedyTrials::next() {
  if (m_queue.empty() || m_job.isBusy() || !m_moment) return;
  if (!m_moment->snapshot->isWhole) {
    if (!std::exchange(m_isAwaitingWhole, true)) emit wholeWanted();
    return;
  }
  const RemedyPlace place = m_queue.front();
  m_queue.pop_front();
  Trial& trial = m_trials.at(place);
  trial.step = m_moment->snapshot->state.step;
  const engine::Remedy remedy = trial.remedy;
  m_job.request(
      [moment = m_moment, initial = m_initial, remedy,
       load = m_load](const engine::Progress& progress) -> engine::Result<engine::Preview> {
        engine::lowerThreadPriority();
        const engine::Snapshot& snapshot = *moment->snapshot;
        engine::PreviewQuestion question{.asItIs = snapshot.experiment,
                                         .dataset = trainedOn(*moment),
                                         .state = snapshot.state,
                                         .initial = initial,
                                         .changed = *remedy.experiment,
                                         .changedDataset = trainedOn(*moment),
                                         // A state before the present moment is not available to continue
                                         // from, and a run that has broken down cannot go on.
                                         .beginsAgain = remedy.step || !engine::canGoOn(snapshot.phase)};
        if (remedy.experiment->data != snapshot.experiment.data) {
          auto data = load(remedy.experiment->data, progress.part(0, 0.5));
          if (!data) return data.error();
          question.changedDataset = *std::move(data);
        }
        return engine::preview(question, progress);
      },
      [this, place, remedy](engine::Result<engine::Preview> answer) {
        if (const auto asked = m_trials.find(place);
            asked != m_trials.end() && asked->second.remedy == remedy)
          asked->second.answer = std::move(answer);
        emit changed();
        next();
      });
}

}  // namespace pellucid::ui
