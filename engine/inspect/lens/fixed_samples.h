// SPDX-License-Identifier: GPL-3.0-or-later
// Samples kept ready, so that the loss of many networks can be computed on them quickly. One thread at a
// time.
#pragma once

#include <optional>
#include <span>

#include "engine/inspect/step_trace.h"

namespace pellucid::engine {

class FixedSamples {
 public:
  /// These samples of a split, with the loss of an evaluation: no dropout, and the running statistics of
  /// batch norm.
  FixedSamples(const Network& network, const Experiment& experiment, const Dataset& dataset,
               const Split& split, std::span<const std::uint32_t> samples);
  /// The batch of a step, with the loss of the step's own pass, including its dropout.
  explicit FixedSamples(const StepTrace& step);

  /// The mean over the samples with these weights, with the experiment's label smoothing. Not finite where
  /// the network's values are not.
  double loss(const Vector& weights);
  Index size() const { return m_targets.cols(); }

 private:
  const Network& m_network;
  Loss m_loss;
  Trace m_trace;
  Matrix m_targets;
  std::optional<TrainingPass> m_pass;
};

}  // namespace pellucid::engine
