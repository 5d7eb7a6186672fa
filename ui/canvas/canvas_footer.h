// SPDX-License-Identifier: GPL-3.0-or-later
// The line below the network: how many edges are drawn of how many, with a slider for more or fewer; what the
// colours mean, with the range in force and its origin. Always visible.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QSlider>

#include "ui/canvas/visible_edges.h"
#include "ui/widgets/elided_label.h"

namespace pellucid::ui {

/// The colour scale with its two ends written beside it.
class LegendBar : public QWidget {
  Q_OBJECT

 public:
  LegendBar();
  /// `end` is the value of full colour: "0.5".
  void setEnd(const QString& end);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  /// Reserves width for any of its texts, so that nothing moves when they change.
  void reserveWidth();

  QString m_end;
};

class CanvasFooter : public QWidget {
  Q_OBJECT

 public:
  explicit CanvasFooter(QWidget* parent);

  /// Initially, at most this many edges are drawn.
  static constexpr std::size_t kEdges = 10'000;
  std::size_t edgeLimit() const { return m_limit; }
  RangeMode rangeMode() const { return m_ranges.currentData().value<RangeMode>(); }
  void setRangeMode(RangeMode mode) {
    m_ranges.setCurrentIndex(m_ranges.findData(QVariant::fromValue(mode)));
  }

  /// `canShow` is false when gradients are to be shown but there is no target to compute them from.
  void showEdges(const VisibleEdges& edges, Quantity quantity, bool canShow);

 signals:
  void edgeLimitChanged();
  void rangeModeChanged();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  ElidedLabel m_statement;
  QSlider m_slider;
  QLabel m_meaning;
  LegendBar m_legend;
  QComboBox m_ranges;
  std::size_t m_limit = kEdges;
  std::size_t m_total = 0;
};

/// More lines are never drawn: they would block the window and cover each other. MNIST with 128 units stays
/// below; the footer says how many of how many are drawn.
inline constexpr std::size_t kMostEdges = 120'000;

/// The slider's scale: position 0 … 100 to a number of edges, from few to all (or kMostEdges) in equal
/// factors; and back.
std::size_t edgesAt(int position, std::size_t total);
int positionOf(std::size_t edges, std::size_t total);

}  // namespace pellucid::ui
