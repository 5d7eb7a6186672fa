// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid diagnose PROJECT`: what is the matter with a run, as the window says it; and `--check`, which
// measures how honest that is (diagnose_check.h).
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace pellucid::app {

struct DiagnoseOptions {
  std::optional<std::filesystem::path> project;
  std::optional<std::string> data;  ///< where the project's data are now
  bool isJson = false;
  bool isCheck = false;
  std::int64_t seeds = 20;
  std::vector<std::string> cases = {};
};

/// Declares the options on `command`; parsing fills `options`, which must outlive it.
void addDiagnoseOptions(CLI::App& command, DiagnoseOptions& options);

/// Returns an exit code: for a project kDone, whatever was found; for a check kFailed if a bound does not
/// hold. As JSON: step, epoch and findings, as in findingsJson().
int runDiagnose(const DiagnoseOptions& options);

}  // namespace pellucid::app
