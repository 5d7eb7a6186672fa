// SPDX-License-Identifier: GPL-3.0-or-later
// What one network answers to every sample of a split, and how sure it is of it. A pure function of const
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

/// Of one sample, where the answers are classes. Certainties lie between 0 and 1; where the network's numbers
/// are out of range they are 0, and the loss is infinite.
struct SampleAnswer {
  std::uint8_t truth = 0;     ///< the class that the data say
  std::uint8_t answered = 0;  ///< the class that the network says, as by answer()
  float certainty = 0;        ///< of the class that it says
  float ofTruth = 0;          ///< its certainty of the class that the data say
  float margin = 0;           ///< certainty less the largest of any other class
  float loss = 0;             ///< of this sample alone, as training has it, with its label smoothing
  bool isRight() const { return truth == answered; }
};

struct Answers {
  Index classes = 0;              ///< 0 where the answers are numbers
  bool areProbabilities = false;  ///< of each sample the certainties add up to 1
  std::vector<SampleAnswer> each =
      {};  ///< one for each sample, in the split's order; of numbers only the loss
  /// Row t, column c: the certainties of class c, added over the samples of class t.
  Eigen::MatrixXd certaintySums = {};
  Matrix numbers = {};   ///< O×N: what it says, where the answers are numbers
  Index outOfRange = 0;  ///< samples to which the network answers something that is no number
  Index samples() const { return static_cast<Index>(each.size()); }
};

/// Whether the outputs of such a network are probabilities: softmax, or one sigmoid.
bool areProbabilities(Activation output, Index outputs);

/// How sure a column of outputs is of each class: a softmax as it is; else where each output lies between
/// what training wants of "no" and of "yes", from 0 to 1. One output speaks for class 1, and the rest is
/// class 0's.
Vector certainties(const TargetCoding& coding, Activation output, const Vector& outputs);

/// Which class one column of a network's outputs says, as by answer(), and how sure it is of it: 0 where the
/// numbers are out of range.
struct Said {
  Index answer = 0;
  double certainty = 0;
};
Said saidBy(const Experiment& experiment, const Matrix& outputs, Index column);

/// Sends all samples of `split` through the network, a block at a time, while units are `held`. Nothing when
/// it was cancelled.
std::optional<Answers> answersTo(const Network& network, const Vector& weights, const TrainingSpec& training,
                                 const Dataset& dataset, const Split& split, const Progress& progress = {},
                                 const HeldChannels& held = {});

}  // namespace pellucid::engine
