// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/decision_fields.h"

#include <QtConcurrent>

namespace pellucid::ui {
namespace {

constexpr engine::Index kFine = 64;    // pixels on a side
constexpr engine::Index kCoarse = 32;  // of networks with many units, whose pictures are small
constexpr engine::Index kManyFields = 256;

engine::Index sideFor(const engine::Network& network) {
  engine::Index units = 0;
  for (std::size_t i = 0; i < network.layerCount(); ++i) units += network.layer(i).outputs();
  return units > kManyFields ? kCoarse : kFine;
}

}  // namespace

DecisionFields::DecisionFields() {
  connect(&m_watcher, &QFutureWatcherBase::finished, this, &DecisionFields::take);
}

void DecisionFields::request(std::shared_ptr<const engine::Snapshot> snapshot, engine::DatasetPtr dataset) {
  if (snapshot == m_asked) return;
  m_asked = snapshot;
  m_waiting = Order{.snapshot = std::move(snapshot), .dataset = std::move(dataset)};
  if (!m_isComputing) compute();
}

void DecisionFields::forget() {
  m_waiting.reset();
  m_asked.reset();
  m_newest.reset();
  m_isForgotten = m_isComputing;
}

void DecisionFields::compute() {
  Order order = *std::exchange(m_waiting, std::nullopt);
  const engine::Index side = sideFor(*order.snapshot->network);
  if (order.dataset != m_planeOf || m_plane.columns != side) {
    m_plane = engine::planeAround(*order.dataset, side);
    m_planeOf = order.dataset;
  }
  m_isComputing = true;
  m_watcher.setFuture(QtConcurrent::run([snapshot = order.snapshot, plane = m_plane] {
    return std::make_shared<const engine::DecisionField>(
        engine::decisionField(*snapshot->network, snapshot->state.weights, plane));
  }));
}

void DecisionFields::take() {
  m_isComputing = false;
  if (!std::exchange(m_isForgotten, false)) {
    m_newest = m_watcher.result();
    emit changed();
  }
  if (m_waiting) compute();
}

}  // namespace pellucid::ui
