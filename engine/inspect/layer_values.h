// SPDX-License-Identifier: GPL-3.0-or-later
// The sums of one layer's units for a whole batch, in addition to the single sample of a Probe. Pure
// functions of const values, any thread.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/data/batches.h"
#include "engine/model/network.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

/// The training samples used by a step. Finding one batch means drawing the order of its whole epoch, so the
/// last one is kept for repeated calls during a run. One thread at a time.
class StepSamples {
 public:
  /// For step `step`, counted from 0. Valid until the next call; the data have training samples.
  std::span<const std::uint32_t> of(const Experiment& experiment, const Dataset& dataset, std::int64_t step);

 private:
  struct Kept {
    Index samples, batchSize;
    std::uint64_t seed;
    bool shuffle;
    friend bool operator==(const Kept&, const Kept&) = default;
  };
  Kept m_kept{};
  std::optional<Batches> m_batches;
};

/// z of layer `layer`, one column for each of these samples, the batch of step `step`, as computed in that
/// step's forward pass: dropout is active, batch norm uses the batch's statistics. The layer has an
/// activation.
Matrix batchPreactivations(const Network& network, const Vector& weights, const Experiment& experiment,
                           const Dataset& dataset, std::span<const std::uint32_t> samples, std::int64_t step,
                           std::size_t layer);

/// The number of values in each of `bins` equal parts from `low` to `high`; the first and the last also count
/// values outside. NaN is not counted.
std::vector<Index> histogram(const Matrix& values, double low, double high, std::size_t bins);

}  // namespace pellucid::engine
