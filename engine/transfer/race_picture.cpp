// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/race_picture.h"

namespace pellucid::engine {

std::shared_ptr<const RacePicture> pictureOf(const ArmRace& race, std::shared_ptr<const Network> source,
                                             std::int64_t steps) {
  auto picture = std::make_shared<RacePicture>();
  picture->task = race.task();
  picture->source = std::move(source);
  picture->step = race.steps();
  picture->steps = steps;
  for (const ArmRace::Lane& lane : race.lanes()) {
    const Trainer& trainer = lane.run.trainer();
    picture->network = trainer.network();
    RacePicture::Arm arm{.name = lane.name,
                         .weights = trainer.state().weights,
                         .frozen = {},
                         .points = lane.points,
                         .turns = lane.turns,
                         .trainableParameters = lane.run.trainableParameters(),
                         .millisecondsPerStep = lane.run.millisecondsPerStep(),
                         .hasDiverged = lane.diverged.has_value()};
    for (const LayerSpec& layer : trainer.experiment().network.layers) arm.frozen.push_back(layer.frozen);
    picture->arms.push_back(std::move(arm));
  }
  return picture;
}

}  // namespace pellucid::engine
