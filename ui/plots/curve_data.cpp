// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_data.h"

namespace pellucid::ui {
namespace {

CurveData::Point sum(const CurveData::Point& a, const CurveData::Point& b) {
  return {.step = a.step + b.step, .seconds = a.seconds + b.seconds, .value = a.value + b.value};
}

CurveData::Point scaled(const CurveData::Point& a, double factor) {
  return {.step = a.step * factor, .seconds = a.seconds * factor, .value = a.value * factor};
}

}  // namespace

void CurveData::append(const Point& batch) {
  m_sum = sum(m_sum, batch);
  if (++m_waiting < m_batchesPerPoint) return;
  m_points.push_back(scaled(m_sum, 1.0 / static_cast<double>(m_batchesPerPoint)));
  m_sum = {};
  m_waiting = 0;
  if (m_points.size() > m_mostPoints) joinNeighbours();
}

void CurveData::clear() {
  *this = CurveData(m_mostPoints);
}

void CurveData::joinNeighbours() {
  const std::size_t pairs = m_points.size() / 2;
  // A point without a neighbour becomes the pending sum again and waits for one.
  if (m_points.size() % 2 == 1) {
    m_sum = scaled(m_points.back(), static_cast<double>(m_batchesPerPoint));
    m_waiting = m_batchesPerPoint;
  }
  for (std::size_t i = 0; i < pairs; ++i)
    m_points[i] = scaled(sum(m_points[2 * i], m_points[2 * i + 1]), 0.5);
  m_points.resize(pairs);
  m_batchesPerPoint *= 2;
}

}  // namespace pellucid::ui
