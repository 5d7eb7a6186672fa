// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/interrupt.h"

namespace pellucid::app {
namespace {

// A signal handler can reach nothing but static memory.
volatile std::sig_atomic_t requested = 0;

void remember(int signal) {
  if (requested == 0) requested = signal;
}

}  // namespace

Interrupt::Interrupt() {
  requested = 0;
  struct sigaction action {};
  action.sa_handler = remember;
  action.sa_flags = SA_RESTART;
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    sigaction(kSignals[i], nullptr, &m_before[i]);
    if (m_before[i].sa_handler != SIG_IGN) sigaction(kSignals[i], &action, nullptr);
  }
}

Interrupt::~Interrupt() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &m_before[i], nullptr);
}

bool Interrupt::wasRequested() const {
  return requested != 0;
}

int Interrupt::exitCode() const {
  constexpr int kShellsBase = 128;
  return kShellsBase + requested;
}

}  // namespace pellucid::app
