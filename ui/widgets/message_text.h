// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's messages in the window's language.
#pragma once

#include <QString>

#include "engine/base/message.h"

namespace pellucid::ui {

/// The message with its sentences translated, including those in its arguments; in English where there is no
/// translation.
QString messageText(const engine::Message& message);

/// One sentence or number, for Message::textBy().
std::string translated(const engine::Message& message);

}  // namespace pellucid::ui
