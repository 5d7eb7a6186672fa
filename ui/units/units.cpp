// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/units.h"

#include <algorithm>

#include "engine/train/phase.h"

namespace pellucid::ui {

SampleSource sourceOf(const engine::Dataset& dataset) {
  return dataset.test.size() > 0 ? SampleSource::Test : SampleSource::Training;
}

Units::Units(Selection& selection, LookSchedule::Clock clock)
    : m_selection(selection), m_schedule(std::move(clock)) {
  connect(&m_schedule, &LookSchedule::due, this, &Units::lookSoon);
  connect(&selection, &Selection::unitChanged, this, &Units::followSelection);
  connect(&selection, &Selection::layerChanged, this, &Units::followSelection);
  connect(&selection, &Selection::switchedOffChanged, this, &Units::offChanged);
}

void Units::showMoment(const MomentPtr& moment) {
  const bool isOther = !m_moment || !isSameNetwork(*m_moment, *moment);
  const bool isOtherRun = !m_moment || !isSameRun(*m_moment, *moment);
  m_moment = moment;
  if (isOther) {
    m_job.forget();
    m_look.reset();
    const bool exists = m_layer < moment->network().layerCount() &&
                        m_channel < moment->network().layer(m_layer).outputShape().channels;
    if (!exists) {
      m_layer = 0;
      m_channel = 0;
    }
    // In another network a unit is not the one that was switched off; on other data it is.
    if (isOtherRun) m_selection.setSwitchedOff({});
    followSelection();
    emit chosenChanged();
    emit lookChanged();
  }
  emit momentChanged();
  lookSoon();
}

void Units::followSelection() {
  if (!m_moment) return;
  const engine::Network& network = m_moment->network();
  const auto unit = m_selection.unit();
  if (unit && unit->layer < network.layerCount() && unit->unit < network.layer(unit->layer).outputs())
    return choose(unit->layer, unit->unit / network.layer(unit->layer).outputShape().pixels());
  const auto layer = m_selection.layer();
  if (layer && *layer < network.layerCount() && *layer != m_layer) choose(*layer, 0);
}

void Units::choose(std::size_t layer, engine::Index channel) {
  if (layer == m_layer && channel == m_channel) return;
  const bool isOtherLayer = layer != m_layer;
  m_layer = layer;
  m_channel = channel;
  if (isOtherLayer) {
    m_job.forget();
    m_look.reset();
  }
  emit chosenChanged();
  if (isOtherLayer) emit lookChanged();
  lookSoon();
}

void Units::setLayer(std::size_t layer) {
  if (m_moment && layer != m_layer) m_selection.setLayer(layer);
}

void Units::setChannel(engine::Index channel) {
  if (!m_moment) return;
  const engine::Index pixels = engineLayer().outputShape().pixels();
  const auto unit = m_selection.unit();
  if (unit && unit->layer == m_layer && unit->unit / pixels == channel) return;
  // On a map, the place with the largest output for the shown sample.
  engine::Index place = 0;
  m_moment->probe.trace.layers[m_layer].a.col(0).segment(channel * pixels, pixels).maxCoeff(&place);
  m_selection.setUnit(UnitPlace{.layer = m_layer, .unit = channel * pixels + place});
}

bool Units::isOff(std::size_t layer, engine::Index channel) const {
  return std::ranges::any_of(m_selection.switchedOff(), [&](const engine::HeldChannel& held) {
    return held.layer == layer && held.channel == channel;
  });
}

void Units::setOff(std::size_t layer, engine::Index channel, std::optional<engine::Scalar> value) {
  engine::HeldChannels held = m_selection.switchedOff();
  std::erase_if(
      held, [&](const engine::HeldChannel& each) { return each.layer == layer && each.channel == channel; });
  if (value) held.push_back({.layer = layer, .channel = channel, .value = *value});
  m_selection.setSwitchedOff(std::move(held));
}

bool Units::isLookAt(const UnitLook& look, const Moment& moment) const {
  return look.dataset == moment.dataset && look.layer == m_layer &&
         look.snapshot->run == moment.snapshot->run && look.snapshot->revision == moment.snapshot->revision &&
         look.snapshot->network == moment.snapshot->network;
}

bool Units::isUpToDate() const {
  return m_look && m_moment && isLookAt(*m_look, *m_moment);
}

void Units::lookSoon() {
  if (!m_moment || m_job.isBusy() || isUpToDate()) return;
  const SampleSource source = sourceOf(*m_moment->dataset);
  if (splitOf(*m_moment->dataset, source).size() == 0) return;
  if (!m_schedule.mayLook(engine::isRunning(m_moment->snapshot->phase) && m_look)) return;
  m_job.request(
      [snapshot = m_moment->snapshot, dataset = m_moment->dataset, source,
       layer = m_layer](const engine::Progress& progress) {
        return lookAtUnits(snapshot, dataset, source, layer, progress);
      },
      [this](const UnitLookPtr& look) {
        if (look) {
          m_schedule.spend(look->milliseconds);
          m_look = look;
          emit lookChanged();
        }
        lookSoon();
      });
}

}  // namespace pellucid::ui
