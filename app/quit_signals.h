// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C in the terminal that the window was started from, a terminal that goes away, and a request to
// terminate: the window is closed as its user would close it, so that unsaved work is asked about.
#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <memory>

#include "app/command_line/interrupt.h"

namespace pellucid::app {

/// At most one at a time, because a process has one handler per signal.
class QuitSignals : public QObject {
  Q_OBJECT

 public:
  QuitSignals();

 signals:
  /// Emitted from the event loop; again for each further signal after it was answered.
  void requested();

 private:
  Interrupt m_interrupt;
  QSocketNotifier m_notifier;
};

}  // namespace pellucid::app
