// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace pellucid::ui {

/// Makes the field being typed into take its value, as leaving it does. Call before the window saves, trains
/// or closes, so that what is shown is what counts.
void finishTyping();

}  // namespace pellucid::ui
