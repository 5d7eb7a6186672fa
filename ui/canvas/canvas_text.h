// SPDX-License-Identifier: GPL-3.0-or-later
// The translators' context for the canvas's texts: CanvasText::tr("...") in functions outside any QObject.
#pragma once

#include <QCoreApplication>

namespace pellucid::ui {

struct CanvasText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::CanvasText)
};

}  // namespace pellucid::ui
