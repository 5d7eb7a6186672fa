// SPDX-License-Identifier: GPL-3.0-or-later
// The common parts of the dialogs that train a run again: a note, the field for the number of steps, the
// button, the progress, and the table of results. Free functions of the window's thread.
#pragma once

#include "ui/runs/repeat_runner.h"

class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace pellucid::ui {

/// Says that changes made during the run are repeated; empty where there were none. `changes` is nullopt
/// where unknown.
QString changedNote(const std::optional<std::vector<engine::TimelineEvent>>& changes);
/// As many as the run has done, or `usual` if it was not trained.
void setUpSteps(QSpinBox& steps, const RunToRepeat& run, int usual);
void setUpStart(QPushButton& start);
void setUpProgress(QProgressBar& progress, const QString& name);
void setUpTable(QTableWidget& table, const QString& name, const QStringList& columns);
/// Fills the row with these texts, numbers aligned.
void fillRow(QTableWidget& table, int row, const QStringList& texts);
/// The runner's progress, and its remaining time; hidden while it rests.
void showProgress(QProgressBar& progress, const RepeatRunner& runner);

}  // namespace pellucid::ui
