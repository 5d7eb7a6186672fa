// SPDX-License-Identifier: GPL-3.0-or-later
// One sample sent through a network, forward and, where its target is known, backward. A pure function of
// const values: the window calls it on snapshots, so looking never affects training.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/model/network.h"
#include "engine/train/targets.h"

namespace pellucid::engine {

struct Probe {
  Trace trace;                         ///< N = 1; the deltas are filled when there is a target
  std::optional<std::uint8_t> target;  ///< the sample's class, where it has one
  Vector y;                            ///< the target outputs, O values; empty without a target
  std::optional<double> loss;          ///< of this sample alone; if there is a target
  Index prediction = 0;                ///< the class given by the outputs, see answer()
  bool hasGradient() const { return loss.has_value(); }
};

/// `input` has I values. The gradients are those of this sample's own loss, as in training: with the same
/// label smoothing (see targetCoding()).
Probe probe(const Network& network, const Vector& weights, Loss loss, const Vector& input,
            std::optional<std::uint8_t> target, double labelSmoothing = 0);
/// The same for numeric targets, which are not smoothed: `target` has O values.
Probe probe(const Network& network, const Vector& weights, Loss loss, const Vector& input,
            const Vector& target);

/// The input of layer `layer` from unit (or input) `from` below.
Scalar incoming(const Probe& probe, std::size_t layer, Index from);

/// dL/dw of the edge from `from` to unit `to` of layer `layer`: delta(to) · a(from). Needs a gradient.
Scalar edgeGradient(const Probe& probe, std::size_t layer, Index to, Index from);

}  // namespace pellucid::engine
