// SPDX-License-Identifier: GPL-3.0-or-later
// A schedule as one word of a command line: its kind and the values that differ from the defaults, as in
// "cosine,epochs=10,floor=0.0001", "step,every=5,factor=0.5,warmup=100" or "warmup=100" alone. Pure
// functions.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/train/schedule.h"

namespace pellucid::engine {

/// The error names the part that was not understood, or the value and its range. Fields that the kind does
/// not use are refused.
Result<Schedule> parseSchedule(std::string_view text);

/// The inverse: the shortest text that reads back as the same schedule.
std::string formatSchedule(const Schedule& schedule);

}  // namespace pellucid::engine
