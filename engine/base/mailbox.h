// SPDX-License-Identifier: GPL-3.0-or-later
// What threads share: a value that one of them holds at a time, and a way to wait until another one changes
// it. Everything that threads share outside a Session is shared this way. Any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace pellucid::engine {

template <class T>
class Mailbox {
 public:
  using Clock = std::chrono::steady_clock;

  Mailbox() = default;
  explicit Mailbox(T value) : m_value(std::move(value)) {}
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;

  /// The result of `use` on the value, which no other thread holds meanwhile. Then all waiting threads check
  /// again.
  template <class Use>
  auto open(const Use& use) {
    const WakeAll wakeAll{m_wake};  // before the lock, so that no thread wakes only to wait for it
    const std::lock_guard lock(m_mutex);
    return use(m_value);
  }

  /// Waits until `isReady(value)`, then does the same without releasing the value. Before waiting, isReady()
  /// may record in the value what is being waited for.
  template <class IsReady, class Use>
  auto wait(const IsReady& isReady, const Use& use) {
    const WakeAll wakeAll{m_wake};
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [&] { return isReady(m_value); });
    return use(m_value);
  }

  /// The same, but waits until `due` at the latest.
  template <class IsReady, class Use>
  auto waitUntil(Clock::time_point due, const IsReady& isReady, const Use& use) {
    const WakeAll wakeAll{m_wake};
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, due, [&] { return isReady(m_value); });
    return use(m_value);
  }

 private:
  struct WakeAll {
    std::condition_variable& wake;
    ~WakeAll() { wake.notify_all(); }
  };
  std::mutex m_mutex;
  std::condition_variable m_wake;
  T m_value{};
};

}  // namespace pellucid::engine
