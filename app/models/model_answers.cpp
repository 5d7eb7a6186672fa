// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/model_answers.h"

#include <algorithm>
#include <numeric>

#include "engine/inspect/answers.h"
#include "engine/train/targets.h"

namespace pellucid::app {

engine::Matrix answersTo(const LoadedModel& loaded, engine::Matrix samples) {
  engine::Trace trace;
  trace.input = std::move(samples);
  engine::scale(loaded.model.scaling.inputs, trace.input);
  loaded.network->forward(loaded.model.weights, trace);
  engine::Matrix answers = trace.output();
  engine::unscale(loaded.model.scaling.targets, answers);
  return answers;
}

engine::Matrix answersTo(const LoadedModel& loaded, const engine::Split& split,
                         const engine::Progress& progress) {
  constexpr engine::Index kAtOnce = 500;
  const engine::Index count = split.size();
  engine::Matrix answers(loaded.network->outputs(), count);
  engine::Matrix samples;
  std::vector<std::uint32_t> indices;
  for (engine::Index begin = 0; begin < count && !progress.isCancelled(); begin += kAtOnce) {
    progress.tell(static_cast<std::size_t>(begin), static_cast<std::size_t>(count));
    indices.resize(static_cast<std::size_t>(std::min(kAtOnce, count - begin)));
    std::iota(indices.begin(), indices.end(), static_cast<std::uint32_t>(begin));
    gather(split, loaded.network->inputs(), indices, samples);
    answers.middleCols(begin, std::ssize(indices)) = answersTo(loaded, samples);
  }
  return answers;
}

engine::Result<engine::AnsweredTable> answerAll(const LoadedModel& loaded, const engine::Dataset& dataset,
                                                bool isByOrder, const engine::Progress& progress) {
  engine::KnownNames names = namesOf(loaded.model, isByOrder);
  names.classes.clear();
  names.targets.clear();
  auto data = engine::matchNames(dataset, names);
  if (!data) return data.error();
  if (const auto fits = checkInputsFit(loaded, data->data); !fits) return fits.error();
  const engine::Network& network = *loaded.network;
  const engine::Activation activation = network.layer(network.layerCount() - 1).activation();
  const engine::TargetCoding coding =
      targetCoding(engine::usualLoss(activation), activation, network.outputs());
  const bool hasNumbers = loaded.model.classNames.empty() && !loaded.model.targetNames.empty();
  engine::Predictions predictions{.outputNames = {}, .outputs = {}, .rows = data->data.rows};
  for (engine::Index i = 0; i < network.outputs(); ++i)
    predictions.outputNames.push_back(hasNumbers ? loaded.model.targetNames[static_cast<std::size_t>(i)]
                                                 : className(loaded.model, network.outputs() == 1 ? 1 : i));
  predictions.outputs = answersTo(loaded, data->data.test, progress);
  if (progress.isCancelled()) return engine::Progress::cancelled();
  for (engine::Index n = 0; !hasNumbers && n < predictions.outputs.cols(); ++n)
    predictions.classes.push_back(
        className(loaded.model, engine::answer(predictions.outputs, n, coding.middle())));
  return engine::AnsweredTable{.data = std::move(data->data),
                               .note = std::move(data->note),
                               .predictions = std::move(predictions),
                               .areShares = areProbabilities(activation, network.outputs())};
}

}  // namespace pellucid::app
