// SPDX-License-Identifier: GPL-3.0-or-later
// One look at what every layer of a network makes of a choice of samples: their map by PCA, and how well a
// linear probe tells them apart there. Immutable; made on a worker, from values that it holds.
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
  /// That it is of, counted from 0; none of the inputs themselves.
  std::optional<std::size_t> layer;
  engine::Index dimensions = 0;
  engine::Matrix points;  ///< 2×N; empty where the numbers are out of range
  engine::Pca pca = {};   ///< that they are seen along
  double shown = 0;       ///< the share of the variance that the map shows
  std::optional<engine::LinearProbe> probe;
};

struct MapLook {
  MapQuestion of;
  std::vector<std::uint32_t> samples;  ///< N of the split, in an order of their own; fewer than asked for
                                       ///< where the layers have very many numbers
  std::vector<LayerMap> maps;          ///< the inputs', then those of layers that change something, in order
  struct Said {
    int answered = -1;  ///< the class; of numbers -1
    float certainty = 0;
    bool isWrong = false;
  };
  std::vector<Said> said;   ///< what the network says of each sample
  engine::Matrix numbers;   ///< O×N: the same where the answers are numbers; else empty
  engine::Index wrong = 0;  ///< of the samples
  double milliseconds = 0;

  const engine::Split& split() const { return splitOf(*of.dataset, of.source); }
  std::int64_t step() const { return of.snapshot->state.step; }
  /// Of the sample with this number in the split, its place among `samples`.
  std::optional<std::size_t> placeOf(engine::Index sample) const;
};
using MapLookPtr = std::shared_ptr<const MapLook>;

/// Where one input stands in each map by PCA, from what a pass of it left behind: also of a sample that is
/// not among those of the look, and of an input of the user's own.
std::vector<std::optional<Eigen::Vector2d>> placesIn(const MapLook& look, const engine::Trace& trace);

/// Wrong answers are marked where they are the exception: at most a quarter.
bool marksWrong(const MapLook& look);

/// Whether the layer makes other points of its inputs, or as many numbers, when the network is used: flatten
/// and dropout do not.
bool hasOwnMap(const engine::Layer& layer);

/// Null when it was cancelled. The split has samples. Of the former look, which may be null, it takes what
/// is still true, and the sides to which axes point.
MapLookPtr takeMapLook(const MapQuestion& question, const MapLookPtr& former,
                       const engine::Progress& progress);

}  // namespace pellucid::ui
