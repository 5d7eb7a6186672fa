// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/model_answers.h"

#include <algorithm>
#include <numeric>

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

engine::Matrix answersTo(const LoadedModel& loaded, const engine::Split& split) {
  constexpr engine::Index kAtOnce = 500;
  const engine::Index count = split.size();
  engine::Matrix answers(loaded.network->outputs(), count);
  engine::Matrix samples;
  std::vector<std::uint32_t> indices;
  for (engine::Index begin = 0; begin < count; begin += kAtOnce) {
    indices.resize(static_cast<std::size_t>(std::min(kAtOnce, count - begin)));
    std::iota(indices.begin(), indices.end(), static_cast<std::uint32_t>(begin));
    gather(split, loaded.network->inputs(), indices, samples);
    answers.middleCols(begin, std::ssize(indices)) = answersTo(loaded, samples);
  }
  return answers;
}

}  // namespace pellucid::app
