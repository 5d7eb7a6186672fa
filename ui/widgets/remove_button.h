// SPDX-License-Identifier: GPL-3.0-or-later
// The small × after a row that can be removed. Lives on the window's thread.
#pragma once

#include <QToolButton>

#include "ui/widgets/described.h"

namespace pellucid::ui {

/// Its row is often deleted by the action it requests: then connect to it with Qt::QueuedConnection.
inline QToolButton* removeButton(const QString& name, const QString& tip) {
  auto* button = described(new QToolButton, name, tip);
  button->setText(QStringLiteral("×"));
  button->setAutoRaise(true);
  button->setFocusPolicy(Qt::StrongFocus);
  return button;
}

}  // namespace pellucid::ui
