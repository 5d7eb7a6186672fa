// SPDX-License-Identifier: GPL-3.0-or-later
// The translations of the window's texts. English has a catalogue as well, of the plural forms: "1 sample",
// "2 samples". GUI thread.
#pragma once

#include <QCoreApplication>

#include "engine/base/result.h"

namespace pellucid::ui {

/// Lets the application speak `language`: the name of one, such as "de" or "zh_CN", or a translator's file
/// with the ending .qm; empty for the system's. The English catalogue lies below it and is always there. The
/// error, after which everything is English, says that there is no such catalogue; for the system's language
/// that is no error. Numbers are written in the English way in all of them, as they are in files.
engine::Result<void> installCatalogues(QCoreApplication& application, const QString& language);

}  // namespace pellucid::ui
