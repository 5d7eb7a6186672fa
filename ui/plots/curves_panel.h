// SPDX-License-Identifier: GPL-3.0-or-later
// Loss and accuracy over the steps of a run, of the training batches and of the test split, and over them the
// curves of other runs. Beside the loss there may be the learning rate or the sizes of the steps, and they
// may run over epochs, samples or seconds. It is handed every point of the history; while it is hidden it
// only keeps them.
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

  /// What is new since the last call; an empty history costs nothing.
  void append(const engine::History& history);
  /// For another run.
  void clear();
  /// The curves of other runs, in place of those before. What was cleared for another run keeps them.
  void setOverlays(std::vector<CurveOverlay> overlays);

  /// The label of the axis: "loss (nats)" for the cross-entropy, "loss" for the mean squared error.
  void setLossName(const QString& axisLabel);
  /// There is none where the answers are numbers; the loss gets all the room then, unless something else
  /// stands beside it.
  void setAccuracyShown(bool isShown);
  /// How many steps and samples make an epoch and a step.
  void setRun(std::int64_t stepsPerEpoch, std::int64_t samplesPerStep);
  /// Marks the step of the moment that the window shows, when that is a past one.
  void setCursor(const engine::Snapshot& shown);
  /// On how many samples the test is measured, and whether training sees the same ones.
  void setTested(std::int64_t samples, bool areTrainingSamples);

  /// How the curves are drawn, as the user chooses it.
  CurveControls& controls() { return *m_controls; }
  /// What is drawn, for a picture of it.
  CurveFigures figures();

 public slots:
  /// Shows all of both plots and follows the newest step again.
  void fit();
  void copyPicture();

 signals:
  /// Into a file.
  void exportRequested();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  /// The training curves of a run, by kCurveQuantities.
  using TrainCurves = std::array<CurveData, kCurveQuantities.size()>;
  /// Of another run.
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
  /// As it is told: smoothed where that was chosen.
  std::vector<CurveData::Point> trainPoints(CurveQuantity quantity) const;

  TrainCurves m_train;
  std::vector<engine::HistoryPoint> m_test;
  std::vector<Other> m_others;
  AxisScale m_scale;
  bool m_hasAccuracy = true;
  bool m_isStale = false;
  std::optional<double> m_pointed;       ///< on the horizontal axis, under the pointer
  std::optional<std::int64_t> m_cursor;  ///< the step that is shown, where it is not the newest
  CurvePlot* m_loss;
  CurvePlot* m_beside;
  CurveLegend* m_legend;
  OverlayLegend* m_otherLegend;
  LegendArea* m_legends = nullptr;
  CurveControls* m_controls;
};

}  // namespace pellucid::ui
