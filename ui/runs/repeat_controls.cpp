// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/repeat_controls.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <algorithm>
#include <cmath>

#include "engine/train/training_fields.h"

namespace pellucid::ui {
namespace {

struct RepeatText {
  Q_DECLARE_TR_FUNCTIONS(RepeatText)
};

}  // namespace

QString changedNote(const std::optional<std::vector<engine::TimelineEvent>>& changes) {
  if (!changes)
    return RepeatText::tr(
        "Whether anything was changed on the way of this run is not known any more: these are trained "
        "without changes.");
  const bool haveSettings = std::ranges::any_of(*changes, [](const engine::TimelineEvent& event) {
    return std::holds_alternative<engine::SettingChange>(event.change);
  });
  const bool haveParameters = std::ranges::any_of(*changes, [](const engine::TimelineEvent& event) {
    return std::holds_alternative<engine::ParameterChange>(event.change);
  });
  if (haveSettings && haveParameters)
    return RepeatText::tr(
        "Settings of this run were changed on the way, and weights set by hand. The same is done to each of "
        "these, after as many steps.");
  if (haveSettings)
    return RepeatText::tr(
        "Settings of this run were changed on the way. The same is done to each of these, after as many "
        "steps.");
  if (haveParameters)
    return RepeatText::tr(
        "Weights of this run were set by hand on the way. The same is done to each of these, after as many "
        "steps.");
  return {};
}

void setUpSteps(QSpinBox& steps, const RunToRepeat& run, int usual) {
  steps.setRange(1, static_cast<int>(engine::kMaxRunSteps));
  steps.setGroupSeparatorShown(true);
  steps.setLocale(QLocale(QLocale::English));
  steps.setValue(run.steps > 0 ? static_cast<int>(run.steps) : usual);
}

void setUpStart(QPushButton& start) {
  start.setToolTip(
      RepeatText::tr("Trains them side by side on all cores, without slowing down the window; the run itself "
                     "does not change. This window can be closed meanwhile"));
}

void setUpProgress(QProgressBar& progress, const QString& name) {
  progress.setRange(0, 1000);
  progress.setTextVisible(false);
  progress.setAccessibleName(name);
}

void setUpTable(QTableWidget& table, const QString& name, const QStringList& columns) {
  table.setHorizontalHeaderLabels(columns);
  table.setAccessibleName(name);
  table.verticalHeader()->hide();
  table.verticalHeader()->setDefaultSectionSize(21);
  table.horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  table.horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
  table.setEditTriggers(QAbstractItemView::NoEditTriggers);
  table.setFrameShape(QFrame::NoFrame);
  table.setShowGrid(false);
}

void fillRow(QTableWidget& table, int row, const QStringList& texts) {
  for (int column = 0; column < texts.size(); ++column) {
    auto* item = new QTableWidgetItem(texts[column]);
    item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table.setItem(row, column, item);
  }
}

void showProgress(QProgressBar& progress, const RepeatRunner& runner) {
  progress.setVisible(runner.isRunning());
  progress.setValue(static_cast<int>(std::lround(runner.share() * progress.maximum())));
  const QString left = runner.timeLeft();
  progress.setToolTip(left.isEmpty() ? QString() : RepeatText::tr("About %1 to go").arg(left));
}

}  // namespace pellucid::ui
