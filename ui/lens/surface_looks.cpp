// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/surface_looks.h"

#include <algorithm>

#include "engine/train/phase.h"

namespace pellucid::ui {
namespace {

constexpr double kMostFineMs = 8000;  // for all fields of a fine map

}  // namespace

SurfaceLooks::SurfaceLooks() {
  connect(&m_schedule, &LookSchedule::due, this, &SurfaceLooks::lookSoon);
}

bool SurfaceLooks::isResting() const {
  return m_moment && !engine::isRunning(m_moment->snapshot->phase);
}

void SurfaceLooks::showMoment(const MomentPtr& moment) {
  const bool isOther = m_moment && !isSameNetwork(*m_moment, *moment);
  m_moment = moment;
  if (isOther) forget();
  if (m_isImpossible && m_impossibleRevision != moment->snapshot->revision) m_isImpossible = false;
  emit hereChanged();
  lookSoon();
}

void SurfaceLooks::forget() {
  m_job.forget();
  m_isAwaiting = false;
  m_isImpossible = false;
  m_look.reset();
  emit lookChanged();
}

void SurfaceLooks::setKind(SurfaceKind kind) {
  if (kind == m_kind) return;
  m_kind = kind;
  forget();
  lookSoon();
}

void SurfaceLooks::again() {
  forget();
  lookSoon();
}

void SurfaceLooks::lookSoon() {
  if (!m_schedule.isSeen() || !isResting() || isBusy() || m_isImpossible) return;
  if (m_moment->dataset->train.size() == 0) return;
  if (m_look && isTrueOf(*m_look, *m_moment->snapshot)) return;
  m_isAwaiting = true;
  emit captureWanted();
}

void SurfaceLooks::take(const std::shared_ptr<const engine::Snapshot>& captured) {
  if (!std::exchange(m_isAwaiting, false) || !captured || !m_moment) return;
  // Another run may be shown by now.
  if (captured->run != m_moment->snapshot->run || captured->network != m_moment->snapshot->network) return;
  m_of = captured;
  m_dataset = m_moment->dataset;
  ask(kCoarse);
}

void SurfaceLooks::ask(engine::Index fields) {
  const SurfaceQuestion question{.kind = m_kind, .snapshot = m_of, .dataset = m_dataset, .fields = fields};
  m_job.request([question](const engine::Progress& progress) { return takeSurface(question, progress); },
                [this, fields, revision = m_of->revision](const SurfaceAnswer& answer) {
                  m_isImpossible = answer.look == nullptr;
                  m_impossibleRevision = revision;
                  m_look = answer.look;
                  emit lookChanged();
                  if (!answer.look) return m_of.reset();
                  const auto affordable = static_cast<engine::Index>(
                      kMostFineMs / std::max(answer.look->millisecondsAField, 1e-3));
                  const engine::Index fine = std::min(kFine, affordable);
                  if (fields < kFine && fine > 2 * fields) return ask(fine);
                  m_of.reset();  // it holds all states of the run
                  lookSoon();    // the cursor may have moved
                });
}

std::optional<Eigen::Vector2d> SurfaceLooks::here() const {
  if (!m_look || !m_moment || m_moment->snapshot->network != m_look->network) return std::nullopt;
  return m_look->plane.placeOf(m_moment->weights());
}

}  // namespace pellucid::ui
