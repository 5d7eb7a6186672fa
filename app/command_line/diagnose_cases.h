// SPDX-License-Identifier: GPL-3.0-or-later
// What `pellucid diagnose --check` runs: the healthy examples of the gallery, each with three optimizers and
// a learning rate that suits each, and faults that are planted. Pure but for reading the gallery's files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/inspect/diagnosis/finding.h"

namespace pellucid::app {

/// What a healthy run reaches: "test_accuracy", "test_loss" or "explained_share" after `steps` steps.
struct CheckClaim {
  std::string measure;
  std::int64_t steps = 0;
  double atLeast = 0;
};

struct CheckCase {
  std::string name;  ///< of the example or of the fault
  std::string optimizer;
  engine::Experiment experiment;  ///< its seed is set for each run
  std::int64_t steps = 0;         ///< after which it must have been named, or must have been silent
  std::vector<CheckClaim> claims = {};
  std::optional<engine::DiagnosisRule> fault = {};
  /// What is done to the data, where a fault lies in them.
  std::function<void(engine::Dataset&)> spoil = {};
};

/// Of the gallery in this folder. Left out are what goes wrong on purpose, the unit that cannot learn XOR,
/// and the single step that is to be done by hand.
engine::Result<std::vector<CheckCase>> healthyCases(const std::filesystem::path& gallery);

/// The gallery's family that goes wrong, and faults of others.
engine::Result<std::vector<CheckCase>> faultyCases(const std::filesystem::path& gallery);

}  // namespace pellucid::app
