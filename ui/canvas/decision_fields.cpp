// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/decision_fields.h"

namespace pellucid::ui {
namespace {

constexpr engine::Index kFine = 64;    // pixels on a side
constexpr engine::Index kCoarse = 32;  // for networks with many units, whose pictures are small
constexpr engine::Index kManyFields = 256;

engine::Index sideFor(const engine::Network& network) {
  engine::Index units = 0;
  for (std::size_t i = 0; i < network.layerCount(); ++i) units += network.layer(i).outputs();
  return units > kManyFields ? kCoarse : kFine;
}

}  // namespace

void DecisionFields::request(std::shared_ptr<const engine::Snapshot> snapshot, engine::DatasetPtr dataset) {
  if (snapshot == m_asked) return;
  m_asked = snapshot;
  m_waiting = Order{.snapshot = std::move(snapshot), .dataset = std::move(dataset)};
  if (!m_job.isBusy()) compute();
}

void DecisionFields::forget() {
  m_waiting.reset();
  m_asked.reset();
  m_newest.reset();
  m_job.forget();
}

void DecisionFields::compute() {
  Order order = *std::exchange(m_waiting, std::nullopt);
  const engine::Index side = sideFor(*order.snapshot->network);
  if (order.dataset != m_planeOf || m_plane.columns != side) {
    m_plane = engine::planeAround(*order.dataset, side);
    m_planeOf = order.dataset;
  }
  m_job.request(
      [snapshot = order.snapshot, dataset = order.dataset, plane = m_plane](const engine::Progress&) {
        return std::make_shared<const engine::DecisionField>(
            engine::decisionField(*snapshot->network, snapshot->state.weights, *dataset, plane));
      },
      [this](Field field) { take(std::move(field)); });
}

void DecisionFields::take(Field field) {
  m_newest = std::move(field);
  if (m_waiting) compute();
  emit changed();
}

}  // namespace pellucid::ui
