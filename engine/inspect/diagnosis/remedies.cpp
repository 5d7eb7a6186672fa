// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/remedies.h"

#include <algorithm>
#include <cmath>

#include "engine/base/median.h"
#include "engine/data/catalogue.h"
#include "engine/train/training_fields.h"

namespace pellucid::engine {

Remedy timesRate(const RunStatistics& run, double factor, std::optional<std::int64_t> step) {
  Remedy remedy{.what = {}, .experiment = run.experiment, .step = step};
  double& rate = remedy.experiment->training.learningRate;
  rate = std::min(rate * factor, kMaxLearningRate);
  if (step && *step == 0)
    remedy.what = message("Begin again with the learning rate {:.3g}.", rate);
  else if (step)
    remedy.what = message("Go back to step {} and go on with the learning rate {:.3g}.", *step, rate);
  else
    remedy.what = message("Go on with the learning rate {:.3g}.", rate);
  return remedy;
}

std::optional<Remedy> standardised(const RunStatistics& run) {
  const std::string& name = run.experiment.data.name;
  const bool isAsked = dataNameParts(name).changes.find("+standardise") != std::string::npos;
  if (run.data->isStandardised || isAsked) return std::nullopt;
  Remedy remedy{.what = message("Standardise the data: each column gets the mean 0 and the deviation 1."),
                .experiment = run.experiment};
  remedy.experiment->data.name = standardisedName(name);
  return remedy;
}

std::optional<Remedy> standardisedWhereLarge(const RunStatistics& run) {
  if (std::ranges::none_of(run.data->inputs, &NumberStatistics::isLarge)) return std::nullopt;
  return standardised(run);
}

Remedy withActivation(const RunStatistics& run, const std::vector<std::size_t>& layers, Activation to) {
  Remedy remedy{.what = {}, .experiment = run.experiment};
  std::vector<Message> names;
  for (const std::size_t layer : layers) {
    remedy.experiment->network.layers[layer].activation = to;
    names.push_back(layerOf(run, layer));
  }
  remedy.what = message("Choose {} as the activation of {}.", nameOf(to), listed(names));
  return remedy;
}

Remedy drawnBy(const RunStatistics& run, Initializer initializer) {
  Remedy remedy{.what = message("Draw the initial weights by {}, and begin again.", nameOf(initializer)),
                .experiment = run.experiment};
  remedy.experiment->network.initializer = initializer;
  for (LayerSpec& layer : remedy.experiment->network.layers) layer.initializer.reset();
  return remedy;
}

Remedy drawnOtherwise(const RunStatistics& run) {
  Remedy remedy = drawnBy(run, Initializer::Glorot);
  return remedy.experiment != run.experiment ? remedy : drawnBy(run, Initializer::LeCun);
}

Message layerOf(const RunStatistics& run, std::size_t layer) {
  return layerName(run.experiment.network, layer);
}

bool isHidden(const RunStatistics& run, std::size_t layer) {
  return layer + 1 < run.experiment.network.layers.size();
}

double newestUpdateRatio(const RunStatistics& run, std::int64_t steps) {
  std::vector<double> ratios;
  for (const CurveStrip& strip : run.curves.recent)
    if (strip.end > run.step - steps && !std::isnan(strip.updateRatio)) ratios.push_back(strip.updateRatio);
  return ratios.empty() ? kUnmeasured : median(std::move(ratios));
}

std::int64_t stepsOfSettings(const RunStatistics& run) {
  return run.step - run.settingsSince;
}

bool hasStoppedFalling(const RunStatistics& run) {
  constexpr std::int64_t kNew = 64;
  constexpr std::int64_t kOld = 256;
  if (stepsOfSettings(run) < kOld) return false;
  double sum = 0;
  Index points = 0;
  for (const CurveStrip& strip : run.curves.recent)
    if (strip.end <= run.step - kNew && strip.end > run.step - kOld) {
      sum += strip.loss * static_cast<double>(strip.points);
      points += strip.points;
    }
  return points > 0 && newestLoss(run.curves, kNew) > 0.97 * sum / static_cast<double>(points);
}

const CurveStrip* firstStrip(const RunStatistics& run) {
  const auto has = [&run](const CurveStrip& strip) { return strip.end > run.settingsSince; };
  const auto first = std::ranges::find_if(run.curves.whole, has);
  return first == run.curves.whole.end() ? nullptr : &*first;
}

double gradientLeft(const RunStatistics& run) {
  const CurveStrip* first = firstStrip(run);
  if (first == nullptr || run.curves.recent.empty()) return kUnmeasured;
  return run.curves.recent.back().gradientNorm / first->gradientNorm;
}

}  // namespace pellucid::engine
