// SPDX-License-Identifier: GPL-3.0-or-later
// What can be added to a network, and where. Layers are counted from 0; the last is the output and stays it.
#pragma once

#include "engine/model/network_spec.h"

namespace pellucid::engine {

/// A network with one more layer, and with what that layer needs beside it.
struct Insertion {
  NetworkSpec network;
  std::size_t layer = 0;       ///< where the new layer stands now
  std::size_t count = 1;       ///< or so many of them
  bool bringsFlatten = false;  ///< one came along, because a dense layer follows maps
};

/// `network`, which fits `input`, with a layer of `kind` before layer `position`, or at the next place where
/// it means the same: a dense layer goes behind a Flatten that stands there. It has the shape of a
/// neighbour of its kind (the one before, else the one behind), else usual ones, and a window that fits.
/// Refuses what cannot stand there; the error says why, and what would help.
Result<Insertion> insertLayer(const NetworkSpec& network, const Shape& input, std::size_t position,
                              LayerKind kind);

/// The same with layers that are there already, as they are: copies of others, without each Flatten that
/// would find a row of numbers. `layers` is not empty; Insertion::layer is the first of them.
Result<Insertion> insertLayers(const NetworkSpec& network, const Shape& input, std::size_t position,
                               const std::vector<LayerSpec>& layers);

}  // namespace pellucid::engine
