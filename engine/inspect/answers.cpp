// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/answers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/base/check.h"
#include "engine/train/batch_input.h"

namespace pellucid::engine {
namespace {

/// The largest of all values but one.
Scalar largestBut(const Vector& values, Index left) {
  Scalar largest = 0;
  for (Index i = 0; i < values.size(); ++i)
    if (i != left) largest = std::max(largest, values[i]);
  return largest;
}

SampleAnswer judged(const Vector& certainty, std::uint8_t truth, Index answered) {
  return {.truth = truth,
          .answered = static_cast<std::uint8_t>(answered),
          .certainty = static_cast<float>(certainty[answered]),
          .ofTruth = static_cast<float>(certainty[truth]),
          .margin = static_cast<float>(certainty[answered] - largestBut(certainty, answered))};
}

}  // namespace

bool areProbabilities(Activation output, Index outputs) {
  return output == Activation::Softmax || (output == Activation::Sigmoid && outputs == 1);
}

Vector certainties(const TargetCoding& coding, Activation output, const Vector& outputs) {
  if (output == Activation::Softmax) return outputs;
  Vector shares =
      ((outputs.array() - coding.low) / (coding.high - coding.low)).cwiseMax(Scalar(0)).cwiseMin(Scalar(1));
  if (outputs.size() > 1) return shares;
  Vector both(2);
  both << 1 - shares[0], shares[0];
  return both;
}

Said saidBy(const Experiment& experiment, const Matrix& outputs, Index column) {
  const Activation output = experiment.network.layers.back().activation;
  const TargetCoding coding = targetCoding(experiment.training.loss, output, outputs.rows());
  Said said{.answer = answer(outputs, column, coding.middle())};
  if (outputs.col(column).allFinite())
    said.certainty = static_cast<double>(certainties(coding, output, outputs.col(column))[said.answer]);
  return said;
}

std::optional<Answers> answersTo(const Network& network, const Vector& weights, const TrainingSpec& training,
                                 const Dataset& dataset, const Split& split, const Progress& progress,
                                 const HeldChannels& held) {
  const Activation output = network.layer(network.layerCount() - 1).activation();
  const TargetCoding coding = targetCoding(training.loss, output, network.outputs());
  const TargetCoding wanted = targetCoding(training.loss, output, network.outputs(), training.labelSmoothing);
  const bool isSparse = prefersSparse(network, dataset);
  Answers answers{.classes = dataset.hasClasses() ? coding.classes() : 0,
                  .areProbabilities = dataset.hasClasses() && areProbabilities(output, network.outputs()),
                  .each = std::vector<SampleAnswer>(static_cast<std::size_t>(split.size()))};
  answers.certaintySums = Eigen::MatrixXd::Zero(answers.classes, answers.classes);
  if (answers.classes == 0) answers.numbers.resize(network.outputs(), split.size());

  Trace trace;
  LayerTrace one;  // for a single sample, to compute its loss
  Matrix y;
  std::vector<std::uint32_t> block;
  const Index most = samplesAtATime(network);
  for (Index begin = 0; begin < split.size(); begin += most) {
    if (progress.isCancelled()) return std::nullopt;
    progress.tell(static_cast<std::size_t>(begin), answers.each.size());
    block.resize(static_cast<std::size_t>(std::min(most, split.size() - begin)));
    std::iota(block.begin(), block.end(), static_cast<std::uint32_t>(begin));
    gatherInput(split, block, isSparse, network, trace);
    forwardHolding(network, weights, held, trace);
    gatherTargets(wanted, split, block, y);
    for (Index n = 0; n < y.cols(); ++n) {
      SampleAnswer& answer = answers.each[static_cast<std::size_t>(begin + n)];
      if (answers.classes == 0) answers.numbers.col(begin + n) = trace.output().col(n);
      const bool isInRange = trace.output().col(n).allFinite();
      if (!isInRange) ++answers.outOfRange;
      if (answers.classes > 0) {
        const std::uint8_t truth = split.labels[static_cast<std::size_t>(begin + n)];
        check(truth < answers.classes, "answersTo: a label is larger than the number of outputs allows");
        Vector certainty = Vector::Zero(answers.classes);
        if (isInRange) certainty = certainties(coding, output, trace.output().col(n));
        answer = judged(certainty, truth, engine::answer(trace.output(), n, coding.middle()));
        answers.certaintySums.row(truth) += certainty.transpose().cast<double>();
      }
      one.z = trace.logits().col(n);
      one.a = trace.output().col(n);
      const double loss = isInRange ? lossSum(training.loss, one, y.col(n)) : NAN;
      answer.loss = std::isfinite(loss) ? static_cast<float>(loss) : std::numeric_limits<float>::infinity();
    }
  }
  progress.tell(1);
  return answers;
}

}  // namespace pellucid::engine
