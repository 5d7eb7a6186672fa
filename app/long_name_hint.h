// SPDX-License-Identifier: GPL-3.0-or-later
// Qt's dialog for saving does not let a name be used that is too long for a file, and does not say why.
#pragma once

class QFileDialog;

namespace pellucid::app {

/// The dialog says below its fields that the name is too long, while it is. One that the desktop draws says
/// so by itself.
void explainLongNames(QFileDialog& dialog);

}  // namespace pellucid::app
