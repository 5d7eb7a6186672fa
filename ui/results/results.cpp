// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/results.h"

#include <algorithm>

#include "engine/train/phase.h"
#include "ui/run/shared_way.h"

namespace pellucid::ui {
namespace {

/// The wrong cell with the most samples; the first if several.
Cell mostMistaken(const engine::Confusion& confusion) {
  Cell most;
  engine::Index largest = 0;
  for (engine::Index t = 0; t < confusion.classes(); ++t)
    for (engine::Index c = 0; c < confusion.classes(); ++c)
      if (t != c && confusion.counts(t, c) > largest) {
        largest = confusion.counts(t, c);
        most = {.truth = t, .answered = c};
      }
  return most;
}

}  // namespace

Results::Results(LookSchedule::Clock clock) : m_schedule(std::move(clock)) {
  connect(&m_schedule, &LookSchedule::due, this, &Results::lookSoon);
}

bool Results::isLookAt(const Look& look, const Moment& moment) const {
  return look.dataset == moment.dataset && look.source == m_source &&
         look.snapshot->run == moment.snapshot->run && look.snapshot->revision == moment.snapshot->revision &&
         look.snapshot->network == moment.snapshot->network;
}

bool Results::isUpToDate() const {
  return m_look && m_moment && isLookAt(*m_look, *m_moment);
}

void Results::forget() {
  m_job.forget();
  m_look.reset();
  m_history.clear();
  m_suspicions.clear();
  m_suspectedEpoch = -1;
}

void Results::showMoment(const MomentPtr& moment) {
  const bool hasOtherInput = !m_moment || !hasSameSample(*m_moment, *moment);
  const bool isOther = m_moment && !isSameNetwork(*m_moment, *moment);
  const bool hasOtherData = !m_moment || m_moment->dataset != moment->dataset;
  m_moment = moment;
  if (isOther) forget();
  if (hasOtherData) {
    m_compared.reset();
    m_cell.reset();
    m_isCellChosen = false;
  }
  if (isOther || hasOtherData) {
    emit lookChanged();
    emit cellChanged();
  }
  if (hasOtherInput) emit shownChanged();
  lookSoon();
}

void Results::setSource(SampleSource source) {
  if (source == m_source) return;
  m_source = source;
  m_compared.reset();
  forget();
  emit sourceChanged();
  emit lookChanged();
  emit shownChanged();
  lookSoon();
}

void Results::setComparing(bool isComparing) {
  m_comparing.forget();
  m_compared = isComparing ? m_look : nullptr;
  m_comparedTitle.clear();
  emit lookChanged();
}

void Results::compareWith(const OtherRun& run) {
  m_comparing.request(
      [run, source = m_source](const engine::Progress& progress) {
        return takeLook(run.snapshot, run.dataset, source, progress);
      },
      [this, title = run.title](const LookPtr& look) {
        const bool fits = look && look->confusion && m_look && m_look->confusion &&
                          look->dataset == m_look->dataset && look->source == m_source &&
                          look->confusion->classes() == m_look->confusion->classes();
        if (!fits) return;
        m_compared = look;
        m_comparedTitle = title;
        emit lookChanged();
      });
}

void Results::setCell(Cell cell) {
  m_isCellChosen = true;
  showCell(cell);
}

void Results::showCell(std::optional<Cell> cell) {
  if (cell == m_cell) return;
  m_cell = cell;
  emit cellChanged();
}

std::optional<engine::Index> Results::shown() const {
  return m_moment ? shownOf(*m_moment, m_source) : std::nullopt;
}

void Results::lookSoon() {
  if (!m_moment || m_job.isBusy() || isUpToDate()) return;
  if (splitOf(*m_moment->dataset, m_source).size() == 0) return;
  const bool isRunning = engine::isRunning(m_moment->snapshot->phase);
  if (!m_schedule.mayLook(isRunning && m_look)) return;
  m_job.request(
      [snapshot = m_moment->snapshot, dataset = m_moment->dataset, source = m_source](
          const engine::Progress& progress) { return takeLook(snapshot, dataset, source, progress); },
      [this](const LookPtr& look) {
        if (look) take(look);
        lookSoon();
      });
}

void Results::take(const LookPtr& look) {
  m_schedule.spend(look->milliseconds);
  if (m_look) {
    const auto shared = sharedUpTo(*m_look->snapshot, *look->snapshot);
    shared ? m_history.forgetAfter(*shared) : m_history.clear();
  }
  if (look->confusion) {
    m_history.add(look->step(), *look->confusion);
    if (look->epoch() < m_suspectedEpoch) {
      m_suspicions.clear();
      m_suspectedEpoch = -1;
    }
    if (look->epoch() > m_suspectedEpoch) {
      m_suspicions.look(look->answers);
      m_suspectedEpoch = look->epoch();
    }
    const engine::Index classes = look->confusion->classes();
    if (m_compared && m_compared->confusion->classes() != classes) m_compared.reset();
    if (m_cell && (m_cell->truth >= classes || m_cell->answered >= classes)) m_isCellChosen = false;
  }
  m_look = look;
  emit lookChanged();
  // Shows something from the beginning: the most frequent mistake.
  if (look->confusion && !m_isCellChosen) showCell(mostMistaken(*look->confusion));
}

}  // namespace pellucid::ui
