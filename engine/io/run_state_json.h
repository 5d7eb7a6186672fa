// SPDX-License-Identifier: GPL-3.0-or-later
// What a run's state holds besides its arrays, as JSON: what the schedule and the stopping rule have seen.
// Internal to io/; pure, any thread.
#pragma once

#include "engine/io/json.h"
#include "engine/train/run_state.h"

namespace pellucid::engine {

/// Steps that a run can come to in a file: each is exact as a double.
inline constexpr std::int64_t kMaxSteps = std::int64_t{1} << 53;

/// The least loss is left out where nothing has been seen: it is infinite then, which JSON cannot say.
Json plateauToJson(const PlateauState& plateau);
/// Without the best weights.
Json stoppingToJson(const StoppingState& stopping);

/// `where` begins the messages.
Result<PlateauState> plateauFromJson(const Json& json, const std::string& where);
/// After so many steps.
Result<StoppingState> stoppingFromJson(const Json& json, std::int64_t step, const std::string& where);

}  // namespace pellucid::engine
