// SPDX-License-Identifier: GPL-3.0-or-later
// One look at how every layer of a network represents a selection of samples: their map by PCA, and how well
// a linear probe separates them there. Immutable; made on a worker, from values that it holds.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/inspect/maps/linear_probe.h"
#include "engine/inspect/maps/pca.h"
#include "engine/train/snapshot.h"
#include "ui/run/sample_source.h"

namespace pellucid::ui {

struct MapQuestion {
  std::shared_ptr<const engine::Snapshot> snapshot;
  engine::DatasetPtr dataset;
  SampleSource source = SampleSource::Test;
  engine::Index most = 2000;  ///< samples
};

struct LayerMap {
  /// The layer it is a map of, counted from 0; none for the inputs themselves.
  std::optional<std::size_t> layer;
  engine::Index dimensions = 0;
  engine::Matrix points;  ///< 2×N; empty where the values are out of range
  engine::Pca pca = {};   ///< the projection
  double shown = 0;       ///< the share of the variance shown in the map
  std::optional<engine::LinearProbe> probe;
};

struct MapLook {
  MapQuestion of;
  std::vector<std::uint32_t> samples;  ///< N indices into the split, in an order of their own; fewer than
                                       ///< requested where the layers have very many values
  std::vector<LayerMap> maps;  ///< the inputs' map, then those of layers that change something, in order
  struct Said {
    int answered = -1;  ///< the class; -1 for numeric answers
    float certainty = 0;
    bool isWrong = false;
  };
  std::vector<Said> said;   ///< the network's answer for each sample
  engine::Matrix numbers;   ///< O×N: the numeric answers; otherwise empty
  engine::Index wrong = 0;  ///< number of samples
  double milliseconds = 0;

  const engine::Split& split() const { return splitOf(*of.dataset, of.source); }
  std::int64_t step() const { return of.snapshot->state.step; }
  /// The position among `samples` of the sample with this index in the split.
  std::optional<std::size_t> placeOf(engine::Index sample) const;
};
using MapLookPtr = std::shared_ptr<const MapLook>;

/// Where one input is in each map by PCA, from the outputs of a forward pass: also for a sample that is not
/// part of the look, and for an input of the user's own.
std::vector<std::optional<Eigen::Vector2d>> placesIn(const MapLook& look, const engine::Trace& trace);

/// Wrong answers are marked where they are the exception: at most a quarter.
bool marksWrong(const MapLook& look);

/// Whether the layer changes its inputs' values or their number when the network is used: flatten and dropout
/// do not.
bool hasOwnMap(const engine::Layer& layer);

/// Null when it was cancelled. The split must have samples. `former`, which may be null, supplies what is
/// still valid, and the directions of the axes.
MapLookPtr takeMapLook(const MapQuestion& question, const MapLookPtr& former,
                       const engine::Progress& progress);

}  // namespace pellucid::ui
