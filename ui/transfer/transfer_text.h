// SPDX-License-Identifier: GPL-3.0-or-later
// The words and figures of the transfer lab, and the numbers that a user types there. Pure functions.
#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <span>

#include "engine/transfer/summary.h"
#include "ui/transfer/transfer_worker.h"

namespace pellucid::ui {

/// "1,5,20" as numbers; nothing unless all are different whole numbers from 1 to 100,000.
std::optional<std::vector<engine::Index>> parseSamples(const QString& text);
QString samplesText(const std::vector<engine::Index>& samples);

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
