// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QWidget>
#include <QtTest>
#include <cmath>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

namespace {

/// Relative luminance as defined by WCAG 2.1.
double luminance(const QColor& colour) {
  const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// From 1 (none) to 21 (black on white); text needs 4.5, drawings 3.
double contrast(const QColor& a, const QColor& b) {
  const double brighter = std::max(luminance(a), luminance(b));
  const double darker = std::min(luminance(a), luminance(b));
  return (brighter + 0.05) / (darker + 0.05);
}

}  // namespace

class TestTheme : public QObject {
  Q_OBJECT

 private slots:
  void contrastIsThatOfTheStandard() {
    QVERIFY(std::abs(contrast("#000000", "#ffffff") - 21) < 0.001);
    QVERIFY(std::abs(contrast("#777777", "#ffffff") - 4.48) < 0.005);  // the standard's well-known near miss
  }

  void textCanBeRead_data() {
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
  }
  void textCanBeRead() {
    QFETCH(bool, isDark);
    const Theme& theme = isDark ? darkTheme() : lightTheme();
    QCOMPARE(theme.isDark, isDark);
    const struct {
      const char* name;
      QColor text;
      QColor background;
    } pairs[] = {{"text on window", theme.text, theme.window},
                 {"text on panel", theme.text, theme.panel},
                 {"text on field", theme.text, theme.field},
                 {"muted text on window", theme.mutedText, theme.window},
                 {"muted text on panel", theme.mutedText, theme.panel},
                 {"muted text on field", theme.mutedText, theme.field},
                 {"text on the accent", theme.onAccent, theme.accent},
                 {"a right answer on panel", theme.right, theme.panel},
                 {"a wrong answer on panel", theme.wrong, theme.panel},
                 {"frozen on panel", theme.frozen, theme.panel}};
    for (const auto& pair : pairs)
      QVERIFY2(contrast(pair.text, pair.background) >= 4.5,
               qPrintable(QStringLiteral("%1: %2").arg(pair.name).arg(contrast(pair.text, pair.background))));
  }

  void signsAndSignalsStandOut_data() { textCanBeRead_data(); }
  void signsAndSignalsStandOut() {
    QFETCH(bool, isDark);
    const Theme& theme = isDark ? darkTheme() : lightTheme();
    for (const QColor& colour : {theme.positive, theme.negative, theme.forward, theme.gradient, theme.test})
      QVERIFY2(contrast(colour, theme.field) >= 3,
               qPrintable(QStringLiteral("%1: %2").arg(colour.name()).arg(contrast(colour, theme.field))));
  }

  void runsAreSeenAndToldApart_data() { textCanBeRead_data(); }
  void runsAreSeenAndToldApart() {
    QFETCH(bool, isDark);
    const Theme& theme = isDark ? darkTheme() : lightTheme();
    std::vector<QColor> others = {theme.test};
    for (const QColor& colour : theme.runs) {
      QVERIFY2(contrast(colour, theme.field) >= 3, qPrintable(colour.name()));
      QVERIFY2(contrast(colour, theme.panel) >= 3, qPrintable(colour.name()));
      for (const QColor& other : others) {
        const int distance = std::abs(colour.red() - other.red()) + std::abs(colour.green() - other.green()) +
                             std::abs(colour.blue() - other.blue());
        QVERIFY2(distance >= 60, qPrintable(colour.name() + ' ' + other.name()));
      }
      others.push_back(colour);
    }
    QCOMPARE(theme.run(9), theme.run(1));
  }

  void theDivergingScaleRunsFromBlueOverNeutralToOrange() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      QCOMPARE(theme->diverging(-1), theme->negative);
      QCOMPARE(theme->diverging(0), theme->neutral);
      QCOMPARE(theme->diverging(1), theme->positive);
      QCOMPARE(theme->diverging(-3), theme->negative);
      QCOMPARE(theme->diverging(3), theme->positive);
      QVERIFY(theme->negative.hue() > 200 && theme->negative.hue() < 240);
      QVERIFY(theme->positive.hue() > 15 && theme->positive.hue() < 40);
      for (const double t : {-0.75, -0.5, -0.1, 0.25, 0.5, 0.9}) {
        const QColor end = t < 0 ? theme->negative : theme->positive;
        const QColor colour = theme->diverging(t);
        const auto isBetween = [&](int value, int from, int to) {
          return std::abs(value - (from + (to - from) * std::abs(t))) <= 1;
        };
        QVERIFY(isBetween(colour.red(), theme->neutral.red(), end.red()));
        QVERIFY(isBetween(colour.green(), theme->neutral.green(), end.green()));
        QVERIFY(isBetween(colour.blue(), theme->neutral.blue(), end.blue()));
      }
    }
  }

  void aWidgetKnowsItsThemeByItsPalette() {
    QWidget window;
    QWidget child(&window);
    window.setPalette(paletteOf(darkTheme()));
    QCOMPARE(&themeOf(window), &darkTheme());
    QCOMPARE(&themeOf(child), &darkTheme());
    window.setPalette(paletteOf(lightTheme()));
    QCOMPARE(&themeOf(child), &lightTheme());
    qApp->setPalette(paletteOf(darkTheme()));
    QCOMPARE(&themeOf(QWidget()), &darkTheme());
    qApp->setPalette(paletteOf(lightTheme()));
    QCOMPARE(&themeOf(QWidget()), &lightTheme());
  }

  /// Qt's own widgets paint each of these texts on each of these backgrounds.
  void whatQtPaintsCanBeRead() {
    const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] = {
        {QPalette::WindowText, QPalette::Window},         {QPalette::Text, QPalette::Base},
        {QPalette::Text, QPalette::AlternateBase},        {QPalette::PlaceholderText, QPalette::Base},
        {QPalette::ButtonText, QPalette::Button},         {QPalette::ToolTipText, QPalette::ToolTipBase},
        {QPalette::HighlightedText, QPalette::Highlight}, {QPalette::Link, QPalette::Base},
        {QPalette::BrightText, QPalette::Button}};
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      const QPalette palette = paletteOf(*theme);
      for (const auto& [text, ground] : pairs) {
        const double found = contrast(palette.color(text), palette.color(ground));
        QVERIFY2(found >= 4.5, qPrintable(QString("%1 on %2: %3").arg(text).arg(ground).arg(found)));
      }
      // Disabled text is fainter than muted text, which is fainter than text.
      const double disabled = contrast(palette.color(QPalette::Disabled, QPalette::Text), theme->panel);
      QVERIFY(disabled < contrast(theme->mutedText, theme->panel));
      QVERIFY(contrast(theme->mutedText, theme->panel) < contrast(theme->text, theme->panel));
    }
  }

  void theStyleSheetNamesOnlyColoursOfItsTheme() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      const QString sheet = styleSheetOf(*theme);
      QVERIFY(!sheet.contains('%'));
      for (const QColor& colour :
           {theme->text, theme->panel, theme->border, theme->mutedText, theme->accent, theme->onAccent})
        QVERIFY2(sheet.contains(colour.name()), qPrintable(colour.name()));
      const Theme& other = theme->isDark ? lightTheme() : darkTheme();
      for (const QColor& colour : {other.text, other.panel, other.border, other.mutedText})
        QVERIFY2(!sheet.contains(colour.name()), qPrintable(colour.name()));
    }
  }
};

PELLUCID_WINDOW_TEST(tst_theme, TestTheme)
#include "tst_theme.moc"
