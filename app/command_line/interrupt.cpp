// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/interrupt.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "engine/base/check.h"

namespace pellucid::app {
namespace {

// A signal handler can only reach static memory.
volatile std::sig_atomic_t requested = 0;
volatile std::sig_atomic_t signalPipe = -1;  ///< the first signal is written to it

void remember(int signal) {
  if (requested != 0) return;
  requested = signal;
  const int before = errno;
  const char byte = 0;
  (void)!::write(signalPipe, &byte, 1);  // there is room for it, and nothing to report to otherwise
  errno = before;
}

}  // namespace

Interrupt::Interrupt() {
  engine::check(::pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) == 0, "Interrupt: no pipe");
  requested = 0;
  signalPipe = m_pipe[1];
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
  for (const int end : m_pipe) ::close(end);
}

void Interrupt::forget() {
  char byte = 0;
  while (::read(m_pipe[0], &byte, 1) == 1) {
  }
  requested = 0;
}

bool Interrupt::wasRequested() const {
  return requested != 0;
}

int Interrupt::exitCode() const {
  constexpr int kShellsBase = 128;
  return kShellsBase + requested;
}

}  // namespace pellucid::app
