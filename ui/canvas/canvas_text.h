// SPDX-License-Identifier: GPL-3.0-or-later
// The context of the canvas's texts for translators: CanvasText::tr("...") in functions that belong to no
// QObject.
#pragma once

#include <QCoreApplication>

namespace pellucid::ui {

struct CanvasText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::CanvasText)
};

}  // namespace pellucid::ui
