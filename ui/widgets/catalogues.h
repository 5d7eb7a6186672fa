// SPDX-License-Identifier: GPL-3.0-or-later
// The translations of the window's texts. English has a catalogue too, for the plural forms: "1 sample", "2
// samples". GUI thread.
#pragma once

#include <QCoreApplication>

#include "engine/base/result.h"

namespace pellucid::ui {

/// Installs `language` in the application: the name of a language, such as "de" or "zh_CN", or a translator's
/// .qm file; empty for the system's language. The English catalogue is the fallback and always present. The
/// error, after which everything is English, says that there is no such catalogue; for the system's language
/// that is not an error. Numbers are written the English way in every language, as they are in files.
engine::Result<void> installCatalogues(QCoreApplication& application, const QString& language);

}  // namespace pellucid::ui
