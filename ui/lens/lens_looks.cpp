// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/lens_looks.h"

#include <utility>

#include "engine/train/phase.h"

namespace pellucid::ui {

LensLooks::LensLooks(LookSchedule::Clock clock) : m_schedule(std::move(clock)) {
  connect(&m_schedule, &LookSchedule::due, this, &LensLooks::lookSoon);
}

void LensLooks::showMoment(const MomentPtr& moment) {
  const bool isOther = !m_moment || !isSameNetwork(*m_moment, *moment);
  m_moment = moment;
  if (moment->snapshot->isWhole) m_isAwaitingWhole = false;
  if (isOther) {
    m_job.forget();
    m_look.reset();
    m_isAwaitingWhole = false;
    emit lookChanged();
  }
  lookSoon();
}

void LensLooks::lookSoon() {
  if (!m_moment || m_job.isBusy() || isUpToDate() || m_moment->dataset->train.size() == 0) return;
  const bool isRunning = engine::isRunning(m_moment->snapshot->phase);
  if (!m_schedule.mayLook(isRunning && m_look)) return;
  if (!m_moment->snapshot->isWhole) {
    if (!std::exchange(m_isAwaitingWhole, true)) emit wholeWanted();
    return;
  }
  LensQuestion question{.snapshot = m_moment->snapshot, .dataset = m_moment->dataset};
  if (isRunning) {
    // Smaller looks, and thus more often.
    question.mostTest = 250;
    question.range.points = 25;
  }
  m_job.request([question](const engine::Progress& progress) { return takeLensLook(question, progress); },
                [this](const LensLookPtr& look) {
                  if (look) {
                    m_schedule.spend(look->milliseconds);
                    m_look = look;
                    emit lookChanged();
                  }
                  lookSoon();
                });
}

}  // namespace pellucid::ui
