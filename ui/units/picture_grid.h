// SPDX-License-Identifier: GPL-3.0-or-later
// Several small pictures of one size as a single one, side by side with a gap, in rows. A value.
#pragma once

#include <QPoint>
#include <QSize>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/numeric.h"

namespace pellucid::ui {

class PictureGrid {
 public:
  PictureGrid() = default;
  /// `count` > 0 pictures of `cell` columns and rows, at most `perRow` side by side.
  PictureGrid(int count, QSize cell, int perRow);

  QSize size() const;
  /// All pictures; the gaps are NaN. There are as many as `count`, each in reading order.
  engine::Vector arrange(const std::vector<engine::Vector>& pictures) const;
  /// The picture at a square, and the index within it in reading order; none in a gap.
  std::optional<std::pair<int, engine::Index>> at(QPoint square) const;
  /// A picture with the gap around it.
  QRect place(int picture) const;

 private:
  int m_count = 1;
  QSize m_cell{1, 1};
  int m_perRow = 1;
};

}  // namespace pellucid::ui
