// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include <QComboBox>
#include <QStyleOption>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {
namespace {

/// A palette whose window colour, darkened the way Fusion does for outlines, is the theme's border.
QPalette outlined(QPalette palette) {
  constexpr int kFusionDarkens = 140;  // percent
  if (palette.color(QPalette::Window).lightness() < 128)
    palette.setColor(QPalette::Window, darkTheme().mutedText.darker(150).lighter(kFusionDarkens));
  return palette;
}

/// The text as Fusion draws it inside its field.
QString elidedText(const QStyleOptionComboBox& box, const QString& text, const QStyle& style,
                   const QWidget* widget) {
  constexpr int kMargins = 2;
  constexpr int kBesideIcon = 4;
  const QRect field = style.subControlRect(QStyle::CC_ComboBox, &box, QStyle::SC_ComboBoxEditField, widget);
  const int icon = box.currentIcon.isNull() ? 0 : box.iconSize.width() + kBesideIcon;
  return box.fontMetrics.elidedText(text, Qt::ElideRight, field.width() - kMargins - icon);
}

}  // namespace

QString shownText(const QComboBox& box) {
  QStyleOptionComboBox option;
  option.initFrom(&box);
  option.subControls = QStyle::SC_All;
  option.editable = box.isEditable();
  option.frame = box.hasFrame();
  option.iconSize = box.iconSize();
  option.currentIcon = box.itemIcon(box.currentIndex());
  return elidedText(option, box.currentText(), *box.style(), &box);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
  if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
      button != nullptr && (element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton)) {
    QStyleOptionButton copy(*button);
    copy.palette = outlined(option->palette);
    QProxyStyle::drawPrimitive(element, &copy, painter, widget);
    return;
  }
  if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
      frame != nullptr && element == PE_FrameLineEdit) {
    QStyleOptionFrame copy(*frame);
    copy.palette = outlined(option->palette);
    QProxyStyle::drawPrimitive(element, &copy, painter, widget);
    return;
  }
  QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
  if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
      spin != nullptr && control == CC_SpinBox) {
    QStyleOptionSpinBox copy(*spin);
    copy.palette = outlined(option->palette);
    QProxyStyle::drawComplexControl(control, &copy, painter, widget);
    return;
  }
  if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
      combo != nullptr && control == CC_ComboBox) {
    QStyleOptionComboBox copy(*combo);
    copy.palette = outlined(option->palette);
    QProxyStyle::drawComplexControl(control, &copy, painter, widget);
    return;
  }
  QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
  if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
      combo != nullptr && element == CE_ComboBoxLabel && !combo->editable) {
    QStyleOptionComboBox copy(*combo);
    copy.currentText = elidedText(*combo, combo->currentText, *this, widget);
    QProxyStyle::drawControl(element, &copy, painter, widget);
    return;
  }
  QProxyStyle::drawControl(element, option, painter, widget);
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* returned) const {
  if (hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;
  // Fusion shows all entries at once, up to the screen's height.
  if (hint == SH_ComboBox_Popup && widget != nullptr && widget->property("listScrolls").toBool()) return 0;
  return QProxyStyle::styleHint(hint, option, widget, returned);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
  if (metric == PM_TabBarTabHSpace) return 12;
  return QProxyStyle::pixelMetric(metric, option, widget);
}

QIcon Style::standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const {
  const bool isQuestion = which == SP_MessageBoxQuestion || which == SP_MessageBoxInformation;
  const bool isWarning = which == SP_MessageBoxWarning || which == SP_MessageBoxCritical;
  if (widget == nullptr || !(isQuestion || isWarning))
    return QProxyStyle::standardIcon(which, option, widget);
  const Theme& theme = themeOf(*widget);
  return isQuestion ? icon(QStringLiteral("info"), theme, theme.accent)
                    : icon(QStringLiteral("warning"), theme, theme.wrong);
}

}  // namespace pellucid::ui
