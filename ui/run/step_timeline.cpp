// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/step_timeline.h"

#include <algorithm>

namespace pellucid::ui {
namespace {

constexpr double kLong = 1400;   // milliseconds: something runs from one layer to the next
constexpr double kShort = 700;   // something changes in place
constexpr double kCloser = 0.5;  // times closer than this are equal

}  // namespace

Beat::Stage Beat::stage() const {
  switch (kind) {
    case Kind::Sample:
      return Stage::Sample;
    case Kind::Terms:
    case Kind::Sum:
    case Kind::Activation:
      return Stage::Forward;
    case Kind::Loss:
      return Stage::Loss;
    case Kind::Delta:
    case Kind::Gradients:
      return Stage::Backward;
    case Kind::Update:
      return Stage::Update;
  }
  engine::failCheck("Beat: unknown kind");
}

bool Beat::knowsZ(std::size_t of) const {
  if (stage() == Stage::Sample) return false;
  return stage() != Stage::Forward || of < layer || (of == layer && kind != Kind::Terms);
}

bool Beat::knowsA(std::size_t of) const {
  return knowsZ(of) && (stage() != Stage::Forward || of < layer || kind == Kind::Activation);
}

bool Beat::knowsDelta(std::size_t of) const {
  return stage() == Stage::Update || (stage() == Stage::Backward && layer <= of);
}

int Beat::stills() const {
  return kind == Kind::Update ? 2 : stops;
}

int Beat::stillAt(double progress) const {
  return std::clamp(static_cast<int>(progress * stills()), 0, stills() - 1);
}

double Beat::stillProgress(double progress) const {
  const int still = stillAt(progress);
  if (kind == Kind::Update) return still;
  return kind == Kind::Terms ? (still + 0.5) / stills() : 1;
}

StepTimeline::StepTimeline(const engine::StepTrace& trace) {
  const engine::Network& network = *trace.network;
  const auto hasEdges = [&](std::size_t layer) {
    return network.layer(layer).kind() == engine::LayerKind::Dense;
  };
  add(Beat::Kind::Sample, 0, kShort);
  for (std::size_t i = 0; i < network.layerCount(); ++i) {
    if (hasEdges(i)) {
      // One stop for each large term, one for all the others together.
      const Index inputs = network.layer(i).inputs();
      const auto terms = static_cast<int>(std::min(inputs, kTerms)) + (inputs > kTerms ? 1 : 0);
      add(Beat::Kind::Terms, i, kLong, terms);
      add(Beat::Kind::Sum, i, kShort);
    }
    add(Beat::Kind::Activation, i, kShort);
  }
  add(Beat::Kind::Loss, network.layerCount() - 1, kLong);
  for (std::size_t i = network.layerCount(); i-- > 0;) {
    if (!engine::isReached(trace, i)) break;
    add(Beat::Kind::Delta, i, i + 1 == network.layerCount() ? kShort : kLong);
    if (hasEdges(i)) add(Beat::Kind::Gradients, i, kShort);
  }
  add(Beat::Kind::Update, 0, kLong);
}

void StepTimeline::add(Beat::Kind kind, std::size_t layer, double duration, int stops) {
  m_beats.push_back({.kind = kind, .layer = layer, .stops = stops, .begin = length(), .duration = duration});
}

const Beat& StepTimeline::at(double time) const {
  engine::check(!m_beats.empty(), "StepTimeline: has no beats");
  const auto after = std::upper_bound(m_beats.begin(), m_beats.end(), time,
                                      [](double t, const Beat& beat) { return t < beat.begin; });
  return after == m_beats.begin() ? m_beats.front() : *std::prev(after);
}

std::vector<double> StepTimeline::stops(Granularity granularity) const {
  std::vector<double> all;
  const Beat* before = nullptr;
  for (const Beat& beat : m_beats) {
    const bool isNewPhase = before == nullptr || before->stage() != beat.stage();
    const bool isNewLayer = isNewPhase || before->layer != beat.layer;
    if (granularity == Granularity::Term && beat.kind == Beat::Kind::Terms)
      // In the middle of each term's part, where it is on its way and rounding cannot assign it to another.
      for (int i = 0; i < beat.stops; ++i) all.push_back(beat.begin + beat.duration * (i + 0.5) / beat.stops);
    else if (granularity == Granularity::Term ||
             (granularity == Granularity::Layer ? isNewLayer : isNewPhase))
      all.push_back(beat.begin);
    before = &beat;
  }
  all.push_back(length());
  return all;
}

double StepTimeline::next(double time, Granularity granularity) const {
  for (const double stop : stops(granularity))
    if (stop > time + kCloser) return stop;
  return length();
}

double StepTimeline::previous(double time, Granularity granularity) const {
  double last = 0;
  for (const double stop : stops(granularity))
    if (stop < time - kCloser) last = stop;
  return last;
}

}  // namespace pellucid::ui
