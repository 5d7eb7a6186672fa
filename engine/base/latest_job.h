// SPDX-License-Identifier: GPL-3.0-or-later
// Long work on its own thread, of which only the latest request counts: a new request asks the work in
// progress to end, and discards its result. The one way to do long work for a caller that must not wait.
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>

#include "engine/base/progress.h"

namespace pellucid::engine {

/// T is the work's return type. request(), cancel(), forget(), wait() and take() are for the thread that owns
/// the job.
template <class T>
class LatestJob {
 public:
  /// A pure function of values that it holds. It checks Progress::isCancelled() now and then.
  using Work = std::function<T(const Progress&)>;

  /// `ready` is called on the worker when there is something to take(); it may only wake another thread.
  explicit LatestJob(std::function<void()> ready = [] {}) : m_ready(std::move(ready)) {}
  /// Cancels, and waits for the work in progress.
  ~LatestJob() { forget(); }
  LatestJob(const LatestJob&) = delete;
  LatestJob& operator=(const LatestJob&) = delete;

  void request(Work work) {
    {
      const std::lock_guard lock(m_mutex);
      drop();
      m_progress = Progress::watched();
      m_waiting = std::move(work);
    }
    // A thread is started only when there is work.
    if (!m_thread.joinable()) m_thread = std::jthread([this](const std::stop_token& stop) { serve(stop); });
    m_wake.notify_one();
  }

  /// Asks the latest request to end soon, whether in progress or waiting; its result can still be taken.
  void cancel() {
    const std::lock_guard lock(m_mutex);
    m_progress.cancel();
  }

  /// Drops everything that was requested.
  void forget() {
    const std::lock_guard lock(m_mutex);
    drop();
  }

  /// Returns when the latest request has ended; its result can still be taken.
  void wait() {
    std::unique_lock lock(m_mutex);
    m_ended.wait(lock, [this] { return !m_waiting && !m_isWorking; });
  }

  /// The result of the latest request, once. An exception becomes an Error where T can hold one, so that the
  /// caller learns of it; otherwise it is rethrown here.
  std::optional<T> take() {
    Outcome outcome;
    {
      const std::lock_guard lock(m_mutex);
      outcome = std::exchange(m_done, {});
    }
    if (outcome.thrown) std::rethrow_exception(outcome.thrown);
    return std::move(outcome.value);
  }

  /// Progress of the latest request, from 0 to 1.
  double share() const {
    const std::lock_guard lock(m_mutex);
    return m_progress.share();
  }

 private:
  struct Outcome {
    std::optional<T> value;
    std::exception_ptr thrown;
  };

  /// Call with the lock held.
  void drop() {
    m_progress.cancel();
    m_waiting = nullptr;
    m_done = {};
    ++m_latest;
  }

  void serve(const std::stop_token& stop) {
    for (;;) {
      Work work;
      Progress progress;
      std::uint64_t number = 0;
      {
        std::unique_lock lock(m_mutex);
        if (!m_wake.wait(lock, stop, [this] { return m_waiting != nullptr; })) return;
        work = std::exchange(m_waiting, nullptr);
        m_isWorking = true;
        progress = m_progress;
        number = m_latest;
      }
      Outcome outcome = run(work, progress);
      {
        const std::lock_guard lock(m_mutex);
        m_isWorking = false;
        m_ended.notify_all();
        if (number != m_latest) continue;
        m_done = std::move(outcome);
      }
      m_ready();
    }
  }

  static Outcome run(const Work& work, const Progress& progress) {
    try {
      if constexpr (std::is_constructible_v<T, Error>)
        return {.value = caught([&] { return work(progress); }), .thrown = nullptr};
      else
        return {.value = work(progress), .thrown = nullptr};
    } catch (...) {  // for the caller: an exception must not leave its thread
      return {.value = {}, .thrown = std::current_exception()};
    }
  }

  std::function<void()> m_ready;
  mutable std::mutex m_mutex;
  std::condition_variable_any m_wake;
  std::condition_variable m_ended;
  Work m_waiting;
  bool m_isWorking = false;
  Progress m_progress;  ///< of the latest request
  Outcome m_done;
  std::uint64_t m_latest = 0;
  std::jthread m_thread;  ///< last, so that it ends before what it uses
};

}  // namespace pellucid::engine
