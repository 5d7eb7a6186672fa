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

/// What a healthy run must reach: "test_accuracy", "test_loss" or "explained_share" after `steps` steps.
struct CheckClaim {
  std::string measure;
  std::int64_t steps = 0;
  double atLeast = 0;
};

struct CheckCase {
  std::string name;  ///< the example's or the fault's
  std::string optimizer;
  engine::Experiment experiment = {};  ///< its seed is set for each run
  std::int64_t steps = 0;              ///< by which the fault must be named, or during which there must be
                                       ///< silence
  std::vector<CheckClaim> claims = {};
  std::optional<engine::DiagnosisRule> fault = {};
  /// What is done to the data, if the fault is in them.
  std::function<void(engine::Dataset&)> spoil = {};
};

/// From the gallery in this folder, except the examples that go wrong on purpose, the unit that cannot learn
/// XOR, and the single step to be done by hand.
engine::Result<std::vector<CheckCase>> healthyCases(const std::filesystem::path& gallery);

/// The gallery's family of examples that go wrong, and faults added to others.
engine::Result<std::vector<CheckCase>> faultyCases(const std::filesystem::path& gallery);

}  // namespace pellucid::app
