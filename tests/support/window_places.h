// SPDX-License-Identifier: GPL-3.0-or-later
// Where the widgets of a window are, and which of them have not the room for what they say. Pure functions
// of what is shown.
#pragma once

#include <QRect>
#include <QStringList>
#include <map>

class QCustomPlot;
class QWidget;

namespace pellucid::tests {

/// "QLabel "Target"", for messages.
QString nameOf(const QWidget& widget);

/// The place of every visible widget, in the window's coordinates.
std::map<const QWidget*, QRect> places(const QWidget& window);

/// A sentence for each label, button, box with its list, table or plot whose text is cut off, and for each
/// widget that overlaps its neighbour.
QStringList misplaced(const QWidget& window);

}  // namespace pellucid::tests
