// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/cautions.h"

#include <cmath>

#include "engine/train/batch_of_one.h"

namespace pellucid::engine {
namespace {

void cautionOfChoosing(const TrainingSpec& training, std::vector<Message>& found) {
  const bool chooses = training.stopping.patience > 0 || training.stopping.targetAccuracy > 0 ||
                       training.schedule.kind == ScheduleKind::Plateau;
  if (chooses)
    found.push_back(message(
        "The test samples decide when to stop, or the learning rate: what is then measured on them is a "
        "little too good. Other samples that played no part would give a fair figure."));
}

void cautionOfLargeTargets(const Dataset& dataset, std::vector<Message>& found) {
  constexpr double kLarge = 1000;
  if (dataset.hasClasses()) return;
  const Matrix& targets = dataset.train.targets;
  for (Index row = 0; row < targets.rows(); ++row) {
    const double typical = targets.row(row).cast<double>().cwiseAbs().mean();
    if (!(typical > kLarge)) continue;
    const double rounded = std::pow(10.0, std::floor(std::log10(typical)));
    found.push_back(message(
        "The targets {} are numbers near {:.0f}, and a new network answers numbers near 0: the loss "
        "will be very high and learning slow, or it diverges. Divide them in the table, as into thousands.",
        dataset.targetNames[static_cast<std::size_t>(row)], std::round(typical / rounded) * rounded));
  }
}

}  // namespace

std::vector<Message> cautions(const Experiment& experiment, const Network& network, const Dataset& dataset) {
  std::vector<Message> found;
  cautionOfChoosing(experiment.training, found);
  cautionOfLargeTargets(dataset, found);
  if (auto warning = batchOfOneWarning(experiment, network, dataset.train.size()))
    found.push_back(*std::move(warning));
  return found;
}

}  // namespace pellucid::engine
