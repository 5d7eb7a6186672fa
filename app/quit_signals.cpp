// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/quit_signals.h"

namespace pellucid::app {

QuitSignals::QuitSignals() : m_notifier(m_interrupt.descriptor(), QSocketNotifier::Read) {
  connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
    m_interrupt.forget();
    emit requested();
  });
}

}  // namespace pellucid::app
