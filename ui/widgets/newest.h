// SPDX-License-Identifier: GPL-3.0-or-later
// Work beside the window's thread of which only the newest counts: one job at a time, and what is asked for
// meanwhile waits, the older of two forgotten. GUI thread.
#pragma once

#include <QObject>
#include <QtConcurrent>
#include <functional>
#include <optional>

namespace pellucid::ui {

template <class T>
class Newest {
 public:
  /// `work` is a pure function of values that it holds; `take` is called on this thread, unless something
  /// else was asked for or forget() called in the meantime.
  void request(std::function<T()> work, std::function<void(T)> take) {
    m_wanted = Job{.work = std::move(work), .take = std::move(take)};
    ++m_number;
    if (!m_isBusy) start();
  }
  void forget() {
    m_wanted.reset();
    ++m_number;
  }

 private:
  struct Job {
    std::function<T()> work;
    std::function<void(T)> take;
  };

  void start() {
    Job job = *std::exchange(m_wanted, std::nullopt);
    m_isBusy = true;
    QtConcurrent::run(std::move(job.work))
        .then(&m_here, [this, take = std::move(job.take), number = m_number](T result) {
          m_isBusy = false;
          if (number == m_number) take(std::move(result));
          if (m_wanted && !m_isBusy) start();
        });
  }

  std::optional<Job> m_wanted;
  std::uint64_t m_number = 0;
  bool m_isBusy = false;
  QObject m_here;  ///< what is done when this has died is dropped
};

}  // namespace pellucid::ui
