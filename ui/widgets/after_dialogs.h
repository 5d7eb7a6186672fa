// SPDX-License-Identifier: GPL-3.0-or-later
// What a dialog is about must not change behind it, so changes to it wait.
#pragma once

#include <functional>

class QObject;

namespace pellucid::ui {

/// Calls `then` at once when no dialog is open, otherwise when the last one has ended; never once `context`
/// is gone.
void afterDialogs(QObject& context, std::function<void()> then);

}  // namespace pellucid::ui
