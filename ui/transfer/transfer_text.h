// SPDX-License-Identifier: GPL-3.0-or-later
// The words and figures of the transfer lab. Pure functions.
#pragma once

#include <QString>
#include <QStringList>
#include <span>

#include "engine/transfer/summary.h"
#include "ui/transfer/transfer_worker.h"

namespace pellucid::ui {

/// The experiment as `pellucid transfer …`, ready for a shell; of the user's own samples, that there is no
/// such command. A source that is a model without a file is
/// called FILE.
QString commandText(const engine::TransferDesign& design);

/// The settings in which a design that was measured differs from what is asked for, as it had them:
/// "steps 200; learning rate 0.001". Empty where they are the same.
QString differencesText(const engine::TransferDesign& measured, const engine::TransferDesign& asked);

/// "12 of 48 runs, about 7 s left", or what comes before and after.
QString progressText(const TransferWorker& worker);

struct Progress {
  int done = 0;
  int all = 1;  ///< 0 while nobody knows
};
/// Of the source's training first, then of the runs.
Progress progressOf(const TransferWorker& worker);

/// A line for each layer of source and target: what it is in both, and "copied" or "re-initialised". Without
/// fits empty.
QString fitsText(std::span<const engine::LayerFit> fits, bool hasNewHead);

QStringList tableHeadings();
/// In the order of the headings.
QStringList tableRow(const engine::SweepCell& cell, std::span<const engine::Arm> arms);

}  // namespace pellucid::ui
