// SPDX-License-Identifier: GPL-3.0-or-later
// Work beside the window's thread of which only the newest counts: one job at a time, and what is asked for
// meanwhile waits, the older of two forgotten. GUI thread.
#pragma once

#include <QFutureWatcher>
#include <QtConcurrent>
#include <functional>
#include <optional>

namespace pellucid::ui {

template <class T>
class Newest {
 public:
  Newest() {
    QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this] { end(); });
  }

  /// `work` is a pure function of values that it holds; `take` is called on this thread, later than this
  /// call, unless something else was asked for or forget() called in the meantime.
  void request(std::function<T()> work, std::function<void(T)> take) {
    m_wanted = Job{.work = std::move(work), .take = std::move(take)};
    m_isOutdated = true;
    if (!m_isBusy) start();
  }
  void forget() {
    m_wanted.reset();
    m_isOutdated = true;
  }

 private:
  struct Job {
    std::function<T()> work;
    std::function<void(T)> take;
  };

  void start() {
    Job job = *std::exchange(m_wanted, std::nullopt);
    m_isBusy = true;
    m_isOutdated = false;
    m_take = std::move(job.take);
    // A watcher hears of the end through the event loop, also when the work is done before it begins to
    // watch.
    m_watcher.setFuture(QtConcurrent::run(std::move(job.work)));
  }

  void end() {
    m_isBusy = false;
    const auto take = std::exchange(m_take, nullptr);  // it may request the next one
    if (!m_isOutdated) take(m_watcher.result());
    if (m_wanted && !m_isBusy) start();
  }

  std::optional<Job> m_wanted;
  std::function<void(T)> m_take;  ///< of the job that runs
  bool m_isBusy = false;
  bool m_isOutdated = false;    ///< what runs is not wanted any more
  QFutureWatcher<T> m_watcher;  ///< what is done when this has died is dropped
};

}  // namespace pellucid::ui
