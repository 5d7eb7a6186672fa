// SPDX-License-Identifier: GPL-3.0-or-later
// For numeric answers: predicted over true values as a cloud of points with the line of equality, and their
// difference, the residuals, over the true values. A click puts a sample on the canvas. GUI thread.
#pragma once

#include <QWidget>

#include "engine/inspect/residuals.h"
#include "ui/results/results.h"

class QComboBox;
class QLabel;
class QCPGraph;
class QCustomPlot;

namespace pellucid::ui {

class NumbersPlot : public QWidget {
  Q_OBJECT

 public:
  /// The reference must outlive it.
  explicit NumbersPlot(Results& results, QWidget* parent = nullptr);

  /// The results have another look.
  void refresh();
  /// What the plots show.
  const engine::Residuals& residuals() const { return m_residuals; }
  QCustomPlot& predictions() { return *m_predictions; }

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  QCustomPlot* makePlot(const QString& yName, const QString& name);
  /// Chooses the sample nearest to a place of the plot, if there is one.
  void choose(const QCustomPlot& plot, QPointF place, bool areResiduals);
  void colour();

  Results& m_results;
  QComboBox* m_output;
  engine::DatasetPtr m_named;  ///< the data whose outputs it lists
  QLabel* m_figures;
  QCustomPlot* m_predictions;
  QCustomPlot* m_errors;
  engine::Residuals m_residuals;
};

}  // namespace pellucid::ui
