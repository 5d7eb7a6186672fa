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
  /// One curve's values.
  struct Value {
    double step = 0;  ///< steps done by the weights that were measured
    double loss = 0;
    double beside = 0;  ///< the other quantity's value; NaN where it has none
  };

  explicit CurveLegend(QWidget* parent = nullptr);

  /// The values at the step under the pointer or nearest to it, otherwise the newest ones; none for a curve
  /// without points.
  void showValues(const std::optional<Value>& train, const std::optional<Value>& test, bool isPointed);
  /// How many batches each training value is the mean of, and the number of points it is smoothed over,
  /// about; 1 without smoothing.
  void setMeans(std::int64_t batchesPerPoint, int smoothing);
  /// How many samples the test uses, and whether they are the training samples.
  void setTested(std::int64_t samples, bool areTrainingSamples);
  /// Descriptions of both curves, for a picture of them: "training, mean of 32 batches".
  QString trainText() const;
  QString testText() const;
  /// The quantity beside the loss.
  void setBeside(std::optional<CurveQuantity> quantity);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Row {
    QLabel* name;
    QLabel* over;  ///< what the values are measured over
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
  QString m_tested;  ///< the samples tested on
};

}  // namespace pellucid::ui
