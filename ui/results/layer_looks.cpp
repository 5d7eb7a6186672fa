// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/layer_looks.h"

#include <algorithm>
#include <utility>

#include "engine/train/phase.h"
#include "engine/train/thinning.h"
#include "ui/run/shared_way.h"

namespace pellucid::ui {
namespace {

bool isSameRun(const engine::Snapshot& a, const engine::Snapshot& b) {
  return a.run == b.run && a.network == b.network;
}

}  // namespace

LayerLooks::LayerLooks(LookSchedule::Clock clock) : m_schedule(std::move(clock)) {
  connect(&m_schedule, &LookSchedule::due, this, &LayerLooks::lookSoon);
}

bool LayerLooks::isUpToDate() const {
  return m_look && m_moment && isSameRun(*m_look->snapshot, *m_moment->snapshot) &&
         m_look->snapshot->revision == m_moment->snapshot->revision &&
         m_look->snapshot->experiment == m_moment->snapshot->experiment;
}

void LayerLooks::showMoment(const MomentPtr& moment) {
  const bool isOther = m_moment && (!isSameRun(*m_moment->snapshot, *moment->snapshot) ||
                                    m_moment->dataset != moment->dataset);
  m_moment = moment;
  if (moment->snapshot->isWhole) m_isAwaitingWhole = false;
  if (isOther) {
    forget();
    emit lookChanged();
  }
  lookSoon();
}

void LayerLooks::compareWithNow() {
  m_compared = m_look;
  emit lookChanged();
}

void LayerLooks::forget() {
  m_job.forget();
  m_look.reset();
  m_compared.reset();
  m_history.clear();
  m_remembered.reset();
  m_spacing = 1;
  m_isAwaitingWhole = false;
}

void LayerLooks::lookSoon() {
  if (!m_moment || m_job.isBusy() || isUpToDate() || m_moment->dataset->train.size() == 0) return;
  const bool isRunning = engine::isRunning(m_moment->snapshot->phase);
  if (!m_schedule.mayLook(isRunning && m_look)) return;
  if (!m_moment->snapshot->isWhole) {
    if (!std::exchange(m_isAwaitingWhole, true)) emit wholeWanted();
    return;
  }
  m_job.request(
      [snapshot = m_moment->snapshot, dataset = m_moment->dataset, initial = m_initial,
       needsBeginning = !m_compared](const engine::Progress& progress) {
        Looked looked{.now = lookAtLayers(snapshot, dataset, progress), .beginning = nullptr};
        if (needsBeginning && snapshot->state.step > 0)
          looked.beginning = lookAtLayers(beginningOf(*snapshot, initial.get()), dataset, progress);
        return looked;
      },
      [this](const Looked& looked) {
        if (!looked.now) return;
        if (!m_compared) m_compared = looked.beginning;
        if (looked.beginning) remember(*looked.beginning);
        take(looked.now);
        lookSoon();
      });
}

void LayerLooks::take(const LayerLookPtr& look) {
  m_schedule.spend(look->milliseconds);
  m_look = look;
  if (!m_compared) m_compared = look;
  remember(*look);
  emit lookChanged();
}

void LayerLooks::remember(const LayerLook& look) {
  // What another lane did is no longer the path to this point.
  if (m_remembered && m_remembered->timeline.lane != look.snapshot->timeline.lane) {
    const std::int64_t shared = sharedUpTo(*m_remembered, *look.snapshot).value_or(0);
    std::erase_if(m_history, [&](const Point& point) { return point.step > shared; });
  }
  m_remembered = look.snapshot;
  const auto place = std::ranges::lower_bound(m_history, look.step(), {}, &Point::step);
  if (place != m_history.end() && place->step == look.step())
    place->layers = look.layers;
  else
    m_history.insert(place, {.step = look.step(), .layers = look.layers});
  m_spacing = engine::thinTo(m_history, kMostPoints, m_spacing);
}

}  // namespace pellucid::ui
