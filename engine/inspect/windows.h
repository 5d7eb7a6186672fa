// SPDX-License-Identifier: GPL-3.0-or-later
// The inputs under the window of each output of a convolution or pool, by tap. Taps count line by line, for a
// convolution channel by channel, like the columns of its weight; there is no input outside the map. A value
// derived from shapes; any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/model/layer.h"
#include "engine/model/window_axis.h"

namespace pellucid::engine {

class Windows {
 public:
  /// For a layer that needsImages(): a convolution, max pool or average pool.
  explicit Windows(const Layer& layer);

  Index taps() const { return (m_isConvolution ? m_in.channels : 1) * m_rows.kernel * m_columns.kernel; }
  /// The input under tap `tap` of output `unit`; none outside the map.
  std::optional<Index> input(Index unit, Index tap) const;
  /// The tap of output `unit` that is over the input; none where its window does not reach it.
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
