// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/map_looks.h"

#include "engine/train/phase.h"

namespace pellucid::ui {

MapLooks::MapLooks(LookSchedule::Clock clock) : m_schedule(std::move(clock)) {
  connect(&m_schedule, &LookSchedule::due, this, &MapLooks::lookSoon);
}

bool MapLooks::isUpToDate() const {
  if (!m_look || !m_moment) return false;
  const engine::Snapshot& looked = *m_look->of.snapshot;
  const engine::Snapshot& shown = *m_moment->snapshot;
  return m_look->of.dataset == m_moment->dataset && m_look->of.source == m_source &&
         m_look->of.most == m_most && looked.run == shown.run && looked.revision == shown.revision &&
         looked.network == shown.network;
}

void MapLooks::showMoment(const MomentPtr& moment) {
  const bool hasOtherInput = !m_moment || !hasSameSample(*m_moment, *moment);
  const bool isOther = !m_moment || !isSameNetwork(*m_moment, *moment);
  m_moment = moment;
  if (isOther) forget();
  if (hasOtherInput) emit shownChanged();
  emit momentChanged();
  lookSoon();
}

void MapLooks::forget() {
  m_job.forget();
  m_look.reset();
  emit lookChanged();
}

void MapLooks::setSource(SampleSource source) {
  if (source == m_source) return;
  m_source = source;
  forget();
  emit shownChanged();
  lookSoon();
}

void MapLooks::setMost(engine::Index most) {
  if (most == m_most) return;
  m_most = most;
  m_job.forget();
  lookSoon();
}

std::optional<engine::Index> MapLooks::shown() const {
  return m_moment ? shownOf(*m_moment, m_source) : std::nullopt;
}

void MapLooks::lookSoon() {
  if (!m_moment || m_job.isBusy() || isUpToDate()) return;
  if (splitOf(*m_moment->dataset, m_source).size() == 0) return;
  const bool isRunning = engine::isRunning(m_moment->snapshot->phase);
  if (!m_schedule.mayLook(isRunning && m_look)) return;
  const MapQuestion question{
      .snapshot = m_moment->snapshot, .dataset = m_moment->dataset, .source = m_source, .most = m_most};
  m_job.request([question, former = m_look](
                    const engine::Progress& progress) { return takeMapLook(question, former, progress); },
                [this](const MapLookPtr& look) {
                  if (look) {
                    m_schedule.spend(look->milliseconds);
                    m_look = look;
                    emit lookChanged();
                  }
                  lookSoon();
                });
}

}  // namespace pellucid::ui
