// SPDX-License-Identifier: GPL-3.0-or-later
// What views draw: one snapshot of the run, with the selected input sent through exactly that network.
// Computed once per frame by RunController and shared by all views; immutable.
#pragma once

#include <memory>
#include <optional>

#include "engine/inspect/probe.h"
#include "engine/train/snapshot.h"
#include "ui/document/selection.h"
#include "ui/run/sample_source.h"

namespace pellucid::ui {

/// `input` sent through a network with these weights, and backward from the target: the chosen one, or else
/// the data's.
inline engine::Probe probeOf(const engine::Network& network, const engine::Vector& weights,
                             const engine::TrainingSpec& training, const Input& input) {
  const auto [loss, smoothing] = std::pair(training.loss, training.labelSmoothing);
  const Target& chosen = input.chosen;
  if (chosen.numbers.size() > 0) return engine::probe(network, weights, loss, input.values, chosen.numbers);
  if (chosen.label) return engine::probe(network, weights, loss, input.values, chosen.label, smoothing);
  if (input.numbers.size() > 0) return engine::probe(network, weights, loss, input.values, input.numbers);
  return engine::probe(network, weights, loss, input.values, input.target, smoothing);
}

struct Moment {
  std::shared_ptr<const engine::Snapshot> snapshot;  ///< never null, with a network
  engine::DatasetPtr dataset;                        ///< never null
  Input input;
  engine::Probe probe;  ///< of `input` in the snapshot's network

  const engine::Network& network() const { return *snapshot->network; }
  const engine::Vector& weights() const { return snapshot->state.weights; }
  const engine::Experiment& experiment() const { return snapshot->experiment; }
};

/// For views that keep a moment.
using MomentPtr = std::shared_ptr<const Moment>;

/// Whether both are of the same run and its network, possibly at different steps.
inline bool isSameRun(const Moment& a, const Moment& b) {
  return a.snapshot->run == b.snapshot->run && a.snapshot->network == b.snapshot->network;
}
/// Same run and network, on the same data.
inline bool isSameNetwork(const Moment& a, const Moment& b) {
  return a.dataset == b.dataset && isSameRun(a, b);
}

/// The sample that flows through the network, where it is from this source.
inline std::optional<engine::Index> shownOf(const Moment& moment, SampleSource source) {
  return source == SampleSource::Test ? moment.input.testIndex : moment.input.trainIndex;
}
/// Whether the same sample flows through both, or a sample of neither source does.
inline bool hasSameSample(const Moment& a, const Moment& b) {
  return a.input.testIndex == b.input.testIndex && a.input.trainIndex == b.input.trainIndex;
}

}  // namespace pellucid::ui
