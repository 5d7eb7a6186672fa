// SPDX-License-Identifier: GPL-3.0-or-later
// The name of the sample that flows through the network, the same in every view, and the target that the user
// chose for it. Pure functions.
#pragma once

#include <QString>

#include "ui/run/moment.h"

namespace pellucid::ui {

/// "Test image #7 of 10,000", "Training sample #3 of 250", "Drawing" or "Your own input": samples are counted
/// as on the command line, the first is #0.
QString sampleName(const Moment& moment);

/// "Target chosen by you: 3. The data say 7."; empty where the target is that of the data.
QString targetText(const Moment& moment);

}  // namespace pellucid::ui
