// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/finish_typing.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPointer>

namespace pellucid::ui {

void finishTyping() {
  const QPointer<QWidget> field = QApplication::focusWidget();
  const auto* combo = qobject_cast<QComboBox*>(field);
  const bool isTyped = qobject_cast<QAbstractSpinBox*>(field) != nullptr ||
                       qobject_cast<QLineEdit*>(field) != nullptr ||
                       (combo != nullptr && combo->isEditable());
  if (!isTyped) return;
  field->clearFocus();
  if (field && field->isVisible()) field->setFocus();
}

}  // namespace pellucid::ui
