// SPDX-License-Identifier: GPL-3.0-or-later
// The arithmetic of the selected unit or weight: its rows and the curve of f, for the sample shown; in a
// staged step also the update, in which direction each sample of the batch pushes a weight, and the same
// derivative by central differences. A watched weight also shows its path through the run.
#pragma once

#include <QLabel>
#include <QSlider>
#include <QWidget>

#include "ui/inspector/arithmetic_view.h"
#include "ui/inspector/batch_bars.h"
#include "ui/inspector/error_curve.h"
#include "ui/inspector/function_plot.h"
#include "ui/inspector/weight_plot.h"
#include "ui/run/moment.h"
#include "ui/run/step_view.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

class ArithmeticPanel : public QWidget {
  Q_OBJECT

 public:
  /// The selection must outlive the panel.
  explicit ArithmeticPanel(Selection& selection);

  /// Remembers the step; computes only while visible, and only when step, sample or place have changed.
  void showStep(std::optional<StepView> step);
  /// Remembers the run's newest moment, whose sample is explained where no step is staged, and which holds
  /// the history of the watched weight.
  void showMoment(const MomentPtr& moment);

  const ArithmeticView& view() const { return *m_view; }
  /// The derivative by differences as text, for tests.
  QString checkText() const { return m_check->text(); }

 signals:
  /// A bar was clicked: this column of the batch is to be shown.
  void sampleChosen(engine::Index sample);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void refresh();
  /// The selected weight's history, where the run watches it; null otherwise.
  const engine::WeightHistory* history() const;
  void showHistory();
  /// The staged step being explained, or the moment's sample; null before either is here.
  std::shared_ptr<const engine::StepTrace> explained() const;
  QString hintText(bool isShown) const;
  void showFunction(const Place& place);
  void showBatch(const Place& place);
  void showCheck();
  /// Requests the curve of one weight in one step, which takes a while for large networks.
  void showCurve(const Place& place);
  double epsilon() const;

  Selection& m_selection;
  std::optional<StepView> m_step;
  MomentPtr m_moment;
  std::shared_ptr<const engine::StepTrace> m_trace;  ///< the one explained now
  QLabel* m_title;
  QLabel* m_hint;
  ArithmeticView* m_view;
  WeightPlot* m_weightPlot;
  FunctionPlot* m_function;
  QWidget* m_batch;
  QLabel* m_batchText;
  BatchBars* m_bars;
  QWidget* m_differences;
  QSlider* m_epsilon;
  QLabel* m_check;
  ErrorCurve* m_curve;
  std::shared_ptr<const engine::StepTrace> m_curveOf;  ///< and of this place
  Place m_curveAt;
  BackgroundJob<std::vector<engine::DifferenceQuotient>> m_curves;
};

}  // namespace pellucid::ui
