// SPDX-License-Identifier: GPL-3.0-or-later
// What the curves are and their values at one step, beside the plots, where they cover nothing.
#pragma once

#include <QLabel>
#include <QWidget>
#include <optional>

#include "ui/plots/curve_quantity.h"

namespace pellucid::ui {

class CurveLegend : public QWidget {
  Q_OBJECT

 public:
  /// What the values of one curve belong to.
  struct Value {
    double step = 0;  ///< steps done by the weights that were measured
    double loss = 0;
    double beside = 0;  ///< of the other quantity; NaN where it has none
  };

  explicit CurveLegend(QWidget* parent = nullptr);

  /// The values at the step under the pointer, or nearest to it, or else the newest ones; none of a curve
  /// without points.
  void showValues(const std::optional<Value>& train, const std::optional<Value>& test, bool isPointed);
  /// Of how many batches each training value is the mean, and over about how many points it is smoothed: 1
  /// where it is not.
  void setMeans(std::int64_t batchesPerPoint, int smoothing);
  /// On how many samples the test is measured, and whether training sees the same ones.
  void setTested(std::int64_t samples, bool areTrainingSamples);
  /// What both curves are, for a picture of them: "training, mean of 32 batches".
  QString trainText() const;
  QString testText() const;
  /// What is told beside the loss.
  void setBeside(std::optional<CurveQuantity> quantity);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Row {
    QLabel* name;
    QLabel* over;  ///< over what the values are measured
    QLabel* loss;
    QLabel* beside;
  };
  Row addRow(class QGridLayout& grid, const QString& name, const QString& toolTip);
  void show(const Row& row, const std::optional<Value>& value) const;

  QLabel* m_step;
  QLabel* m_besideTitle;
  std::optional<CurveQuantity> m_beside = CurveQuantity::Accuracy;
  Row m_train;
  Row m_test;
  QString m_tested;  ///< on what
};

}  // namespace pellucid::ui
