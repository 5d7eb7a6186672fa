// SPDX-License-Identifier: GPL-3.0-or-later
// The step lens in words. Pure functions.
#pragma once

#include <QString>

#include "engine/inspect/lens/step_lens.h"

namespace pellucid::ui {

/// "0.012": a rate in two digits, as one would type it.
QString rateText(double rate);
/// With four decimals, or with significant digits where four decimals show too little.
QString heightText(double loss);
/// "Too small", "About right", "Too large", "No way down"
QString verdictName(engine::RateVerdict verdict);
/// What the step does to the loss of its batch, what another rate would do, and what the test samples say.
QString verdictSentence(const engine::StepLens& lens);
/// The losses at one of the rates, along the chosen directions.
QString lensReadout(const engine::StepLens& lens, std::size_t rate, bool hasOwn, bool hasGradient);

}  // namespace pellucid::ui
