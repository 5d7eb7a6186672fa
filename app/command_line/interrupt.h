// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C as a question that the training loop asks after each step, so that it stops between steps and what
// was asked for is still written. One at a time, because a process has one handler for a signal.
#pragma once

#include <csignal>

namespace pellucid::app {

/// While it lives, the first SIGINT is only remembered; a second one ends the process at once.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();  ///< what SIGINT did before
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  bool wasRequested() const;

 private:
  struct sigaction m_before {};
};

}  // namespace pellucid::app
