// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/picture_grid.h"

#include <QRect>
#include <algorithm>
#include <cmath>

namespace pellucid::ui {

PictureGrid::PictureGrid(int count, QSize cell, int perRow)
    : m_count(count), m_cell(cell), m_perRow(std::clamp(perRow, 1, count)) {}

QSize PictureGrid::size() const {
  const int rows = (m_count + m_perRow - 1) / m_perRow;
  return {m_perRow * (m_cell.width() + 1) - 1, rows * (m_cell.height() + 1) - 1};
}

QRect PictureGrid::place(int picture) const {
  return {QPoint(picture % m_perRow * (m_cell.width() + 1), picture / m_perRow * (m_cell.height() + 1)),
          m_cell};
}

engine::Vector PictureGrid::arrange(const std::vector<engine::Vector>& pictures) const {
  const QSize all = size();
  engine::Vector values = engine::Vector::Constant(engine::Index{all.width()} * all.height(), NAN);
  for (int picture = 0; picture < m_count; ++picture) {
    const QRect to = place(picture);
    const engine::Vector& from = pictures[static_cast<std::size_t>(picture)];
    for (int row = 0; row < m_cell.height(); ++row)
      values.segment(engine::Index{to.top() + row} * all.width() + to.left(), m_cell.width()) =
          from.segment(engine::Index{row} * m_cell.width(), m_cell.width());
  }
  return values;
}

std::optional<std::pair<int, engine::Index>> PictureGrid::at(QPoint square) const {
  const int column = square.x() / (m_cell.width() + 1);
  const int row = square.y() / (m_cell.height() + 1);
  const int x = square.x() % (m_cell.width() + 1);
  const int y = square.y() % (m_cell.height() + 1);
  const int picture = row * m_perRow + column;
  if (x == m_cell.width() || y == m_cell.height() || picture >= m_count || column >= m_perRow)
    return std::nullopt;
  return std::pair(picture, engine::Index{y} * m_cell.width() + x);
}

}  // namespace pellucid::ui
