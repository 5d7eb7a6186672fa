// SPDX-License-Identifier: GPL-3.0-or-later
// What a model says to samples in the units of the data: they are scaled on the way in, as it learned them,
// and its answers on the way out.
#pragma once

#include "app/command_line/model_loading.h"

namespace pellucid::app {

/// The answers (O×N) to samples as the data have them (F×N).
engine::Matrix answersTo(const LoadedModel& loaded, engine::Matrix samples);

/// To all samples of a split, a few hundred at a time.
engine::Matrix answersTo(const LoadedModel& loaded, const engine::Split& split);

}  // namespace pellucid::app
