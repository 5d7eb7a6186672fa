// SPDX-License-Identifier: GPL-3.0-or-later
// What the curves of other runs are called, with their values at one step: a row for each, beside the plots.
#pragma once

#include <QLabel>
#include <QWidget>
#include <optional>
#include <vector>

#include "engine/train/evaluation.h"

class QGridLayout;

namespace pellucid::ui {

class OverlayLegend : public QWidget {
  Q_OBJECT

 public:
  struct Run {
    QString name;
    int colour = 0;         ///< its number in Theme::runs
    bool isSpread = false;  ///< of several runs, whose medians are shown
  };

  explicit OverlayLegend(QWidget* parent = nullptr);

  /// In the order of their rows; without one the legend takes no room.
  void setRuns(const std::vector<Run>& runs);
  /// As many as there are runs; none of a run without points.
  void showValues(const std::vector<std::optional<engine::Metrics>>& values);
  void setAccuracyShown(bool isShown);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Row {
    int colour;
    QLabel* name;
    QLabel* loss;
    QLabel* accuracy;
  };

  QGridLayout* m_grid;
  std::vector<Row> m_rows;
  bool m_isAccuracyShown = true;
};

}  // namespace pellucid::ui
