// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/held_edits.h"

#include <QKeyEvent>

namespace pellucid::ui {
namespace {

bool isArrow(const QKeyEvent& event) {
  switch (event.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
      return true;
    default:
      return false;
  }
}

}  // namespace

HeldEdits::HeldEdits(Document& document, QAbstractSpinBox& field) : QObject(&field), m_document(document) {
  field.installEventFilter(this);
}

HeldEdits::~HeldEdits() {
  hold(false);
}

void HeldEdits::hold(bool isHeld) {
  if (isHeld == m_isHeld) return;
  m_isHeld = isHeld;
  isHeld ? m_document.beginGesture() : m_document.endGesture();
}

bool HeldEdits::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::KeyRelease: {
      // While a key is held, its releases and presses repeat.
      const auto* key = static_cast<QKeyEvent*>(event);
      if (isArrow(*key) && !key->isAutoRepeat()) hold(event->type() == QEvent::KeyPress);
      break;
    }
    case QEvent::MouseButtonPress:
      hold(true);
      break;
    case QEvent::MouseButtonRelease:
    case QEvent::FocusOut:
    case QEvent::Hide:
      hold(false);
      break;
    default:
      break;
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace pellucid::ui
