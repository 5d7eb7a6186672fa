// SPDX-License-Identifier: GPL-3.0-or-later
// Qt's Fusion style with outlines that are visible on dark windows too: Fusion draws them slightly darker
// than the window, which is invisible on a nearly black one. Message boxes have the theme's icons, and their
// buttons only text. Tabs are narrow, so that a column has room for four. The chosen item of a drop-down box
// ends in "…" where there is no room for all of it.
#pragma once

#include <QProxyStyle>

class QComboBox;

namespace pellucid::ui {

/// The chosen item of a drop-down box, as much as there is room for.
QString shownText(const QComboBox& box);

class Style : public QProxyStyle {
  Q_OBJECT

 public:
  Style() : QProxyStyle(QStringLiteral("fusion")) {}

  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
  void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                          const QWidget* widget) const override;
  void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                   const QWidget* widget) const override;
  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                QStyleHintReturn* returned) const override;
  int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
  QIcon standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const override;
};

}  // namespace pellucid::ui
