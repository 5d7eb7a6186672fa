// SPDX-License-Identifier: GPL-3.0-or-later
// Which inputs lie under the window of each output of a convolution or pool, and under which tap. Taps count
// line by line, a convolution's channel after channel, as the columns of its weight do; what lies outside the
// map has none. A value made of shapes; any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/model/layer.h"
#include "engine/model/window_axis.h"

namespace pellucid::engine {

class Windows {
 public:
  /// Of a layer that needsImages(): a convolution, max pool or average pool.
  explicit Windows(const Layer& layer);

  Index taps() const { return (m_isConvolution ? m_in.channels : 1) * m_rows.kernel * m_columns.kernel; }
  /// The input under tap `tap` of output `unit`; none outside the map.
  std::optional<Index> input(Index unit, Index tap) const;
  /// The tap of output `unit` that lies on the input; none where its window does not reach it.
  std::optional<Index> tap(Index unit, Index input) const;
  /// All outputs whose windows reach the input.
  std::vector<Index> unitsOver(Index input) const;

 private:
  bool m_isConvolution;
  Shape m_in;
  Shape m_out;
  WindowAxis m_rows;
  WindowAxis m_columns;
};

}  // namespace pellucid::engine
