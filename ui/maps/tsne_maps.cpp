// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/tsne_maps.h"

#include <optional>

#include "engine/base/background_thread.h"
#include "engine/inspect/maps/layer_samples.h"

namespace pellucid::ui {
namespace {

using Frame = TsneMaps::Frame;

constexpr int kFrameMs = 40;
constexpr int kStepsOfAFrame = 3;
constexpr int kFramesOfALoss = 8;  // frames per loss: it takes longer than a step

/// The values of each map of the look, D×N; none when it was cancelled.
std::optional<std::vector<engine::Matrix>> numbersOf(const MapLook& look, const engine::Progress& progress) {
  const engine::Snapshot& of = *look.of.snapshot;
  auto layers =
      engine::layersOf(*of.network, of.state.weights, *look.of.dataset, look.split(), look.samples, progress);
  if (!layers) return std::nullopt;
  std::vector<engine::Matrix> numbers;
  for (const LayerMap& map : look.maps)
    if (map.layer)
      numbers.push_back(std::move((*layers)[*map.layer]));
    else
      engine::gather(look.split(), look.of.dataset->inputs(), look.samples, numbers.emplace_back());
  return numbers;
}

void picture(const std::vector<std::optional<engine::Tsne>>& maps, bool hasLosses, Frame& frame) {
  frame.places.resize(maps.size());
  frame.losses.resize(maps.size());
  for (std::size_t i = 0; i < maps.size(); ++i) {
    if (!maps[i]) continue;
    frame.places[i] = maps[i]->places();
    if (hasLosses) frame.losses[i] = maps[i]->loss();
    frame.steps = maps[i]->steps();
  }
}

/// All steps, or as many as were done before it was cancelled.
Frame layOutByTsne(const MapLook& look, const engine::TsneSettings& settings, int steps,
                   engine::Mailbox<Frame>& newest, const engine::Progress& progress) {
  engine::lowerThreadPriority();
  auto numbers = numbersOf(look, progress);
  if (!numbers) return {};
  std::vector<std::optional<engine::Tsne>> maps;
  for (std::size_t i = 0; i < numbers->size(); ++i) {
    auto& map = maps.emplace_back();
    engine::Matrix points = std::move((*numbers)[i]);
    if (points.cols() < 2 || !points.allFinite()) continue;
    const auto all = static_cast<double>(numbers->size());
    const auto part = progress.part(static_cast<double>(i) / all, static_cast<double>(i + 1) / all);
    auto shares = engine::neighbourShares(points, settings.perplexity, part);
    if (!shares) return {};
    map.emplace(std::move(*shares), settings);
  }
  Frame frame;
  int done = 0;
  int frames = 0;
  while (done < steps && !progress.isCancelled()) {
    for (auto& map : maps)
      for (int i = 0; map && i < kStepsOfAFrame && done + i < steps; ++i) map->step();
    done = std::min(done + kStepsOfAFrame, steps);
    picture(maps, frames++ % kFramesOfALoss == 0, frame);
    newest.open([&](Frame& shared) { shared = frame; });
  }
  picture(maps, true, frame);
  return frame;
}

}  // namespace

TsneMaps::TsneMaps() {
  m_timer.setInterval(kFrameMs);
  connect(&m_timer, &QTimer::timeout, this, &TsneMaps::poll);
}

void TsneMaps::begin(const MapLookPtr& look, const engine::TsneSettings& settings, int steps) {
  m_look = look;
  m_settings = settings;
  m_frame = {};
  m_newest = std::make_shared<engine::Mailbox<Frame>>();
  m_job.request(
      [look, settings, steps, newest = m_newest](const engine::Progress& progress) {
        return layOutByTsne(*look, settings, steps, *newest, progress);
      },
      [this](Frame frame) {
        m_timer.stop();
        // If stopped before there was a picture, it has none.
        if (!frame.places.empty()) m_frame = std::move(frame);
        emit changed();
      });
  m_timer.start();
  emit changed();
}

void TsneMaps::stop() {
  m_job.cancel();
}

void TsneMaps::forget() {
  m_job.forget();
  m_timer.stop();
  m_look.reset();
  m_frame = {};
  emit changed();
}

void TsneMaps::poll() {
  const int before = m_frame.steps;
  m_newest->open([&](Frame& frame) {
    if (frame.steps > before) m_frame = frame;
  });
  m_frame.steps > before ? emit changed() : emit shareChanged();
}

}  // namespace pellucid::ui
