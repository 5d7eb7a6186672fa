// SPDX-License-Identifier: GPL-3.0-or-later
// One height map of the loss, with the path that training took through it. Immutable; made on a worker, from
// values that it holds.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/inspect/lens/loss_surface.h"
#include "engine/train/snapshot.h"

namespace pellucid::ui {

/// The two directions of the plane.
enum class SurfaceKind {
  Way,   ///< from the initial weights to the present ones, and towards where the path strays most
  Step,  ///< against the gradient of the next step, and the optimizer's difference from that
};

struct SurfaceQuestion {
  SurfaceKind kind = SurfaceKind::Way;
  std::shared_ptr<const engine::Snapshot> snapshot;  ///< captured: whole, with its timeline
  engine::DatasetPtr dataset;                        ///< with training samples
  engine::Index samples = 500;                       ///< of training, at most
  engine::Index fields = 225;                        ///< approximate number
};

struct SurfaceLook {
  SurfaceKind kind = SurfaceKind::Way;
  std::uint64_t run = 0;  ///< of the snapshot, like the following fields
  std::shared_ptr<const engine::Network> network;
  std::uint64_t revision = 0;
  engine::Experiment experiment;
  std::size_t lane = 0;
  std::int64_t step = 0;
  engine::WeightPlane plane;  ///< its origin is the snapshot's weights
  engine::LossSurface surface;
  struct Point {
    std::int64_t step = 0;
    Eigen::Vector2d place = Eigen::Vector2d::Zero();
  };
  std::vector<Point> way;  ///< of states on the path to the present, by step
  engine::Index samples = 0;
  double strayed = 0;  ///< the largest distance of a state from the plane / the path's length
  double millisecondsAField = 0;
};
using SurfaceLookPtr = std::shared_ptr<const SurfaceLook>;

/// The result: nothing where there is no plane yet (no step was trained, or the next one can't be done) or
/// when it was cancelled.
struct SurfaceAnswer {
  SurfaceLookPtr look;
};
SurfaceAnswer takeSurface(const SurfaceQuestion& question, const engine::Progress& progress);

/// Whether the look is also true for this snapshot. A path's is, where the present is on that path; the next
/// step's is only for the same state and settings.
bool isTrueOf(const SurfaceLook& look, const engine::Snapshot& snapshot);

}  // namespace pellucid::ui
