// SPDX-License-Identifier: GPL-3.0-or-later
// What `pellucid transfer` says at its end. Pure.
#pragma once

#include <span>
#include <string>

#include "engine/transfer/summary.h"

namespace pellucid::app {

struct TransferReport {
  const engine::TransferTask& task;
  std::span<const engine::SweepCell> cells;
  std::string lesson = {};  ///< of the preset; may be empty
  bool isInterrupted = false;
  double seconds = 0;
};

/// A table with a line for each arm and number of samples, and the conclusion.
std::string transferText(const TransferReport& report);

/// One line: source, data, cells with medians and bands, layers, conclusion, seconds.
std::string transferJson(const TransferReport& report);

/// The presets and bundled models, one paragraph each.
std::string transferList();
std::string transferListJson();

}  // namespace pellucid::app
