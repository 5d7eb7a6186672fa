// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wide_lists.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QScreen>
#include <QScrollBar>

namespace pellucid::ui {

bool WideLists::eventFilter(QObject* watched, QEvent* event) {
  // Qt's window around the list; it has been placed and is about to be shown.
  if (event->type() != QEvent::Show || !watched->inherits("QComboBoxPrivateContainer"))
    return QObject::eventFilter(watched, event);
  auto* window = static_cast<QWidget*>(watched);
  if (const auto* list = window->findChild<QAbstractItemView*>()) {
    const QScrollBar* bar = list->verticalScrollBar();
    const bool isLong = bar->maximum() > bar->minimum();
    const int frame = window->width() - list->viewport()->width();
    const int needed = list->sizeHintForColumn(0) + std::max(frame, isLong ? bar->sizeHint().width() : 0);
    const QRect screen = window->screen()->availableGeometry();
    QRect place = window->geometry();
    place.setWidth(std::min(std::max(place.width(), needed), screen.width()));
    place.moveLeft(std::max(std::min(place.left(), screen.right() + 1 - place.width()), screen.left()));
    window->setGeometry(place);
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace pellucid::ui
