// SPDX-License-Identifier: GPL-3.0-or-later
// The newest height map: coarse first, then finer. It is made while training rests, of the whole state with
// its timeline, and stays while the run goes on: then it shows where the present weights are in it. Lives on
// the window's thread.
#pragma once

#include <QObject>
#include <vector>

#include "ui/lens/surface_look.h"
#include "ui/run/look_schedule.h"
#include "ui/run/moment.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

class SurfaceLooks : public QObject {
  Q_OBJECT

 public:
  static constexpr engine::Index kCoarse = 225;  ///< fields
  static constexpr engine::Index kFine = 2500;

  SurfaceLooks();

  /// Maps are made while one of these is visible.
  void watch(QWidget& panel) { m_schedule.watch(panel); }
  void showMoment(const MomentPtr& moment);
  void setKind(SurfaceKind kind);
  SurfaceKind kind() const { return m_kind; }
  /// Makes a map of what is shown now, even if the current one is still true.
  void again();

  /// Null before the first, and where there is no map.
  const SurfaceLookPtr& look() const { return m_look; }
  const MomentPtr& moment() const { return m_moment; }
  bool isBusy() const { return m_isAwaiting || m_job.isBusy(); }
  /// Progress of the map being made, from 0 to 1.
  double share() const { return m_job.share(); }
  /// Whether no map can be made of what is shown: no step was trained, or its values are out of range.
  bool isImpossible() const { return m_isImpossible; }
  /// Where the weights that the window shows are on the map.
  std::optional<Eigen::Vector2d> here() const;
  /// The snapshot that captureWanted() requested; null where there is none.
  void take(const std::shared_ptr<const engine::Snapshot>& captured);

 signals:
  void lookChanged();
  /// The present has moved, or work has progressed.
  void hereChanged();
  /// A snapshot with its whole state and timeline is needed, for take().
  void captureWanted();

 private:
  void lookSoon();
  void forget();
  void ask(engine::Index fields);
  bool isResting() const;

  LookSchedule m_schedule;  ///< only for visibility; at rest no budget is needed
  MomentPtr m_moment;
  SurfaceKind m_kind = SurfaceKind::Way;
  SurfaceLookPtr m_look;
  std::shared_ptr<const engine::Snapshot> m_of;  ///< the one being looked at
  engine::DatasetPtr m_dataset;
  bool m_isAwaiting = false;
  bool m_isImpossible = false;
  std::uint64_t m_impossibleRevision = 0;
  BackgroundJob<SurfaceAnswer> m_job;
};

}  // namespace pellucid::ui
