// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QWidget>
#include <algorithm>

namespace pellucid::ui {
namespace {

QColor mix(const QColor& from, const QColor& to, double share) {
  const auto channel = [share](int a, int b) { return static_cast<int>(a + (b - a) * share + 0.5); };
  return {channel(from.red(), to.red()), channel(from.green(), to.green()), channel(from.blue(), to.blue())};
}

}  // namespace

QColor Theme::diverging(double t) const {
  const double size = std::min(std::abs(t), 1.0);
  return mix(neutral, t < 0 ? negative : positive, size);
}

const Theme& lightTheme() {
  static const Theme theme{
      .isDark = false,
      .window = "#eef0f3",
      .panel = "#f8f9fb",
      .field = "#ffffff",
      .border = "#d3d8e0",
      .text = "#1d2430",
      .mutedText = "#5a6575",
      .accent = "#1f6feb",
      .onAccent = "#ffffff",
      .positive = "#d95f02",
      .negative = "#1b62c4",
      .neutral = "#f1f2f4",
      .forward = "#6b3fc4",
      .gradient = "#c2255c",
      .train = "#8792a3",
      .test = "#1f6feb",
      .right = "#1a7f4b",
      .wrong = "#c62f2f",
      .frozen = "#0b7285",
      .runs = {"#c2410c", "#2b7d3c", "#9c36b5", "#0e7490", "#8a6d00", "#c2257a", "#5f3dc4", "#7a4b2a"}};
  return theme;
}

const Theme& darkTheme() {
  static const Theme theme{
      .isDark = true,
      .window = "#14181f",
      .panel = "#1b2029",
      .field = "#10141a",
      .border = "#323a47",
      .text = "#e6eaf0",
      .mutedText = "#9aa6b6",
      .accent = "#4c8dff",
      .onAccent = "#0b1220",
      .positive = "#ff9a3c",
      .negative = "#58a0ff",
      .neutral = "#262c36",
      .forward = "#a98bff",
      .gradient = "#ff6b9a",
      .train = "#8b97a8",
      .test = "#4c8dff",
      .right = "#4cc38a",
      .wrong = "#ff6b6b",
      .frozen = "#3bc9db",
      .runs = {"#ff922b", "#51cf66", "#da77f2", "#22b8cf", "#e6c229", "#f783ac", "#a794ff", "#d9a47f"}};
  return theme;
}

const Theme& themeOf(const QWidget& widget) {
  return widget.palette().color(QPalette::Window).lightness() < 128 ? darkTheme() : lightTheme();
}

QPalette paletteOf(const Theme& theme) {
  QPalette palette;
  palette.setColor(QPalette::Window, theme.window);
  palette.setColor(QPalette::WindowText, theme.text);
  palette.setColor(QPalette::Base, theme.field);
  palette.setColor(QPalette::AlternateBase, theme.panel);
  palette.setColor(QPalette::Text, theme.text);
  palette.setColor(QPalette::PlaceholderText, theme.mutedText);
  palette.setColor(QPalette::Button, theme.panel);
  palette.setColor(QPalette::ButtonText, theme.text);
  palette.setColor(QPalette::BrightText, theme.wrong);
  palette.setColor(QPalette::ToolTipBase, theme.panel);
  palette.setColor(QPalette::ToolTipText, theme.text);
  palette.setColor(QPalette::Highlight, theme.accent);
  palette.setColor(QPalette::HighlightedText, theme.onAccent);
  palette.setColor(QPalette::Link, theme.accent);
  palette.setColor(QPalette::Light, theme.isDark ? theme.border : theme.field);
  palette.setColor(QPalette::Midlight, theme.border);
  palette.setColor(QPalette::Mid, theme.border);
  palette.setColor(QPalette::Dark, theme.border);
  palette.setColor(QPalette::Shadow, theme.border);
  const QColor disabled = mix(theme.mutedText, theme.panel, 0.45);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, disabled);
  return palette;
}

QString styleSheetOf(const Theme& theme) {
  // Only what a palette cannot express: spacing of cards, the primary button, muted captions, and verdicts.
  return QString(R"(
    QToolTip { color: %1; background: %2; border: 1px solid %3; padding: 4px; }
    QFrame[card="true"] { background: %2; border: 1px solid %3; border-radius: 8px; }
    QLabel[muted="true"] { color: %4; }
    QLabel[heading="true"] { font-weight: 600; }
    QLabel[verdict="right"] { color: %8; }
    QLabel[verdict="wrong"] { color: %9; }
    QToolButton[primary="true"] { background: %5; color: %6; border: none; border-radius: 6px; padding: 5px 14px;
                                  font-weight: 600; }
    QToolButton[primary="true"]:hover { background: %7; }
    QToolButton[primary="true"]:disabled { background: %3; color: %4; }
    QToolButton[toggle="true"] { background: %10; color: %4; border: 1px solid %3; border-radius: 4px;
                                 padding: 2px 1px; }
    QToolButton[toggle="true"]:checked { background: %5; color: %6; border-color: %5; }
    QToolButton[toggle="true"]:focus { border-color: %1; }
    QLineEdit[muted="true"] { color: %4; background: transparent; }
  )")
      .arg(theme.text.name(), theme.panel.name(), theme.border.name(), theme.mutedText.name(),
           theme.accent.name(), theme.onAccent.name(), mix(theme.accent, theme.text, 0.15).name(),
           theme.right.name(), theme.wrong.name(), theme.field.name());
}

}  // namespace pellucid::ui
