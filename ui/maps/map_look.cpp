// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/map_look.h"

#include <algorithm>
#include <chrono>

#include "engine/inspect/answers.h"
#include "engine/inspect/maps/layer_samples.h"
#include "ui/run/look_budget.h"

namespace pellucid::ui {
namespace {

constexpr std::uint64_t kChoice = 1;  // seed of the selection: the same samples for every look

std::vector<std::uint8_t> labelsOf(const MapLook& look) {
  std::vector<std::uint8_t> labels;
  for (const std::uint32_t sample : look.samples) labels.push_back(look.split().labels[sample]);
  return labels;
}

engine::Matrix targetsOf(const MapLook& look) {
  const engine::Matrix& all = look.split().targets;
  engine::Matrix targets(all.rows(), static_cast<engine::Index>(look.samples.size()));
  for (std::size_t i = 0; i < look.samples.size(); ++i)
    targets.col(static_cast<engine::Index>(i)) = all.col(look.samples[i]);
  return targets;
}

LayerMap mapOf(const MapLook& look, std::optional<std::size_t> layer, const engine::Matrix& values,
               const LayerMap* former, const engine::Progress& progress) {
  LayerMap map{.layer = layer, .dimensions = values.rows(), .points = {}, .pca = {}, .shown = 0, .probe = {}};
  if (!values.allFinite()) return map;
  map.pca = engine::pcaOf(values, progress);
  map.points = engine::project(map.pca, values);
  if (former != nullptr) {
    const engine::Matrix turned = engine::turnedLike(map.points, former->points);
    for (engine::Index i = 0; i < 2; ++i)
      if (turned.row(i) != map.points.row(i)) map.pca.axes.col(i) *= engine::Scalar(-1);
    map.points = turned;
  }
  map.shown = map.pca.shown();
  map.probe = look.of.dataset->hasClasses()
                  ? engine::probeClasses(values, labelsOf(look), look.of.dataset->classes(), progress)
                  : engine::probeNumbers(values, targetsOf(look), progress);
  return map;
}

void askNetwork(MapLook& look, const engine::Matrix& outputs) {
  look.said.resize(look.samples.size());
  if (!look.of.dataset->hasClasses()) {
    look.numbers = outputs;
    return;
  }
  for (std::size_t i = 0; i < look.samples.size(); ++i) {
    const auto column = static_cast<engine::Index>(i);
    MapLook::Said& said = look.said[i];
    const engine::Said by = engine::saidBy(look.of.snapshot->experiment, outputs, column);
    said.answered = static_cast<int>(by.answer);
    said.certainty = static_cast<float>(by.certainty);
    said.isWrong = said.answered != look.split().labels[look.samples[i]];
    if (said.isWrong) ++look.wrong;
  }
}

/// Whether the inputs of both are the same, in the same order.
bool hasSameInputs(const MapQuestion& a, const MapQuestion& b) {
  return a.dataset == b.dataset && a.source == b.source && a.most == b.most;
}

}  // namespace

std::optional<std::size_t> MapLook::placeOf(engine::Index sample) const {
  const auto found = std::ranges::find(samples, static_cast<std::uint32_t>(sample));
  if (found == samples.end()) return std::nullopt;
  return static_cast<std::size_t>(found - samples.begin());
}

std::vector<std::optional<Eigen::Vector2d>> placesIn(const MapLook& look, const engine::Trace& trace) {
  std::vector<std::optional<Eigen::Vector2d>> places;
  for (const LayerMap& map : look.maps) {
    auto& place = places.emplace_back();
    if (map.layer && *map.layer >= trace.layers.size()) continue;
    const engine::Matrix& values = map.layer ? trace.layers[*map.layer].a : trace.input;
    if (map.points.size() == 0 || values.rows() != map.dimensions || values.cols() != 1) continue;
    if (values.allFinite()) place = engine::project(map.pca, values).col(0).cast<double>();
  }
  return places;
}

bool marksWrong(const MapLook& look) {
  return 4 * look.wrong <= static_cast<engine::Index>(look.samples.size());
}

bool hasOwnMap(const engine::Layer& layer) {
  return layer.kind() != engine::LayerKind::Flatten && layer.kind() != engine::LayerKind::Dropout;
}

MapLookPtr takeMapLook(const MapQuestion& question, const MapLookPtr& former,
                       const engine::Progress& progress) {
  const auto begin = std::chrono::steady_clock::now();
  auto look = std::make_shared<MapLook>();
  look->of = question;
  const engine::Snapshot& of = *question.snapshot;
  const engine::Index most = engine::affordableSamples(*of.network, question.most);
  const bool isOfSame = former && hasSameInputs(former->of, question) &&
                        std::ssize(former->samples) == std::min(most, look->split().size());
  look->samples = isOfSame ? former->samples : engine::chooseSamples(look->split().size(), most, kChoice);
  const auto layers = engine::layersOf(*of.network, of.state.weights, *question.dataset, look->split(),
                                       look->samples, progress);
  if (!layers) return nullptr;
  if (isOfSame) {
    look->maps.push_back(former->maps.front());
  } else {
    engine::Matrix inputs;
    engine::gather(look->split(), question.dataset->inputs(), look->samples, inputs);
    look->maps.push_back(mapOf(*look, std::nullopt, inputs, nullptr, progress));
  }
  for (std::size_t i = 0; i < layers->size(); ++i) {
    if (progress.isCancelled()) return nullptr;
    if (!hasOwnMap(of.network->layer(i))) continue;
    const bool hasFormer = isOfSame && former->maps.size() > look->maps.size();
    const LayerMap* before = hasFormer ? &former->maps[look->maps.size()] : nullptr;
    look->maps.push_back(mapOf(*look, i, (*layers)[i], before, progress));
  }
  if (progress.isCancelled()) return nullptr;
  askNetwork(*look, layers->back());
  look->milliseconds = millisecondsSince(begin);
  return look;
}

}  // namespace pellucid::ui
