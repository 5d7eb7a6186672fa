// SPDX-License-Identifier: GPL-3.0-or-later
// One sample sent through a network, forward and, where its class is known, back. A pure function of const
// values: the window calls it on snapshots, so looking never changes the training.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/model/network.h"
#include "engine/train/targets.h"

namespace pellucid::engine {

struct Probe {
  Trace trace;                         ///< N = 1; the deltas are filled when there is a target
  std::optional<std::uint8_t> target;  ///< the sample's class, where it has one
  Vector y;                            ///< what the outputs should be, O values; empty without a target
  std::optional<double> loss;          ///< of this sample alone; where there is a target
  Index prediction = 0;                ///< the class that the outputs answer, as by answer()
  bool hasGradient() const { return loss.has_value(); }
};

/// `input` has I values. The gradients are those of this sample's own loss, as training has it: with as much
/// label smoothing (see targetCoding()).
Probe probe(const Network& network, const Vector& weights, Loss loss, const Vector& input,
            std::optional<std::uint8_t> target, double labelSmoothing = 0);
/// The same where the answer is numbers, which are not smoothed: `target` has O values.
Probe probe(const Network& network, const Vector& weights, Loss loss, const Vector& input,
            const Vector& target);

/// The activation that enters layer `layer` from its unit (or input) `from`.
Scalar incoming(const Probe& probe, std::size_t layer, Index from);

/// dL/dw of the edge from `from` to unit `to` of layer `layer`: delta(to) · a(from). Needs a gradient.
Scalar edgeGradient(const Probe& probe, std::size_t layer, Index to, Index from);

}  // namespace pellucid::engine
