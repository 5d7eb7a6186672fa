// SPDX-License-Identifier: GPL-3.0-or-later
// Every colour of the program, light and dark. A widget asks themeOf(*this) while it paints, so switching the
// palette of the application switches everything. One diverging scale, blue–neutral–orange, shows every
// signed value.
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>
#include <array>

class QWidget;

namespace pellucid::ui {

struct Theme {
  bool isDark = false;
  QColor window;  ///< behind panels
  QColor panel;   ///< cards and panels
  QColor field;   ///< text fields, the canvas
  QColor border;  ///< thin lines between things
  QColor text;
  QColor mutedText;
  QColor accent;    ///< primary buttons, focus, selection
  QColor onAccent;  ///< text on it
  QColor positive;  ///< the orange end of the diverging scale
  QColor negative;  ///< the blue end
  QColor neutral;   ///< its middle
  QColor forward;   ///< signals that run forward
  QColor gradient;  ///< gradients that run back
  QColor train;     ///< curves of the training batches
  QColor test;      ///< curves of the test split
  QColor right;     ///< a right answer
  QColor wrong;     ///< a wrong one, errors
  QColor frozen;    ///< closed padlocks
  /// For runs drawn beside the one in the window; distinguishable from each other, from its curves and from
  /// the background.
  std::array<QColor, 8> runs;

  /// The diverging scale: t = -1 is `negative`, 0 `neutral`, 1 `positive`; clamped, and linear between.
  QColor diverging(double t) const;
  /// The colour of run `number` ≥ 0; the colours repeat.
  const QColor& run(int number) const { return runs[static_cast<std::size_t>(number) % runs.size()]; }
};

const Theme& lightTheme();
const Theme& darkTheme();

/// The theme that the widget's palette belongs to.
const Theme& themeOf(const QWidget& widget);

/// For QApplication::setPalette and setStyleSheet.
QPalette paletteOf(const Theme& theme);
QString styleSheetOf(const Theme& theme);

}  // namespace pellucid::ui
