// SPDX-License-Identifier: GPL-3.0-or-later
// Findings of a diagnosis for scripts and for people. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/inspect/diagnosis/finding.h"

namespace pellucid::app {

/// A list with an object for each finding:
///   rule, severity   names, such as "dead-units" and "note", "warning" or "alarm"
///   since            the step count at which it first held
///   places           a list of layer (counted from 1), its name, and units (from 1; empty for all)
///   evidence         names and numbers; one that is not finite is null
///   sentence, reason in English
///   remedies         sentences
nlohmann::ordered_json findingsJson(const std::vector<engine::Finding>& findings,
                                    const engine::NetworkSpec& network);

/// A paragraph for each finding, or one sentence if there are none.
std::string findingsText(const std::vector<engine::Finding>& findings);

}  // namespace pellucid::app
