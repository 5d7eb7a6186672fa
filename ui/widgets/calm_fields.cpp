// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/calm_fields.h"

#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QSlider>
#include <QTabBar>

namespace pellucid::ui {
namespace {

/// Null for anything that is not a field.
QWidget* fieldOf(QObject* object) {
  auto* widget = qobject_cast<QWidget*>(object);
  // For a spin box or an editable combo box the pointer is over the line edit inside.
  for (QWidget* field : {widget, widget != nullptr ? widget->parentWidget() : nullptr})
    if (qobject_cast<QAbstractSpinBox*>(field) != nullptr || qobject_cast<QComboBox*>(field) != nullptr ||
        qobject_cast<QSlider*>(field) != nullptr || qobject_cast<QTabBar*>(field) != nullptr)
      return field;
  return nullptr;
}

void calmField(QObject* object) {
  QWidget* field = fieldOf(object);
  if (field != nullptr && field == object && field->focusPolicy() == Qt::WheelFocus)
    field->setFocusPolicy(Qt::StrongFocus);
}

/// The area that scrolls when the wheel is turned beside the field; null where nothing does.
QWidget* scrollAreaAround(const QWidget& field) {
  for (QWidget* widget = field.parentWidget(); widget != nullptr; widget = widget->parentWidget())
    if (auto* area = qobject_cast<QAbstractScrollArea*>(widget)) return area->viewport();
  return nullptr;
}

}  // namespace

void CalmFields::calm(QWidget& root) {
  for (QWidget* widget : root.findChildren<QWidget*>()) calmField(widget);
}

bool CalmFields::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Polish) {
    calmField(watched);
  } else if (event->type() == QEvent::Wheel) {
    const QWidget* field = fieldOf(watched);
    if (field != nullptr && !field->hasFocus()) {
      if (QWidget* area = scrollAreaAround(*field)) QCoreApplication::sendEvent(area, event);
      return true;
    }
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace pellucid::ui
