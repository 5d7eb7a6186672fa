// SPDX-License-Identifier: GPL-3.0-or-later
// Vary: the same run with several values of one setting, each with several seeds, in the background, with the
// results plotted against the values. When closed, it goes on. Lives on the window's thread.
#pragma once

#include <QDialog>
#include <optional>

#include "ui/runs/repeat_runner.h"
#include "ui/runs/run_plot.h"
#include "ui/runs/run_results.h"
#include "ui/runs/varied_setting.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace pellucid::ui {

class VaryDialog : public QDialog {
  Q_OBJECT

 public:
  explicit VaryDialog(RunToRepeat run, QWidget* parent = nullptr);

  const RunToRepeat& run() const { return m_run; }
  /// The same run, trained further; ignored while something is under way.
  void setRun(RunToRepeat run);
  /// Value by value, with all seeds for each: the run's own and those after it.
  engine::RepeatSpec spec() const;
  const RepeatRunner& runner() const { return m_runner; }
  /// For a value that was begun.
  LastTests results(std::size_t value) const;
  QString sentence() const;

 signals:
  /// For a setting that the run has.
  void valueChosen(const pellucid::ui::VariedSetting& setting, double value);

 private:
  QWidget* makeControls();
  QWidget* makeResults();
  void choose(int setting);
  void startOrStop();
  void showState();
  void showResults();
  void showWanted();
  const VariedSetting& chosen() const;
  /// Those of the run's changes that can be made in its repetitions.
  std::optional<std::vector<engine::TimelineEvent>> repeatedChanges() const;
  /// The changes made during the runs with this value, which itself stays as it is.
  std::vector<engine::TimelineEvent> changesWith(double value) const;
  QString note() const;
  /// The value of the selected row, or the best one; none before there are results.
  std::optional<double> wanted() const;
  std::optional<std::size_t> best() const;

  RunToRepeat m_run;
  std::vector<VariedSetting> m_settings;
  // For the runs begun.
  std::vector<double> m_values;
  std::size_t m_seedCount = 1;
  VariedSetting m_begun;
  RepeatRunner m_runner;
  QComboBox* m_setting;
  QLineEdit* m_list;
  QSpinBox* m_seeds;
  QSpinBox* m_steps;
  QPushButton* m_start;
  QPushButton* m_use;
  QLabel* m_note = nullptr;  ///< note()
  QProgressBar* m_progress;
  QLabel* m_sentence;
  QTableWidget* m_table;
  RunPlot* m_plot;
};

}  // namespace pellucid::ui
