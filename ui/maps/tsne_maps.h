// SPDX-License-Identifier: GPL-3.0-or-later
// The maps of all layers by t-SNE, which are computed step by step on a worker, all at the same pace, and
// shown in progress. For one look at a time. Lives on the window's thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>

#include "engine/base/mailbox.h"
#include "engine/inspect/maps/tsne.h"
#include "ui/maps/map_look.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

class TsneMaps : public QObject {
  Q_OBJECT

 public:
  static constexpr int kSteps = 750;

  TsneMaps();

  /// Starts from scratch with the look's samples and network; a layer whose values are out of range, or that
  /// has fewer than two samples, has no map.
  void begin(const MapLookPtr& look, const engine::TsneSettings& settings, int steps = kSteps);
  /// Stops where it is; the result so far stays.
  void stop();
  void forget();

  /// The look the maps are of; null before the first.
  const MapLookPtr& look() const { return m_look; }
  const engine::TsneSettings& settings() const { return m_settings; }
  bool isBusy() const { return m_job.isBusy(); }

  struct Frame {
    std::vector<engine::Matrix> places;  ///< 2×N for each map of the look; empty until neighbours are known
    std::vector<double> losses;          ///< KL for each map
    int steps = 0;
  };
  const Frame& frame() const { return m_frame; }
  /// Progress of finding the neighbours, from 0 to 1, while that takes time.
  double share() const { return m_job.share(); }

 signals:
  /// Another frame, or the end.
  void changed();
  /// For the same frame.
  void shareChanged();

 private:
  void poll();

  MapLookPtr m_look;
  engine::TsneSettings m_settings;
  Frame m_frame;
  std::shared_ptr<engine::Mailbox<Frame>> m_newest;
  QTimer m_timer;
  BackgroundJob<Frame> m_job;
};

}  // namespace pellucid::ui
