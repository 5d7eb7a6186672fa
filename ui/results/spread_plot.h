// SPDX-License-Identifier: GPL-3.0-or-later
// The distribution of one layer's values: the present as bars, with an earlier moment as a dashed outline; or
// over the steps as bands. A bar is chosen by a click or the arrow keys. GUI thread.
#pragma once

#include <QWidget>
#include <array>
#include <optional>
#include <vector>

#include "engine/inspect/distributions.h"

namespace pellucid::ui {

/// The content of one of these plots.
struct SpreadPicture {
  QString title;    ///< "Hidden 1"
  QString summary;  ///< number of values and their range
  QString warning;  ///< about dead and saturated units; empty where there are none
  double low = 0;
  double high = 1;
  std::vector<engine::Index> now;  ///< counts in equal bins from low to high; empty where there are no values
  std::vector<engine::Index> compared;  ///< likewise, or empty
  std::vector<bool> isFlat;             ///< for each bin: a unit with this z learns little
  /// A distribution at one step, shown instead of the bars.
  struct Band {
    double step = 0;
    std::array<double, 9> values = {};
  };
  std::vector<Band> bands;
  std::optional<double> cursor;  ///< the step shown
};

class SpreadPlot : public QWidget {
  Q_OBJECT

 public:
  explicit SpreadPlot(QWidget* parent = nullptr);

  void show(SpreadPicture picture);
  using QWidget::show;
  const SpreadPicture& picture() const { return m_picture; }
  /// Whether bars can be chosen to show their units or weights.
  void setChoosable(bool isChoosable) { m_isChoosable = isChoosable; }
  std::optional<std::size_t> chosen() const { return m_chosen; }
  void choose(std::optional<std::size_t> bar);
  /// The bar's column, in pixels.
  QRectF barColumn(std::size_t bar) const;

  QSize sizeHint() const override { return {200, 120}; }
  QSize minimumSizeHint() const override { return {150, 76}; }

 signals:
  /// By the user; none after Escape.
  void barChosen(std::optional<std::size_t> bar);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QRectF area() const;
  std::optional<std::size_t> barAt(QPointF point) const;
  QString barText(std::size_t bar) const;
  void paintBars(class QPainter& painter) const;
  void paintBands(class QPainter& painter) const;

  SpreadPicture m_picture;
  std::optional<std::size_t> m_chosen;
  bool m_isChoosable = true;
};

}  // namespace pellucid::ui
