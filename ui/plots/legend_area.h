// SPDX-License-Identifier: GPL-3.0-or-later
// As wide as its rows and as tall as there is room for; the rest scrolls.
#pragma once

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <algorithm>

namespace pellucid::ui {

class LegendArea : public QScrollArea {
 public:
  explicit LegendArea(QWidget* rows) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setWidget(rows);
    setScrolls(false);
  }

  /// Whether there may be more rows than fit: then it takes the keyboard focus, and there is room for its
  /// scroll bar.
  void setScrolls(bool mayScroll) {
    m_mayScroll = mayScroll;
    setFocusPolicy(mayScroll ? Qt::StrongFocus : Qt::NoFocus);
    updateGeometry();
  }

  QSize sizeHint() const override { return {neededWidth(), widget()->sizeHint().height()}; }
  QSize minimumSizeHint() const override {
    const int all = widget()->minimumSizeHint().height();
    return {neededWidth(), m_mayScroll ? std::min(all, kFewRows * fontMetrics().lineSpacing()) : all};
  }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    // Its size follows from its content.
    if (watched == widget() && event->type() == QEvent::LayoutRequest) updateGeometry();
    return QScrollArea::eventFilter(watched, event);
  }

 private:
  static constexpr int kFewRows = 4;
  int neededWidth() const {
    const int bar = m_mayScroll ? verticalScrollBar()->sizeHint().width() : 0;
    return widget()->minimumSizeHint().width() + bar;
  }

  bool m_mayScroll = false;
};

}  // namespace pellucid::ui
