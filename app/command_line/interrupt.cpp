// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/interrupt.h"

namespace pellucid::app {
namespace {

// A signal handler can reach nothing but static memory.
volatile std::sig_atomic_t requested = 0;

void remember(int /*signal*/) {
  requested = 1;
}

}  // namespace

Interrupt::Interrupt() {
  requested = 0;
  struct sigaction action {};
  action.sa_handler = remember;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  sigaction(SIGINT, &action, &m_before);
}

Interrupt::~Interrupt() {
  sigaction(SIGINT, &m_before, nullptr);
}

bool Interrupt::wasRequested() const {
  return requested != 0;
}

}  // namespace pellucid::app
