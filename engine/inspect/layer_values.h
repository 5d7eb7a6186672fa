// SPDX-License-Identifier: GPL-3.0-or-later
// What the units of one layer add up for a whole batch, beside the one sample that a Probe knows. Pure
// functions of const values, any thread.
#pragma once

#include <vector>

#include "engine/model/network.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

/// z of layer `layer`, a column for each sample of the batch that step `step` (counted from 0) takes, as that
/// step's forward pass computes it: dropout drops, batch norm takes the batch's statistics. The layer has an
/// activation; the data have training samples.
Matrix batchPreactivations(const Network& network, const Vector& weights, const Experiment& experiment,
                           const Dataset& dataset, std::int64_t step, std::size_t layer);

/// How often values fall into `bins` equal parts from `low` to `high`; the first and the last count what lies
/// beyond, too. NaN is counted nowhere.
std::vector<Index> histogram(const Matrix& values, double low, double high, std::size_t bins);

}  // namespace pellucid::engine
