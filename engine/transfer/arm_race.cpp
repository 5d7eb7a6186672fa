// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/arm_race.h"

#include "engine/transfer/few_samples.h"

namespace pellucid::engine {

Result<ArmRace> ArmRace::create(std::shared_ptr<const TransferTask> task, const std::vector<Arm>& arms,
                                Index samplesPerClass, std::uint64_t seed, std::int64_t every) {
  check(every >= 1, "ArmRace: steps between two measurements");
  const auto samples = fewSamples(*task->target, samplesPerClass, seed, task->testSamples);
  if (!samples) return samples.error();
  ArmRace race(std::move(task), every);
  for (const Arm& arm : arms) {
    auto run = ArmRun::create(*race.m_task, arm, *samples, seed);
    if (!run) return run.error();
    race.m_lanes.push_back({.name = arm.name, .run = *std::move(run)});
    Lane& lane = race.m_lanes.back();
    lane.points.push_back(lane.run.measure());
  }
  return race;
}

void ArmRace::step() {
  ++m_steps;
  for (Lane& lane : m_lanes) {
    if (lane.diverged) continue;
    auto result = lane.run.step();
    if (const auto layer = lane.run.thawed())
      lane.turns.push_back({.step = m_steps - 1, .layer = *layer, .isFrozen = false});
    if (auto* diverged = std::get_if<Diverged>(&result))
      lane.diverged = std::move(*diverged);
    else if (m_steps % m_every == 0)
      lane.points.push_back(lane.run.measure());
  }
}

void ArmRace::setFrozen(std::size_t arm, std::size_t layer, bool isFrozen) {
  check(arm < m_lanes.size(), "ArmRace: there is no such arm");
  Lane& lane = m_lanes[arm];
  const Trainer& trainer = lane.run.trainer();
  check(layer < trainer.network()->layerCount(), "ArmRace: there is no such layer");
  if (trainer.network()->layer(layer).learnedCount() == 0 ||
      trainer.experiment().network.layers[layer].frozen == isFrozen)
    return;
  lane.run.setFrozen(layer, isFrozen);
  lane.turns.push_back({.step = m_steps, .layer = layer, .isFrozen = isFrozen});
}

}  // namespace pellucid::engine
