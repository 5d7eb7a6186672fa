// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C, a request to terminate and a terminal that goes away, as a question that the training loop asks
// after each step, so that it stops between steps and the requested files are still written; or as a file
// that an event loop waits for. One at a time, because a process has one handler for a signal.
#pragma once

#include <array>
#include <csignal>

namespace pellucid::app {

/// While it lives, SIGINT, SIGTERM and SIGHUP are only remembered, however many come: the second must not
/// lose what the first began to save. A signal that was ignored at the start, as under nohup, stays ignored.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();  ///< restores the former handlers
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  bool wasRequested() const;
  /// As in shells: 128 plus the number of the first signal.
  int exitCode() const;

  /// Becomes readable once a signal has come.
  int descriptor() const { return m_pipe[0]; }
  /// Resets it as if none had come yet.
  void forget();

 private:
  static constexpr std::array<int, 3> kSignals = {SIGINT, SIGTERM, SIGHUP};
  std::array<struct sigaction, kSignals.size()> m_before{};
  std::array<int, 2> m_pipe{};
};

}  // namespace pellucid::app
