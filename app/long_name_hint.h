// SPDX-License-Identifier: GPL-3.0-or-later
// Qt's dialog for saving does not let a name be used that is too long for a file, and does not say why.
#pragma once

class QFileDialog;

namespace pellucid::app {

/// The dialog says below its fields when the name is too long. Dialogs drawn by the desktop do this
/// themselves.
void explainLongNames(QFileDialog& dialog);

}  // namespace pellucid::app
