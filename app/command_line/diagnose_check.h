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
  int healthy = 0;      ///< of these reached what the example's sentence says; only they count below
  int falseAlarms = 0;  ///< healthy runs with a warning or an alarm
  int notes = 0;        ///< healthy runs with notes and nothing else
  int named = 0;        ///< runs whose fault was named in time
  std::vector<std::string> told = {};  ///< the false alarms and the faults that were not named, a line each
  // Seconds of the processor.
  double trained = 0;
  double watched = 0;
};

struct CheckWishes {
  int seeds = 20;
  std::vector<std::string> only = {};  ///< names of cases that contain one of these; all where it is empty
};

/// In the order of the cases. The error is that of reading the gallery or data, or that it was cancelled.
engine::Result<std::vector<CheckRow>> checkDiagnosis(const CheckWishes& wishes,
                                                     const std::filesystem::path& gallery,
                                                     const engine::DataLocations& data,
                                                     const engine::Progress& progress);

/// As a table with what it comes to. `isHeld` is whether all bounds are: at most 1 % of healthy runs with a
/// false alarm, each fault named in 19 of 20 runs, at most 1 % of the time.
struct CheckTable {
  std::string text;
  bool isHeld = false;
};
CheckTable checkTable(const std::vector<CheckRow>& rows);

}  // namespace pellucid::app
