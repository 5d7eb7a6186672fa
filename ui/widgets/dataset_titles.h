// SPDX-License-Identifier: GPL-3.0-or-later
// Names of data sets on the screen. Pure.
#pragma once

#include <QString>

namespace pellucid::ui {

/// The name of a file or folder, the proper name of the others: "mnist" is MNIST, and "spiral,noise=0.1" is
/// "Spiral, noise=0.1".
QString datasetTitle(const QString& name);

}  // namespace pellucid::ui
