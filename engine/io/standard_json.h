// SPDX-License-Identifier: GPL-3.0-or-later
// How inputs or targets are scaled, as JSON: {"mean": [...], "deviation": [...]}. Pure functions, any thread.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/data/scaling.h"
#include "engine/io/json.h"

namespace pellucid::engine {

Json toJson(const Standard& standard);

/// For samples with `values` values, or that number of targets. The error names the field after `where`.
Result<Standard> standardFromJson(const Json& json, const std::string& where, Index values);

}  // namespace pellucid::engine
