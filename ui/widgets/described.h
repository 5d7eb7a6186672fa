// SPDX-License-Identifier: GPL-3.0-or-later
// Gives a field the name that a screen reader reads and the tool tip that explains it. Lives on the window's
// thread.
#pragma once

#include <QString>

namespace pellucid::ui {

template <class Field>
Field* described(Field* field, const QString& name, const QString& tip) {
  field->setAccessibleName(name);
  field->setToolTip(tip);
  return field;
}

}  // namespace pellucid::ui
