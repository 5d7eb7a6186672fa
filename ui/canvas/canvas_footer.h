// SPDX-License-Identifier: GPL-3.0-or-later
// The line below the network: how many edges are drawn of how many, with a slider for more or fewer; what the
// colours mean, with the range in force and what it is taken from. Always in sight.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QSlider>

#include "ui/canvas/visible_edges.h"
#include "ui/widgets/elided_label.h"

namespace pellucid::ui {

/// The scale of colours with its two ends written beside it.
class LegendBar : public QWidget {
  Q_OBJECT

 public:
  LegendBar();
  /// `end` is what full colour stands for: "0.5".
  void setEnd(const QString& end);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  /// For whatever it will say, so that nothing moves when that changes.
  void reserveWidth();

  QString m_end;
};

class CanvasFooter : public QWidget {
  Q_OBJECT

 public:
  explicit CanvasFooter(QWidget* parent);

  /// At first, at most this many edges are drawn.
  static constexpr std::size_t kEdges = 10'000;
  std::size_t edgeLimit() const { return m_limit; }
  RangeMode rangeMode() const { return m_ranges.currentData().value<RangeMode>(); }
  void setRangeMode(RangeMode mode) {
    m_ranges.setCurrentIndex(m_ranges.findData(QVariant::fromValue(mode)));
  }

  /// `canShow` is false when there are gradients to be shown, and no answer that they would come from.
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

/// More lines than these are never drawn: they would stop the window and cover each other. All of MNIST to
/// 128 units are fewer; the footer tells how many of how many are drawn.
inline constexpr std::size_t kMostEdges = 120'000;

/// The slider's way: position 0 … 100 to a number of edges, from few to all, or kMostEdges, by equal factors;
/// and back.
std::size_t edgesAt(int position, std::size_t total);
int positionOf(std::size_t edges, std::size_t total);

}  // namespace pellucid::ui
