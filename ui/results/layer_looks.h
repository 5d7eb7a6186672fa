// SPDX-License-Identifier: GPL-3.0-or-later
// The newest look at the layers' values, the one that it is compared with, and the earlier ones. Looks are
// taken off the window's thread when the schedule allows it, of snapshots with the whole state. Lives on the
// window's thread.
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "ui/results/layer_look.h"
#include "ui/run/look_schedule.h"
#include "ui/run/moment.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

class LayerLooks : public QObject {
  Q_OBJECT

 public:
  static constexpr std::size_t kMostPoints = 200;

  explicit LayerLooks(LookSchedule::Clock clock = {});

  void watch(QWidget& panel) { m_schedule.watch(panel); }
  /// The initial weights of the run that the following moments belong to; null where they were drawn from its
  /// seed.
  void setInitial(std::shared_ptr<const engine::Vector> initial) { m_initial = std::move(initial); }
  void showMoment(const MomentPtr& moment);

  /// Null before the first.
  const LayerLookPtr& look() const { return m_look; }
  /// The look compared with: the beginning of the run, or the look that was chosen.
  const LayerLookPtr& compared() const { return m_compared; }
  void compareWithNow();
  const MomentPtr& moment() const { return m_moment; }

  struct Point {
    std::int64_t step = 0;
    std::vector<LayerLook::Layer> layers;
  };
  /// The results of each look, by ascending step; more sparse for a long run.
  const std::vector<Point>& history() const { return m_history; }
  bool isBusy() const { return m_job.isBusy(); }
  bool isUpToDate() const;

 signals:
  void lookChanged();
  /// A snapshot with the whole state is needed: the run is training, and its snapshots have only weights.
  void wholeWanted();

 private:
  void lookSoon();
  void take(const LayerLookPtr& look);
  void forget();
  void remember(const LayerLook& look);

  LookSchedule m_schedule;
  MomentPtr m_moment;
  LayerLookPtr m_look;
  LayerLookPtr m_compared;
  std::vector<Point> m_history;
  std::int64_t m_spacing = 1;
  bool m_isAwaitingWhole = false;
  std::shared_ptr<const engine::Snapshot> m_remembered;  ///< the newest in the history
  std::shared_ptr<const engine::Vector> m_initial;
  struct Looked {
    LayerLookPtr now;
    LayerLookPtr beginning;  ///< once per run
  };
  BackgroundJob<Looked> m_job;
};

}  // namespace pellucid::ui
