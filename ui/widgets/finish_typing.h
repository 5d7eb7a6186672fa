// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace pellucid::ui {

/// Lets the field that is being typed into take its value, as leaving it does. Before the window saves,
/// trains or closes, so that what is shown is what is meant.
void finishTyping();

}  // namespace pellucid::ui
