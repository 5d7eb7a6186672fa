// SPDX-License-Identifier: GPL-3.0-or-later
// The quiet sign after a field: a bolt where a change acts at once, a circle where it begins a new run. Lives
// on the window's thread.
#pragma once

#include <QWidget>

namespace pellucid::ui {

class ActsSign : public QWidget {
  Q_OBJECT

 public:
  explicit ActsSign(bool isAtOnce, QWidget* parent = nullptr);

  bool isAtOnce() const { return m_isAtOnce; }
  QSize sizeHint() const override { return {14, 14}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  bool m_isAtOnce;
};

}  // namespace pellucid::ui
