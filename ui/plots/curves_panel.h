// SPDX-License-Identifier: GPL-3.0-or-later
// Loss and accuracy over the steps of a run, for the training batches and for the test split, and over them
// the curves of other runs. The learning rate or the sizes of the steps can be shown beside the loss, and the
// axis can be epochs, samples or seconds. It receives every point of the history; while hidden it only stores
// them.
#pragma once

#include <QWidget>
#include <array>
#include <optional>
#include <vector>

#include "engine/train/snapshot.h"
#include "ui/plots/curve_controls.h"
#include "ui/plots/curve_data.h"
#include "ui/plots/curve_figure.h"
#include "ui/plots/curve_overlay.h"

namespace pellucid::ui {

class CurveLegend;
class CurvePlot;
class LegendArea;
class OverlayLegend;

class CurvesPanel : public QWidget {
  Q_OBJECT

 public:
  explicit CurvesPanel(QWidget* parent = nullptr);

  /// Adds what is new since the last call; an empty history costs nothing.
  void append(const engine::History& history);
  /// For another run.
  void clear();
  /// The curves of other runs, replacing the previous ones. clear() keeps them.
  void setOverlays(std::vector<CurveOverlay> overlays);

  /// The axis label: "loss (nats)" for the cross-entropy, "loss" for the mean squared error.
  void setLossName(const QString& axisLabel);
  /// Accuracy does not exist for numeric answers; then the loss gets all the room, unless another quantity is
  /// beside it.
  void setAccuracyShown(bool isShown);
  /// The number of steps per epoch and of samples per step.
  void setRun(std::int64_t stepsPerEpoch, std::int64_t samplesPerStep);
  /// Marks the step of the moment that the window shows, when that is a past one.
  void setCursor(const engine::Snapshot& shown);
  /// How many samples the test uses, and whether they are the training samples.
  void setTested(std::int64_t samples, bool areTrainingSamples);

  /// The user's choices of how the curves are drawn.
  CurveControls& controls() { return *m_controls; }
  /// What is drawn, for making a picture of it.
  CurveFigures figures();

 public slots:
  /// Shows all of both plots and follows the newest step again.
  void fit();
  void copyPicture();

 signals:
  /// To export into a file.
  void exportRequested();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  /// A run's training curves, in the order of kCurveQuantities.
  using TrainCurves = std::array<CurveData, kCurveQuantities.size()>;
  /// Another run.
  struct Other {
    CurveOverlay overlay;
    TrainCurves train;
  };

  QWidget* makeStrip();
  void link(CurvePlot* from, CurvePlot* to);
  void choose();
  void refresh();
  void draw();
  void refreshOverlays();
  void showValues();
  void showCursor();
  std::optional<CurveQuantity> beside() const;
  AxisScale scaleOf(const Other& other) const;
  /// As reported: smoothed where that was chosen.
  std::vector<CurveData::Point> trainPoints(CurveQuantity quantity) const;

  TrainCurves m_train;
  std::vector<engine::HistoryPoint> m_test;
  std::vector<Other> m_others;
  AxisScale m_scale;
  bool m_hasAccuracy = true;
  bool m_isStale = false;
  std::optional<double> m_pointed;       ///< on the horizontal axis, under the pointer
  std::optional<std::int64_t> m_cursor;  ///< the step shown, where it is not the newest
  CurvePlot* m_loss;
  CurvePlot* m_beside;
  CurveLegend* m_legend;
  OverlayLegend* m_otherLegend;
  LegendArea* m_legends = nullptr;
  CurveControls* m_controls;
};

}  // namespace pellucid::ui
