// SPDX-License-Identifier: GPL-3.0-or-later
// Loss and accuracy over the steps of a run, of the training batches and of the test split, and over them the
// curves of other runs. It is handed every point of the history; while it is hidden it only keeps them.
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "engine/train/snapshot.h"
#include "ui/plots/curve_data.h"
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
  /// There is none where the answers are numbers; the loss gets all the room then.
  void setAccuracyShown(bool isShown);
  /// Marks the epochs on the upper axes.
  void setRun(std::int64_t stepsPerEpoch);
  /// Marks the step of the moment that the window shows, when that is a past one.
  void setCursor(const engine::Snapshot& shown);
  /// On how many samples the test is measured, and whether training sees the same ones.
  void setTested(std::int64_t samples, bool areTrainingSamples);

 public slots:
  /// Shows all of both plots and follows the newest step again.
  void fit();

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeControls();
  void refresh();
  void showValues();
  void setIcons();

  /// Of another run.
  struct Other {
    CurveOverlay overlay;
    CurveData train;
  };
  void refreshOverlays();
  /// At the step under the pointer, or else the newest.
  std::optional<engine::Metrics> valueOf(const Other& other) const;

  CurveData m_train;
  std::vector<engine::HistoryPoint> m_test;
  std::vector<Other> m_others;
  bool m_isStale = false;
  std::optional<double> m_pointed;  ///< the step under the pointer
  std::optional<double> m_cursor;   ///< the step that is shown, where it is not the newest
  CurvePlot* m_loss;
  CurvePlot* m_accuracy;
  CurveLegend* m_legend;
  OverlayLegend* m_otherLegend;
  LegendArea* m_legends = nullptr;
  class QToolButton* m_fit = nullptr;
};

}  // namespace pellucid::ui
