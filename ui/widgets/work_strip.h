// SPDX-License-Identifier: GPL-3.0-or-later
// What is being read or written, its progress, and a button that ends it. Only visible when it takes a while,
// so that short work does not flicker.
#pragma once

#include <QTimer>
#include <QWidget>
#include <functional>
#include <optional>

class QLabel;
class QProgressBar;
class QToolButton;

namespace pellucid::ui {

class WorkStrip : public QWidget {
  Q_OBJECT

 public:
  static constexpr int kPatienceMs = 300;  ///< shorter work is not shown

  explicit WorkStrip(QWidget* parent = nullptr);

  struct Work {
    QString text;                   ///< a sentence for the learner, such as "Reading mnist…"
    std::function<double()> share;  ///< progress, from 0 to 1; null where unknown
    std::function<void()> cancel;   ///< null where it can't be cancelled
  };
  /// The current work, replacing what was shown; or none.
  void show(std::optional<Work> work);
  bool isWorking() const { return m_work.has_value(); }

 private:
  void tick();

  std::optional<Work> m_work;
  QLabel* m_text;
  QProgressBar* m_bar;
  QToolButton* m_cancel;
  QTimer m_timer;
};

}  // namespace pellucid::ui
