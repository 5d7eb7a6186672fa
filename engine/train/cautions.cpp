// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/cautions.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/data/table_description.h"
#include "engine/train/batch_of_one.h"

namespace pellucid::engine {
namespace {

/// "200000" where the values of a row are about this large, or nothing where they are small enough.
std::optional<std::string> largeSize(const Eigen::Ref<const Matrix>& row) {
  constexpr double kLarge = 1000;
  const double typical = row.size() == 0 ? 0 : row.cast<double>().cwiseAbs().mean();
  if (!(typical > kLarge)) return std::nullopt;
  const double digit = std::pow(10.0, std::floor(std::log10(typical)));
  return fmt::format("{:.0f}", std::round(typical / digit) * digit);
}

}  // namespace

std::vector<Message> cautionsOfLargeNumbers(const Dataset& dataset) {
  std::vector<Message> found;
  const Split& train = dataset.train;
  for (Index row = 0; row < train.targets.rows(); ++row)
    if (const auto size = largeSize(train.targets.row(row)))
      found.push_back(
          message("The targets {} are numbers near {}, and a new network answers numbers near 0: the loss "
                  "will be very "
                  "high and learning slow, or it diverges. Put +standardise behind the name of the data.",
                  dataset.targetNames[static_cast<std::size_t>(row)], *size));
  std::vector<std::string> large;
  for (Index row = 0; row < static_cast<Index>(dataset.inputNames.size()) && row < train.numbers.rows();
       ++row)
    if (largeSize(train.numbers.row(row))) large.push_back(dataset.inputNames[static_cast<std::size_t>(row)]);
  if (!large.empty())
    found.push_back(message(
        "The inputs {} are large numbers, and a network learns best from numbers near 0. Put +standardise "
        "behind the name of the data.",
        someNames(large)));
  return found;
}

std::vector<Message> cautions(const Experiment& experiment, const Network& network, const Dataset& dataset) {
  std::vector<Message> found;
  if (choosesByLoss(experiment.training) && dataset.validation.size() == 0)
    found.push_back(message(
        "The test samples decide when to stop, or the learning rate: what is then measured on them is a "
        "little too good. The option validation=0.1 of the data sets a tenth of the training samples aside "
        "to decide by."));
  for (Message& caution : cautionsOfLargeNumbers(dataset)) found.push_back(std::move(caution));
  if (auto warning = batchOfOneWarning(experiment, network, dataset.train.size()))
    found.push_back(*std::move(warning));
  return found;
}

}  // namespace pellucid::engine
