// SPDX-License-Identifier: GPL-3.0-or-later
// What the dialogs that train a run again have in common: a note, the field of steps, the button, how far
// it is, and the table of results. Free functions of the window's thread.
#pragma once

#include "ui/runs/repeat_runner.h"

class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace pellucid::ui {

/// That what was changed on the run's way is changed again; empty where nothing was. None where that is not
/// known.
QString changedNote(const std::optional<std::vector<engine::TimelineEvent>>& changes);
/// As many as the run has done, or `usual` before it was trained.
void setUpSteps(QSpinBox& steps, const RunToRepeat& run, int usual);
void setUpStart(QPushButton& start);
void setUpProgress(QProgressBar& progress, const QString& name);
void setUpTable(QTableWidget& table, const QString& name, const QStringList& columns);
/// Makes the row say this, number under number.
void fillRow(QTableWidget& table, int row, const QStringList& texts);
/// How far the runner is, and how long it will take still; nothing while it rests.
void showProgress(QProgressBar& progress, const RepeatRunner& runner);

}  // namespace pellucid::ui
