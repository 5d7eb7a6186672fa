// SPDX-License-Identifier: GPL-3.0-or-later
// Two runs side by side: settings that differ, curves, how far each layer has moved, confusions, and the
// weights of the first layer. It stays unchanged while training goes on. Slow parts are computed on a worker.
// Lives on the window's thread.
#pragma once

#include <QDialog>
#include <array>

#include "engine/inspect/run_comparison.h"
#include "ui/run/run_book.h"
#include "ui/runs/run_plot.h"
#include "ui/widgets/background_job.h"

class QGridLayout;
class QLabel;
class QTableWidget;
class QVBoxLayout;

namespace pellucid::ui {

class AnswerMatrix;
class FirstWeights;

/// A run as it was when the comparison was requested.
struct ComparedRun {
  QString title;
  int colour = 0;  ///< see RunPlot
  Design design;
  /// Null where its state was discarded: then there are only settings and curves.
  std::shared_ptr<const engine::Snapshot> snapshot;
  std::shared_ptr<const engine::History> history;  ///< never null
  /// Changes made during the run, in words; nullopt where they are no longer known, empty where there were
  /// none.
  std::optional<QStringList> changes = QStringList();
};

class CompareDialog : public QDialog {
  Q_OBJECT

 public:
  CompareDialog(ComparedRun first, ComparedRun second, QWidget* parent = nullptr);

  /// Null until the worker has finished, and where a run has no weights.
  const engine::RunComparison* comparison() const { return m_comparison.get(); }
  bool isComputing() const { return m_job.isBusy(); }
  const QTableWidget& settings() const { return *m_settings; }
  const QTableWidget& drift() const { return *m_drift; }
  const RunPlot& plot() const { return *m_plot; }

 private:
  using Comparison = std::shared_ptr<const engine::RunComparison>;

  QWidget* makeLeft();
  QWidget* makeRight();
  void fillSettings();
  void showCurves();
  void request();
  void take(Comparison comparison);
  void fillDrift();
  bool hasClasses() const;

  std::array<ComparedRun, 2> m_runs;
  QTableWidget* m_settings;
  QTableWidget* m_drift;
  RunPlot* m_plot;
  QLabel* m_note;
  std::array<QLabel*, 2> m_answersTitles{};
  std::array<AnswerMatrix*, 2> m_answers{};
  std::array<FirstWeights*, 2> m_weights{};
  Comparison m_comparison;
  BackgroundJob<Comparison> m_job;
};

}  // namespace pellucid::ui
