// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid diagnose --check`: how honest the diagnosis is, measured. Healthy runs must stay without warnings
// and alarms, planted faults must be named, and looking must cost little. Works on all cores.
#pragma once

#include <string>
#include <vector>

#include "app/command_line/diagnose_cases.h"
#include "engine/base/progress.h"
#include "engine/data/catalogue.h"

namespace pellucid::app {

/// One case over all seeds.
struct CheckRow {
  CheckCase of;
  int runs = 0;
  int healthy = 0;      ///< runs that reached what the example's sentence says; only they count below
  int falseAlarms = 0;  ///< healthy runs with a warning or an alarm
  int notes = 0;        ///< healthy runs with notes only
  int named = 0;        ///< runs whose fault was named in time
  std::vector<std::string> told = {};  ///< the false alarms and the faults that were not named, one line each
  // Seconds of processor time.
  double trained = 0;
  double watched = 0;
};

struct CheckWishes {
  int seeds = 20;
  std::vector<std::string> only = {};  ///< names of cases that contain one of these; empty for all
};

/// In the order of the cases. Errors: the gallery or the data could not be read, or it was cancelled.
engine::Result<std::vector<CheckRow>> checkDiagnosis(const CheckWishes& wishes,
                                                     const std::filesystem::path& gallery,
                                                     const engine::DataLocations& data,
                                                     const engine::Progress& progress);

/// The table with its totals. `isHeld` is true if all bounds hold: at most 1 % of healthy runs with a false
/// alarm, each fault named in 19 of 20 runs, at most 1 % of the time.
struct CheckTable {
  std::string text;
  bool isHeld = false;
};
CheckTable checkTable(const std::vector<CheckRow>& rows);

}  // namespace pellucid::app
