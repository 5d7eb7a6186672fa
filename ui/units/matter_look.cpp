// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/matter_look.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <vector>

#include "ui/run/look_budget.h"

namespace pellucid::ui {
namespace {

/// Mean of the training samples, or of the first 10,000 if there are more, which is enough for a mean.
engine::Vector meanOfTraining(const engine::Dataset& dataset) {
  constexpr engine::Index kMost = 10'000;
  constexpr engine::Index kAtATime = 500;
  const engine::Index count = std::min(dataset.train.size(), kMost);
  Eigen::VectorXd sum = Eigen::VectorXd::Zero(dataset.inputs());
  engine::Matrix x;
  std::vector<std::uint32_t> block;
  for (engine::Index begin = 0; begin < count; begin += kAtATime) {
    block.resize(static_cast<std::size_t>(std::min(kAtATime, count - begin)));
    std::iota(block.begin(), block.end(), static_cast<std::uint32_t>(begin));
    engine::gather(dataset.train, dataset.inputs(), block, x);
    sum += x.cast<double>().rowwise().sum();
  }
  return (sum / static_cast<double>(std::max<engine::Index>(1, count))).cast<engine::Scalar>();
}

}  // namespace

bool MatterQuestion::isSameWish(const MatterQuestion& other) const {
  return snapshot->network == other.snapshot->network && dataset == other.dataset && asked == other.asked &&
         side == other.side && cover == other.cover && input.size() == other.input.size() &&
         input == other.input;
}

bool MatterQuestion::isSame(const MatterQuestion& other) const {
  return isSameWish(other) && snapshot->run == other.snapshot->run &&
         snapshot->revision == other.snapshot->revision;
}

engine::Vector coverFor(const engine::Dataset& dataset, Cover cover) {
  if (cover == Cover::Mean) return meanOfTraining(dataset);
  engine::Matrix values =
      engine::Matrix::Constant(dataset.inputs(), 1, cover == Cover::Grey ? engine::Scalar(0.5) : 0);
  engine::scale(dataset.scaling.inputs, values);
  return values.col(0);
}

MatterLookPtr lookAtMatter(const MatterQuestion& question, const engine::Progress& progress) {
  const auto begin = std::chrono::steady_clock::now();
  const engine::Network& network = *question.snapshot->network;
  const engine::Vector& weights = question.snapshot->state.weights;
  auto look = std::make_shared<MatterLook>();
  look->question = question;
  engine::Trace trace;
  engine::passThrough(network, weights, 0, question.asked.layer, question.input, trace);
  look->number = static_cast<double>(engine::numbersAsked(trace, question.asked)[0]);
  look->shares = engine::overChannels(
      engine::gradientTimesInput(network, weights, question.input, question.asked), network.inputShape());
  auto drops =
      engine::occlusion(network, weights, question.input, coverFor(*question.dataset, question.cover),
                        question.side, question.asked, progress);
  if (!drops) return nullptr;
  look->drops = std::move(*drops);
  look->milliseconds = millisecondsSince(begin);
  return look;
}

}  // namespace pellucid::ui
