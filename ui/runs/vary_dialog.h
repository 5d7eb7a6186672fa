// SPDX-License-Identifier: GPL-3.0-or-later
// Vary: the same run with several values of one setting, each with several seeds, in the background, and the
// results drawn against the values. Closed, it goes on. Lives on the window's thread.
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
  /// The same run, which has been trained further; while something is under way it stays as it is.
  void setRun(RunToRepeat run);
  /// Value by value, of each all seeds: the run's own and those after it.
  engine::RepeatSpec spec() const;
  const RepeatRunner& runner() const { return m_runner; }
  /// Of a value that was begun.
  LastTests results(std::size_t value) const;
  QString sentence() const;

 signals:
  /// Of a setting that the run has.
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
  /// Those of the run's changes that its repetitions can take.
  std::optional<std::vector<engine::TimelineEvent>> repeatedChanges() const;
  /// What is changed on the way of the runs with this value, which stays what it is.
  std::vector<engine::TimelineEvent> changesWith(double value) const;
  QString note() const;
  /// That of the selected row, or the best one; nothing before there are results.
  std::optional<double> wanted() const;
  std::optional<std::size_t> best() const;

  RunToRepeat m_run;
  std::vector<VariedSetting> m_settings;
  // Of the runs that were begun.
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
