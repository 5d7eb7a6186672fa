// SPDX-License-Identifier: GPL-3.0-or-later
// A combo box for an enumeration with names (engine/base/enum_names.h).
#pragma once

#include <QComboBox>

#include "engine/base/enum_names.h"
#include "ui/widgets/engine_names.h"

namespace pellucid::ui {

template <class E>
QComboBox* enumBox() {
  auto* box = new QComboBox;
  for (const auto& entry : engine::kEnumNames<E>)
    box->addItem(nameText(entry.value), static_cast<int>(entry.value));
  return box;
}

template <class E>
E chosen(const QComboBox& box) {
  return static_cast<E>(box.currentData().toInt());
}

template <class E>
void choose(QComboBox& box, E value) {
  box.setCurrentIndex(box.findData(static_cast<int>(value)));
}

}  // namespace pellucid::ui
