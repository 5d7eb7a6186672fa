// SPDX-License-Identifier: GPL-3.0-or-later
// The learning-rate finder: the loss of a copy of the run while its rate grows, with the valley marked. The
// run does not change until a rate is accepted. Lives on the window's thread.
#pragma once

#include <QDialog>

#include "engine/train/rate_finder.h"
#include "ui/document/document.h"
#include "ui/runs/run_plot.h"
#include "ui/widgets/background_job.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace pellucid::ui {

class RateDialog : public QDialog {
  Q_OBJECT

 public:
  /// From `state`, which was trained with the design; begins at once.
  RateDialog(const Design& design, const engine::RunState& state, QWidget* parent = nullptr);

  bool isComputing() const { return m_job.isBusy(); }
  /// Null until it is there.
  const engine::RateCurve* curve() const { return m_curve ? &*m_curve : nullptr; }
  /// The steepest fall with one digit, as rates are usually given; none where there is none.
  std::optional<double> suggested() const;
  QString sentence() const;

 signals:
  void rateChosen(double rate);

 private:
  using Answer = engine::Result<engine::RateCurve>;
  void take(Answer answer);
  void showCurve();

  Design m_design;
  std::optional<engine::RateCurve> m_curve;
  RunPlot* m_plot;
  QLabel* m_sentence;
  QPushButton* m_use;
  QProgressBar* m_progress;
  BackgroundJob<Answer> m_job;
};

/// 0.0034 becomes 0.003.
double roundedRate(double rate);

}  // namespace pellucid::ui
