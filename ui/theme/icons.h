// SPDX-License-Identifier: GPL-3.0-or-later
// The icons of resources/icons, drawn for a theme. They are line drawings in `currentColor`, rendered when a
// button first paints them, at exactly its size and pixel ratio. After a change of theme, ask for the icon
// again. GUI thread.
#pragma once

#include <QIcon>
#include <QString>

#include "ui/theme/theme.h"

namespace pellucid::ui {

/// The drawing resources/icons/NAME.svg in the theme's text colour, muted where a button is disabled. The
/// coloured "pellucid" keeps its own colours. Throws std::logic_error when there is no such drawing.
QIcon icon(const QString& name, const Theme& theme);

/// The same in another colour, for a primary button or a padlock.
QIcon icon(const QString& name, const Theme& theme, const QColor& colour);

}  // namespace pellucid::ui
