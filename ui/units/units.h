// SPDX-License-Identifier: GPL-3.0-or-later
// The state shared by this workspace's pages: the chosen unit or map, which is also the canvas's choice, and
// the newest look at its layer. Looks are taken off the window's thread while one of its panels is visible:
// at once where training rests, and within a budget while it runs. Lives on the window's thread.
#pragma once

#include <QObject>

#include "ui/document/selection.h"
#include "ui/run/look_schedule.h"
#include "ui/run/moment.h"
#include "ui/units/unit_look.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

class Units : public QObject {
  Q_OBJECT

 public:
  /// The reference must outlive it.
  explicit Units(Selection& selection, LookSchedule::Clock clock = {});

  /// Looks are taken while one of these is visible.
  void watch(QWidget& panel) { m_schedule.watch(panel); }
  void showMoment(const MomentPtr& moment);
  /// What the window shows; null before the first.
  const MomentPtr& moment() const { return m_moment; }
  Selection& selection() const { return m_selection; }

  /// The layer whose units are shown: the selected one, or the one selected last. There must be a moment.
  std::size_t layer() const { return m_layer; }
  void setLayer(std::size_t layer);
  /// The unit, or the map where the layer has maps.
  engine::Index channel() const { return m_channel; }
  void setChannel(engine::Index channel);
  const engine::Layer& engineLayer() const { return m_moment->network().layer(m_layer); }
  engine::Index channels() const { return engineLayer().outputShape().channels; }
  bool areMaps() const { return engineLayer().outputShape().isImage(); }
  /// Units of the output are the answers themselves, so they stay on.
  bool canBeSwitchedOff() const { return m_layer + 1 < m_moment->network().layerCount(); }
  bool isOff(std::size_t layer, engine::Index channel) const;
  /// Holds it at `value` from now on, for inspection; none: it is on again.
  void setOff(std::size_t layer, engine::Index channel, std::optional<engine::Scalar> value);

  /// The look at this layer; null before the first, and where there are no samples.
  const UnitLookPtr& look() const { return m_look; }
  bool isUpToDate() const;
  bool isBusy() const { return m_job.isBusy(); }
  /// Requests that a sample be put on the canvas.
  void want(engine::Index sample) { emit sampleWanted(m_look->source, sample); }

 signals:
  void momentChanged();
  /// Another unit, or another network with other units.
  void chosenChanged();
  void lookChanged();
  void offChanged();
  void sampleWanted(SampleSource source, engine::Index sample);

 private:
  void followSelection();
  void choose(std::size_t layer, engine::Index channel);
  void lookSoon();
  bool isLookAt(const UnitLook& look, const Moment& moment) const;

  Selection& m_selection;
  LookSchedule m_schedule;
  MomentPtr m_moment;
  std::size_t m_layer = 0;
  engine::Index m_channel = 0;
  UnitLookPtr m_look;
  BackgroundJob<UnitLookPtr> m_job;
};

/// Test samples, or training samples where there are none for testing.
SampleSource sourceOf(const engine::Dataset& dataset);

}  // namespace pellucid::ui
