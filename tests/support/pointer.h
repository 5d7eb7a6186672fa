// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse events that QTest does not send to a widget without a pointer: moves, wheels, and whole drags.
#pragma once

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>
#include <QtTest>

namespace pellucid::tests {

inline void movePointer(QWidget& widget, QPointF to, Qt::MouseButtons buttons = Qt::NoButton) {
  QMouseEvent event(QEvent::MouseMove, to, widget.mapToGlobal(to), Qt::NoButton, buttons, Qt::NoModifier);
  QCoreApplication::sendEvent(&widget, &event);
}

/// Presses at `from`, passes through points in between, and releases at `to`.
inline void drag(QWidget& widget, QPointF from, QPointF to) {
  QTest::mousePress(&widget, Qt::LeftButton, {}, from.toPoint());
  for (int i = 1; i <= 10; ++i) movePointer(widget, from + (to - from) * (i / 10.0), Qt::LeftButton);
  QTest::mouseRelease(&widget, Qt::LeftButton, {}, to.toPoint());
}

/// One notch is 120; positive turns away from the user.
inline void turnWheel(QWidget& widget, QPointF at, int angle) {
  QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, angle}, Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(&widget, &event);
}

/// Counts how often a widget is painted.
class PaintCounter : public QObject {
 public:
  explicit PaintCounter(QWidget& widget) { widget.installEventFilter(this); }
  int count = 0;

 protected:
  bool eventFilter(QObject*, QEvent* event) override {
    count += event->type() == QEvent::Paint;
    return false;
  }
};

}  // namespace pellucid::tests
