// SPDX-License-Identifier: GPL-3.0-or-later
// What the step lens says in words. Pure functions.
#pragma once

#include <QString>

#include "engine/inspect/lens/step_lens.h"

namespace pellucid::ui {

/// "0.012": a rate in two digits, as it would be typed.
QString rateText(double rate);
/// In four decimals, and where these tell too little, in digits that count.
QString heightText(double loss);
/// "Too small", "About right", "Too large", "No way down"
QString verdictName(engine::RateVerdict verdict);
/// What the step does to the loss of its batch, and what another rate would; and what the test samples say.
QString verdictSentence(const engine::StepLens& lens);
/// The losses at one of the rates, along the chosen ways.
QString lensReadout(const engine::StepLens& lens, std::size_t rate, bool hasOwn, bool hasGradient);

}  // namespace pellucid::ui
