// SPDX-License-Identifier: GPL-3.0-or-later
// An engine::LatestJob whose result comes through the event loop. GUI thread.
#pragma once

#include <QObject>

#include "engine/base/latest_job.h"

namespace pellucid::ui {

template <class T>
class BackgroundJob {
 public:
  using Work = typename engine::LatestJob<T>::Work;

  /// `take` is called on this thread, later than this call, unless another request or forget() came in the
  /// meantime. What the work throws is thrown into the event loop.
  void request(Work work, std::function<void(T)> take) {
    m_take = std::move(take);
    m_job.request(std::move(work));
  }
  void forget() {
    m_take = nullptr;
    m_job.forget();
  }
  /// Asks the work to end soon; take() is still called, with the result so far.
  void cancel() { m_job.cancel(); }
  /// Returns when the work has ended; take() is still to be called.
  void wait() { m_job.wait(); }
  /// Whether take() is still to be called.
  bool isBusy() const { return m_take != nullptr; }
  /// Progress of the current work, from 0 to 1.
  double share() const { return m_job.share(); }

 private:
  void deliver() {
    std::optional<T> result;
    try {
      result = m_job.take();
    } catch (...) {
      m_take = nullptr;
      throw;
    }
    // It may request the next job.
    if (result) std::exchange(m_take, nullptr)(*std::move(result));
  }

  QObject m_here;  ///< results still on their way when this is destroyed are dropped
  std::function<void(T)> m_take;
  engine::LatestJob<T> m_job{[this] {
    QMetaObject::invokeMethod(
        &m_here, [this] { deliver(); }, Qt::QueuedConnection);
  }};
};

}  // namespace pellucid::ui
