// SPDX-License-Identifier: GPL-3.0-or-later
// A few choices side by side, one of them filled: a tab bar, with its keys and roles, drawn as one control.
#pragma once

#include <QTabBar>

namespace pellucid::ui {

class SegmentedControl : public QTabBar {
  Q_OBJECT

 public:
  explicit SegmentedControl(QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
  QSize tabSizeHint(int index) const override;
  QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
};

}  // namespace pellucid::ui
