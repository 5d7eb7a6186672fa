// SPDX-License-Identifier: GPL-3.0-or-later
// A network's answer to every sample of a split, and how certain it is of it. A pure function of const
// values, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/progress.h"
#include "engine/inspect/units/held_channels.h"
#include "engine/model/network.h"
#include "engine/train/experiment.h"
#include "engine/train/targets.h"

namespace pellucid::engine {

/// For one sample, where the targets are classes. Certainties are between 0 and 1; where the network's values
/// are out of range they are 0, and the loss is infinite.
struct SampleAnswer {
  std::uint8_t truth = 0;     ///< the class according to the data
  std::uint8_t answered = 0;  ///< the class according to the network, see answer()
  float certainty = 0;        ///< of the answered class
  float ofTruth = 0;          ///< its certainty of the true class
  float margin = 0;           ///< certainty minus the largest of any other class
  float loss = 0;             ///< of this sample alone, as in training, with its label smoothing
  bool isRight() const { return truth == answered; }
};

struct Answers {
  Index classes = 0;              ///< 0 where the targets are numbers
  bool areProbabilities = false;  ///< the certainties of each sample add up to 1
  std::vector<SampleAnswer> each =
      {};  ///< one for each sample, in the split's order; for numbers only the loss
  /// Row t, column c: the certainties of class c, summed over the samples of class t.
  Eigen::MatrixXd certaintySums = {};
  Matrix numbers = {};   ///< O×N: the answers, where the targets are numbers
  Index outOfRange = 0;  ///< samples with an answer that is not a number
  Index samples() const { return static_cast<Index>(each.size()); }
};

/// Whether the outputs of such a network are probabilities: softmax, or one sigmoid.
bool areProbabilities(Activation output, Index outputs);

/// The certainty of each class for a column of outputs: a softmax as it is; otherwise the position of each
/// output between the training targets for "no" and "yes", from 0 to 1. A single output is the certainty of
/// class 1, and the rest is class 0's.
Vector certainties(const TargetCoding& coding, Activation output, const Vector& outputs);

/// The class given by one column of a network's outputs, see answer(), and its certainty: 0 where the values
/// are out of range.
struct Said {
  Index answer = 0;
  double certainty = 0;
};
Said saidBy(const Experiment& experiment, const Matrix& outputs, Index column);

/// Sends all samples of `split` through the network, block by block, while units are `held`. Nothing when
/// cancelled.
std::optional<Answers> answersTo(const Network& network, const Vector& weights, const TrainingSpec& training,
                                 const Dataset& dataset, const Split& split, const Progress& progress = {},
                                 const HeldChannels& held = {});

}  // namespace pellucid::engine
