// SPDX-License-Identifier: GPL-3.0-or-later
// Repetitions with other seeds: the same run several times in the background, and how much its curves and its
// result depend on chance. When closed, it goes on, and is shown again as it is. Lives on the window's
// thread.
#pragma once

#include <QDialog>

#include "ui/runs/repeat_runner.h"
#include "ui/runs/run_plot.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace pellucid::ui {

class SeedsDialog : public QDialog {
  Q_OBJECT

 public:
  explicit SeedsDialog(RunToRepeat run, QWidget* parent = nullptr);

  const RunToRepeat& run() const { return m_run; }
  /// The same run, trained further; ignored while something is under way.
  void setRun(RunToRepeat run);
  /// What to train: this many seeds from 1 on, without the run's own.
  engine::RepeatSpec spec() const;
  /// Of the tests of the seeds that have finished, or, while fewer than two have, of those that have begun.
  std::vector<engine::TestBand> bands() const;
  const RepeatRunner& runner() const { return m_runner; }
  QString sentence() const;

 signals:
  /// There are more bands, or others.
  void bandsChanged();

 private:
  QWidget* makeControls();
  void startOrStop();
  void showState();
  void showRuns();
  std::vector<const engine::History*> banded() const;

  RunToRepeat m_run;
  std::vector<std::uint64_t> m_seeds;  ///< of the runs begun
  std::size_t m_told = 0;              ///< number of bands reported
  RepeatRunner m_runner;
  QSpinBox* m_count;
  QSpinBox* m_steps;
  QPushButton* m_start;
  QLabel* m_note = nullptr;  ///< changedNote()
  QProgressBar* m_progress;
  QLabel* m_sentence;
  QTableWidget* m_table;
  RunPlot* m_plot;
};

}  // namespace pellucid::ui
