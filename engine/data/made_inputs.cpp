// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/made_inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/data/dataset.h"

namespace pellucid::engine {
namespace {

bool needsY(MadeInput made) {
  return made == MadeInput::SquareY || made == MadeInput::Product || made == MadeInput::SineY;
}

Scalar madeFrom(MadeInput made, Scalar x, Scalar y) {
  switch (made) {
    case MadeInput::SquareX:
      return x * x;
    case MadeInput::SquareY:
      return y * y;
    case MadeInput::Product:
      return x * y;
    case MadeInput::SineX:
      return std::sin(x);
    case MadeInput::SineY:
      break;
  }
  return std::sin(y);
}

std::string nameOfMade(MadeInput made, const std::vector<std::string>& names) {
  const std::string& x = names[0];
  const std::string& y = names[needsY(made) ? 1 : 0];
  switch (made) {
    case MadeInput::SquareX:
      return fmt::format("{}²", x);
    case MadeInput::SquareY:
      return fmt::format("{}²", y);
    case MadeInput::Product:
      return fmt::format("{}·{}", x, y);
    case MadeInput::SineX:
      return fmt::format("sin {}", x);
    case MadeInput::SineY:
      break;
  }
  return fmt::format("sin {}", y);
}

/// x ← x · deviation + mean, for one input.
Scalar inUnits(const Standard& standard, Index input, Scalar value) {
  return standard.isEmpty() ? value : value * standard.deviation[input] + standard.mean[input];
}

Scalar inScale(const Standard& standard, Index input, Scalar value) {
  return standard.isEmpty() ? value : (value - standard.mean[input]) / standard.deviation[input];
}

}  // namespace

Index ownInputs(const Dataset& dataset) {
  return dataset.inputs() - std::ssize(dataset.made);
}

Result<void> addMadeInput(MadeInput made, Dataset& dataset) {
  if (dataset.shape.isImage())
    return Error{
        message("Inputs are made from other inputs that are numbers, but {} has images.", dataset.name)};
  const Index own = ownInputs(dataset);
  if (own > 2 || (own < 2 && needsY(made)))
    return Error{
        message("{} has {} inputs: x², y², x·y, sin x and sin y are made where there are two, x and "
                "y, and x² and sin x where there is one.",
                dataset.name, own)};
  if (std::ranges::find(dataset.made, made) != dataset.made.end())
    return Error{message("{} has the input {} already.", dataset.name, nameOfMade(made, dataset.inputNames))};
  const Index inputs = dataset.inputs();
  for (Split* split : splitsOf(dataset)) {
    if (split->size() == 0) continue;
    makeNumbers(*split, inputs);
    Matrix wide(inputs + 1, split->numbers.cols());
    wide.topRows(inputs) = split->numbers;
    split->numbers = std::move(wide);
  }
  dataset.inputNames.push_back(nameOfMade(made, dataset.inputNames));
  dataset.made.push_back(made);
  dataset.shape = flatShape(inputs + 1);
  for (Split* split : splitsOf(dataset)) completeInputs(dataset, split->numbers);
  return {};
}

void completeInputs(const Dataset& dataset, Eigen::Ref<Matrix> values) {
  const Index own = ownInputs(dataset);
  const Standard& standard = dataset.scaling.inputs;
  for (Index n = 0; n < values.cols(); ++n) {
    if (dataset.made.empty()) return;
    const Scalar x = inUnits(standard, 0, values(0, n));
    const Scalar y = own > 1 ? inUnits(standard, 1, values(1, n)) : Scalar(0);
    for (std::size_t i = 0; i < dataset.made.size(); ++i) {
      const Index input = own + static_cast<Index>(i);
      values(input, n) = inScale(standard, input, madeFrom(dataset.made[i], x, y));
    }
  }
}

}  // namespace pellucid::engine
