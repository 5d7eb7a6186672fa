// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/class_colours.h"

#include <QCoreApplication>
#include <array>

#include "engine/data/own_samples.h"

namespace pellucid::ui {
namespace {

// After Okabe and Ito, darker on white and brighter on black.
constexpr std::array kOnLight = {"#1b62c4", "#d95f02", "#00805f", "#a2378f", "#8a6d00",
                                 "#2b8fb8", "#b3261e", "#5b6472", "#5f7d00", "#7c4a2d"};
constexpr std::array kOnDark = {"#58a0ff", "#ff9a3c", "#2fd3a5", "#e07fd0", "#e0c040",
                                "#6fd0f5", "#ff6b6b", "#a8b2c0", "#a9cf3a", "#c79a78"};
static_assert(kOnLight.size() == engine::kClassColours && kOnDark.size() == engine::kClassColours);

/// The context of these texts for translators.
struct ClassColourText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::ClassColourText)
};

}  // namespace

QColor classColour(const Theme& theme, std::ptrdiff_t number, std::ptrdiff_t classes,
                   const ChosenColours& chosen) {
  if (chosen.empty() && classes == 2) return number == 0 ? theme.negative : theme.positive;
  return choosableColour(theme, engine::colourOf(chosen, static_cast<std::size_t>(number)));
}

QColor choosableColour(const Theme& theme, std::size_t colour) {
  return {QLatin1String(theme.isDark ? kOnDark[colour] : kOnLight[colour])};
}

QString choosableName(std::size_t colour) {
  const std::array names = {ClassColourText::tr("Blue"),        ClassColourText::tr("Orange"),
                            ClassColourText::tr("Green"),       ClassColourText::tr("Purple"),
                            ClassColourText::tr("Ochre"),       ClassColourText::tr("Light blue"),
                            ClassColourText::tr("Red"),         ClassColourText::tr("Grey"),
                            ClassColourText::tr("Olive green"), ClassColourText::tr("Brown")};
  static_assert(std::tuple_size_v<decltype(names)> == engine::kClassColours);
  return names[colour];
}

QColor mixedColour(const QColor& from, const QColor& to, double share) {
  const auto channel = [share](int a, int b) { return static_cast<int>(a + (b - a) * share + 0.5); };
  return {channel(from.red(), to.red()), channel(from.green(), to.green()), channel(from.blue(), to.blue())};
}

}  // namespace pellucid::ui
