// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine says, in the language of the window.
#pragma once

#include <QString>

#include "engine/base/message.h"

namespace pellucid::ui {

/// The message with its sentences translated, those in its arguments too; in English where there is no
/// translation.
QString messageText(const engine::Message& message);

/// One sentence or number, for Message::textBy().
std::string translated(const engine::Message& message);

}  // namespace pellucid::ui
