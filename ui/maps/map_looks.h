// SPDX-License-Identifier: GPL-3.0-or-later
// The newest look at the maps of the layers, and the choice of samples. Looks are taken off the window's
// thread while a panel is visible: at once when the run rests, and within the budget while it trains. Lives
// on the window's thread.
#pragma once

#include <QObject>
#include <optional>

#include "ui/maps/map_look.h"
#include "ui/run/look_schedule.h"
#include "ui/run/moment.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

class MapLooks : public QObject {
  Q_OBJECT

 public:
  explicit MapLooks(LookSchedule::Clock clock = {});

  void watch(QWidget& panel) { m_schedule.watch(panel); }
  void showMoment(const MomentPtr& moment);
  void setSource(SampleSource source);
  SampleSource source() const { return m_source; }
  /// The maximum number of samples.
  void setMost(engine::Index most);
  engine::Index most() const { return m_most; }

  /// Null before the first, and where there is nothing to look at.
  const MapLookPtr& look() const { return m_look; }
  const MomentPtr& moment() const { return m_moment; }
  bool isBusy() const { return m_job.isBusy(); }
  /// Whether the newest look is of what the window shows.
  bool isUpToDate() const;
  /// The sample that flows through the network, where it belongs to the split in use.
  std::optional<engine::Index> shown() const;
  /// Requests that a sample of the split be put on the canvas.
  void want(engine::Index sample) { emit sampleWanted(m_source, sample); }

 signals:
  void lookChanged();
  void shownChanged();
  /// Another moment, possibly of the same run with new values, as in each frame of a run.
  void momentChanged();
  void sampleWanted(SampleSource source, engine::Index sample);

 private:
  void lookSoon();
  void forget();

  LookSchedule m_schedule;
  MomentPtr m_moment;
  SampleSource m_source = SampleSource::Test;
  engine::Index m_most = 2000;
  MapLookPtr m_look;
  BackgroundJob<MapLookPtr> m_job;
};

}  // namespace pellucid::ui
