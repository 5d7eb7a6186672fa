// SPDX-License-Identifier: GPL-3.0-or-later
// The transfer lab in words and figures. Pure functions.
#pragma once

#include <QString>
#include <QStringList>
#include <span>

#include "engine/transfer/summary.h"
#include "ui/transfer/transfer_worker.h"

namespace pellucid::ui {

/// The experiment as `pellucid transfer …`, ready for a shell; for the user's own samples it says that there
/// is no such command. A model without a file is called FILE.
QString commandText(const engine::TransferDesign& design);

/// The settings in which a measured design differs from the requested one, with their measured values: "steps
/// 200; learning rate 0.001". Empty where they are equal.
QString differencesText(const engine::TransferDesign& measured, const engine::TransferDesign& asked);

/// "12 of 48 runs, about 7 s left", or the texts before and after that.
QString progressText(const TransferWorker& worker);

struct Progress {
  int done = 0;
  int all = 1;  ///< 0 while unknown
};
/// Progress of training the source first, then of the runs.
Progress progressOf(const TransferWorker& worker);

/// A line for each layer of source and target: what it is in both, and "copied" or "re-initialised". Empty
/// without fits.
QString fitsText(std::span<const engine::LayerFit> fits, bool hasNewHead);

QStringList tableHeadings();
/// In the order of the headings.
QStringList tableRow(const engine::SweepCell& cell, std::span<const engine::Arm> arms);

}  // namespace pellucid::ui
