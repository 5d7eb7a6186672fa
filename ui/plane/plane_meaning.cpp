// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_meaning.h"

#include <algorithm>
#include <cmath>

namespace pellucid::ui {
namespace {

using engine::Activation;

/// The least and the largest of one numeric answer; ±1 without samples.
std::pair<double, double> targetRange(const engine::Dataset& dataset, engine::Index target) {
  double least = std::numeric_limits<double>::max();
  double most = std::numeric_limits<double>::lowest();
  for (const engine::Split* split : {&dataset.train, &dataset.test}) {
    if (split->size() == 0) continue;
    const auto row = split->targets.row(target);
    least = std::min(least, static_cast<double>(row.minCoeff()));
    most = std::max(most, static_cast<double>(row.maxCoeff()));
  }
  return least <= most ? std::pair(least, most) : std::pair(-1.0, 1.0);
}

ShownScale scaleOf(const engine::Standard& standard, engine::Index values, engine::Index value) {
  if (standard.isEmpty()) return {};
  const engine::Index entry = value / (values / standard.mean.size());
  return {.mean = static_cast<double>(standard.mean[entry]),
          .deviation = static_cast<double>(standard.deviation[entry])};
}

}  // namespace

PlaneMeaning meaningOf(const engine::Network& network, engine::Loss loss, const engine::Dataset& dataset,
                       const PlaneSubject& subject) {
  PlaneMeaning meaning{.layer = network.layerCount() - 1, .coding = {}};
  const Activation output = network.layer(meaning.layer).activation();
  if (subject.unit) {
    meaning.isUnit = true;
    meaning.layer = subject.unit->layer;
    meaning.row = subject.unit->unit;
    const Activation own = network.layer(meaning.layer).activation();
    // Shares have their middle where the answer changes, as in the pictures on the canvas.
    const bool isShare = own == Activation::Softmax || own == Activation::Sigmoid;
    if (isShare && meaning.layer + 1 == network.layerCount()) meaning.middle = meaning.half = 0.5;
    return meaning;
  }
  if (dataset.hasClasses()) {
    meaning.kind = PlaneMeaning::Kind::Classes;
    meaning.coding = engine::targetCoding(loss, output, network.outputs());
    meaning.colours = engine::chosenColours(dataset);
    return meaning;
  }
  meaning.row = std::min(subject.output, network.outputs() - 1);
  const auto [least, most] = targetRange(dataset, std::min(meaning.row, dataset.outputs() - 1));
  const bool hasBothSigns = least < 0 && most > 0;
  meaning.middle = hasBothSigns ? 0 : (least + most) / 2;
  meaning.half = hasBothSigns ? std::max(-least, most) : (most - least) / 2;
  if (meaning.half <= 0) meaning.half = 1;
  return meaning;
}

bool needsScale(const engine::Network& network, const PlaneMeaning& meaning) {
  if (!meaning.isUnit) return false;
  switch (network.layer(meaning.layer).activation()) {
    case Activation::Sigmoid:
    case Activation::Softmax:
    case Activation::HardSigmoid:
    case Activation::Tanh:
    case Activation::BipolarSigmoid:
    case Activation::Softsign:
      return false;
    default:
      return true;
  }
}

ShownScale inputScale(const engine::Dataset& dataset, engine::Index input) {
  return scaleOf(dataset.scaling.inputs, dataset.inputs(), input);
}

ShownScale targetScale(const engine::Dataset& dataset, engine::Index target) {
  return scaleOf(dataset.scaling.targets, dataset.outputs(), target);
}

}  // namespace pellucid::ui
