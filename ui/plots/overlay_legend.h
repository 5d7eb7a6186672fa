// SPDX-License-Identifier: GPL-3.0-or-later
// The names of other runs' curves, with their values at one step: a row for each, beside the plots.
#pragma once

#include <QLabel>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/plots/curve_quantity.h"

class QGridLayout;

namespace pellucid::ui {

class OverlayLegend : public QWidget {
  Q_OBJECT

 public:
  struct Run {
    QString name;
    int colour = 0;         ///< index into Theme::runs
    bool isSpread = false;  ///< several runs, whose medians are shown
  };

  explicit OverlayLegend(QWidget* parent = nullptr);

  /// In the order of their rows; without any the legend takes no room.
  void setRuns(const std::vector<Run>& runs);
  /// A run's values, NaN where it has none.
  struct Value {
    double loss = 0;
    double beside = 0;  ///< the other quantity's value
  };
  /// One for each run.
  void showValues(const std::vector<Value>& values);
  /// The quantity beside the loss.
  void setBeside(std::optional<CurveQuantity> quantity);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Row {
    int colour;
    QLabel* name;
    QLabel* loss;
    QLabel* beside;
  };

  QGridLayout* m_grid;
  std::vector<Row> m_rows;
  std::optional<CurveQuantity> m_beside = CurveQuantity::Accuracy;
};

}  // namespace pellucid::ui
