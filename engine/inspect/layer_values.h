// SPDX-License-Identifier: GPL-3.0-or-later
// What the units of one layer add up for a whole batch, beside the one sample that a Probe knows. Pure
// functions of const values, any thread.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/data/batches.h"
#include "engine/model/network.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

/// Which training samples a step takes. To know one batch, the order of its whole epoch has to be drawn, so
/// the last one is kept for those who ask again and again during a run. One thread at a time.
class StepSamples {
 public:
  /// Of step `step`, counted from 0. Valid until the next call; the data have training samples.
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

/// z of layer `layer`, a column for each of these samples, the batch that step `step` takes, as that step's
/// forward pass computes it: dropout drops, batch norm takes the batch's statistics. The layer has an
/// activation.
Matrix batchPreactivations(const Network& network, const Vector& weights, const Experiment& experiment,
                           const Dataset& dataset, std::span<const std::uint32_t> samples, std::int64_t step,
                           std::size_t layer);

/// How often values fall into `bins` equal parts from `low` to `high`; the first and the last count what lies
/// beyond, too. NaN is counted nowhere.
std::vector<Index> histogram(const Matrix& values, double low, double high, std::size_t bins);

}  // namespace pellucid::engine
