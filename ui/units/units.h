// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages of this room share: the unit or map that is looked at, which is the canvas' own, and the
// newest look at its layer. It looks off the window's thread, while one of its panels is seen: at once where
// training rests, and within a budget while it runs. Lives on the window's thread.
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
  /// The reference must outlive this.
  explicit Units(Selection& selection, LookSchedule::Clock clock = {});

  /// There are looks while one of these is seen.
  void watch(QWidget& panel) { m_schedule.watch(panel); }
  void showMoment(const MomentPtr& moment);
  /// What the window shows; null before the first.
  const MomentPtr& moment() const { return m_moment; }
  Selection& selection() const { return m_selection; }

  /// Whose units are looked at: the selected layer, or the one that was. There is a moment.
  std::size_t layer() const { return m_layer; }
  void setLayer(std::size_t layer);
  /// The unit, or the map where the layer has maps.
  engine::Index channel() const { return m_channel; }
  void setChannel(engine::Index channel);
  const engine::Layer& engineLayer() const { return m_moment->network().layer(m_layer); }
  engine::Index channels() const { return engineLayer().outputShape().channels; }
  bool areMaps() const { return engineLayer().outputShape().isImage(); }
  /// Units of the output are the answers themselves, and stay on.
  bool canBeSwitchedOff() const { return m_layer + 1 < m_moment->network().layerCount(); }
  bool isOff(std::size_t layer, engine::Index channel) const;
  /// Held at `value` from now on, for looking; none: it is on again.
  void setOff(std::size_t layer, engine::Index channel, std::optional<engine::Scalar> value);

  /// Of the layer; null before the first, and where there are no samples.
  const UnitLookPtr& look() const { return m_look; }
  bool isUpToDate() const;
  bool isBusy() const { return m_job.isBusy(); }
  /// Asks for a sample to be put on the canvas.
  void want(engine::Index sample) { emit sampleWanted(m_look->source, sample); }

 signals:
  void momentChanged();
  /// Another unit, or another network that has others.
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

/// Test samples, or training samples where none are for testing.
SampleSource sourceOf(const engine::Dataset& dataset);

}  // namespace pellucid::ui
