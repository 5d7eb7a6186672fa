// SPDX-License-Identifier: GPL-3.0-or-later
// A run's state apart from its arrays, as JSON: the memory of the schedule and of the stopping rule. Internal
// to io/; pure, any thread.
#pragma once

#include "engine/io/json.h"
#include "engine/train/run_state.h"

namespace pellucid::engine {

/// The largest number of steps in a file: each is exact as a double.
inline constexpr std::int64_t kMaxSteps = std::int64_t{1} << 53;

/// The lowest loss is left out if there is none yet: it is infinite then, which JSON cannot represent.
Json plateauToJson(const PlateauState& plateau);
/// Without the best weights.
Json stoppingToJson(const StoppingState& stopping);

/// `where` begins the messages.
Result<PlateauState> plateauFromJson(const Json& json, const std::string& where);
/// For a run after `step` steps.
Result<StoppingState> stoppingFromJson(const Json& json, std::int64_t step, const std::string& where);

}  // namespace pellucid::engine
