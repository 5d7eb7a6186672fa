// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/surface_look.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "engine/base/background_thread.h"
#include "engine/inspect/lens/kept_way.h"
#include "engine/inspect/lens/step_lens.h"
#include "engine/inspect/maps/layer_samples.h"
#include "ui/run/look_budget.h"

namespace pellucid::ui {
namespace {

constexpr std::size_t kMostStates = 60;

using States = std::vector<std::shared_ptr<const engine::RunState>>;

/// The states from the initial weights to those of the snapshot, as far as they are kept.
States wayOf(const engine::Snapshot& snapshot) {
  auto present = std::make_shared<const engine::RunState>(snapshot.state);
  if (!snapshot.record) return {std::move(present)};
  return engine::keptWay(*snapshot.record, std::move(present), kMostStates);
}

/// Where the next step leads, and where the optimum would be.
std::vector<Eigen::Vector2d> placesOfStep(const engine::StepTrace& step, const engine::WeightPlane& plane,
                                          const engine::Progress& progress) {
  std::vector<Eigen::Vector2d> places = {Eigen::Vector2d::Zero()};
  const auto lens = engine::lensOf(step, {}, {.points = 25}, progress);
  if (!lens) return places;
  const engine::Vector own = engine::ownWay(step);
  const engine::Vector& from = step.before.weights;
  const auto add = [&](const engine::Vector& way, double rate) {
    places.push_back(plane.placeOf(from + static_cast<engine::Scalar>(rate) * way));
  };
  add(own, lens->rate);
  add(own, lens->own.best);
  add(engine::gradientWay(step), lens->gradient.best);
  return places;
}

}  // namespace

SurfaceAnswer takeSurface(const SurfaceQuestion& question, const engine::Progress& progress) {
  engine::lowerThreadPriority();
  const engine::Snapshot& of = *question.snapshot;
  auto look = std::make_shared<SurfaceLook>();
  look->kind = question.kind;
  look->run = of.run;
  look->network = of.network;
  look->revision = of.revision;
  look->experiment = of.experiment;
  look->lane = of.timeline.lane;
  look->step = of.state.step;
  const States states = wayOf(of);
  std::vector<Eigen::Vector2d> places;
  std::optional<engine::WeightPlane> plane;
  if (question.kind == SurfaceKind::Way) {
    std::vector<const engine::Vector*> weights;
    for (const auto& state : states) weights.push_back(&state->weights);
    plane = engine::planeOfWay(*of.network, weights, of.experiment.seed);
  } else if (const auto step = engine::traceStep(of.experiment, question.dataset, of.state);
             step && !step->diverged) {
    plane = engine::planeOfStep(*step);
    if (plane) places = placesOfStep(*step, *plane, progress);
  }
  if (!plane || !plane->across.allFinite() || !plane->up.allFinite() || progress.isCancelled()) return {};
  look->plane = std::move(*plane);
  double length = 0;
  for (const auto& state : states) {
    const Eigen::Vector2d place = look->plane.placeOf(state->weights);
    look->way.push_back({.step = state->step, .place = place});
    look->strayed = std::max(look->strayed, look->plane.distanceOf(state->weights));
    length = std::max(length, place.norm());
    if (question.kind == SurfaceKind::Way) places.push_back(place);
  }
  if (length > 0) look->strayed /= length;

  const auto samples = engine::chooseSamples(question.dataset->train.size(), question.samples, 1);
  engine::FixedSamples fixed(*of.network, of.experiment, *question.dataset, question.dataset->train, samples);
  look->samples = fixed.size();
  const engine::SurfaceFrame frame = engine::frameAround(places);
  const double aspect = (frame.right - frame.left) / (frame.top - frame.bottom);
  const double fields = static_cast<double>(question.fields);
  const auto columns = std::max<engine::Index>(3, std::lround(std::sqrt(fields * aspect)));
  const auto rows = std::max<engine::Index>(3, std::lround(std::sqrt(fields / aspect)));
  const auto begin = std::chrono::steady_clock::now();
  auto surface = engine::lossSurface(look->plane, frame, columns, rows, fixed, progress);
  if (!surface) return {};
  look->surface = std::move(*surface);
  look->millisecondsAField = millisecondsSince(begin) / static_cast<double>(columns * rows);
  return {.look = std::move(look)};
}

bool isTrueOf(const SurfaceLook& look, const engine::Snapshot& snapshot) {
  const engine::TimelineMap& timeline = snapshot.timeline;
  if (look.run != snapshot.run || look.network != snapshot.network) return false;
  if (look.kind == SurfaceKind::Step)
    return look.revision == snapshot.revision && look.experiment == snapshot.experiment;
  // A weight may have been set by hand.
  if (snapshot.state.step == look.step && snapshot.state.weights != look.plane.origin) return false;
  if (timeline.lanes.empty()) return snapshot.state.step == look.step;
  if (look.lane >= timeline.lanes.size() || snapshot.state.step > look.step) return false;
  return engine::ownerOf(timeline.lanes, look.lane, snapshot.state.step) ==
         engine::ownerOf(timeline.lanes, timeline.lane, snapshot.state.step);
}

}  // namespace pellucid::ui
