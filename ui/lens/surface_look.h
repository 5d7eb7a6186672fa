// SPDX-License-Identifier: GPL-3.0-or-later
// One height map of the loss, with the way that training took through it. Immutable; made on a worker, from
// values that it holds.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/inspect/lens/loss_surface.h"
#include "engine/train/snapshot.h"

namespace pellucid::ui {

/// What the two directions are.
enum class SurfaceKind {
  Way,   ///< from the initial weights to the present ones, and where the way strays most
  Step,  ///< against the gradient of the next step, and what the optimizer adds to that
};

struct SurfaceQuestion {
  SurfaceKind kind = SurfaceKind::Way;
  std::shared_ptr<const engine::Snapshot> snapshot;  ///< captured: whole, with its timeline
  engine::DatasetPtr dataset;                        ///< with training samples
  engine::Index samples = 500;                       ///< of training, at most
  engine::Index fields = 225;                        ///< about so many
};

struct SurfaceLook {
  SurfaceKind kind = SurfaceKind::Way;
  std::uint64_t run = 0;  ///< of the snapshot that it was taken of, like these
  std::shared_ptr<const engine::Network> network;
  std::uint64_t revision = 0;
  engine::Experiment experiment;
  std::size_t lane = 0;
  std::int64_t step = 0;
  engine::WeightPlane plane;  ///< its origin are the weights of the snapshot
  engine::LossSurface surface;
  struct Point {
    std::int64_t step = 0;
    Eigen::Vector2d place = Eigen::Vector2d::Zero();
  };
  std::vector<Point> way;  ///< of states on the way to the present, by step
  engine::Index samples = 0;
  double strayed = 0;  ///< the farthest that a state of the way lies off the plane, in the way's length
  double millisecondsAField = 0;
};
using SurfaceLookPtr = std::shared_ptr<const SurfaceLook>;

/// What has come of it: nothing where there is no plane yet (no way was gone, or the step can't be done), and
/// nothing, too, when it was cancelled.
struct SurfaceAnswer {
  SurfaceLookPtr look;
};
SurfaceAnswer takeSurface(const SurfaceQuestion& question, const engine::Progress& progress);

/// Whether the look is true of this snapshot, too. A way's is, where the present lies on it; that of the next
/// step is of the same state and the same settings alone.
bool isTrueOf(const SurfaceLook& look, const engine::Snapshot& snapshot);

}  // namespace pellucid::ui
