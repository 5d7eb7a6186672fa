// SPDX-License-Identifier: GPL-3.0-or-later
// How long a run will continue, where its stopping rules say when it ends. Pure functions.
#pragma once

#include <QString>
#include <optional>

#include "ui/run/moment.h"

namespace pellucid::ui {

/// Seconds until the rules for epochs and steps end the run, at the speed measured last; none where no such
/// rule is ahead or the run rests.
std::optional<double> secondsLeft(const Moment& moment);

/// "12 s left", "3 min left", "2 h 05 min left".
QString timeLeftText(double seconds);

}  // namespace pellucid::ui
