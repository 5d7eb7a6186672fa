// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a TrainingSpec's parts as tables: name, member and permitted range of each. Files, the
// command line and validate() go through them, so that none is forgotten and all refuse the same values. A
// name is used unchanged as a key in files; the command line writes - for _, messages a space.
#pragma once

#include <array>
#include <cstdint>

#include "engine/base/range.h"
#include "engine/data/augment.h"
#include "engine/train/clipping.h"
#include "engine/train/optimizer.h"
#include "engine/train/schedule.h"
#include "engine/train/stopping.h"

namespace pellucid::engine {

template <class Part>
struct NumberField {
  const char* name;
  double Part::*member;
  Range range;
  const char* what = "";  ///< a short description
};

template <class Part>
struct CountField {
  const char* name;
  std::int64_t Part::*member;
  std::int64_t least;
  std::int64_t most;
};

inline constexpr double kMaxLearningRate = 1e6;
inline constexpr double kMaxPenalty = 1e3;
inline constexpr double kLeastEpsilon = 1e-30;  ///< still a normal number in single precision
inline constexpr double kMaxClip = 1e6;
inline constexpr std::int64_t kMaxEpochs = 1'000'000;
inline constexpr std::int64_t kMaxRunSteps = 1'000'000'000;

/// Specialised for each part; none by default.
template <class Part>
inline constexpr std::array<NumberField<Part>, 0> kNumberFields = {};
template <class Part>
inline constexpr std::array<CountField<Part>, 0> kCountFields = {};

template <>
inline constexpr std::array kNumberFields<OptimizerSettings> = {
    NumberField{"momentum", &OptimizerSettings::momentum, kShareBelowOne,
                "share of the previous step that is kept (momentum, nesterov)"},
    NumberField{"beta1", &OptimizerSettings::beta1, kShareBelowOne,
                "memory of the gradient's mean (adam, adamw)"},
    NumberField{"beta2", &OptimizerSettings::beta2, kShareBelowOne,
                "memory of the gradient's square (adam, adamw)"},
    NumberField{"alpha", &OptimizerSettings::alpha, kShareBelowOne,
                "memory of the gradient's square (rmsprop)"},
    NumberField{"rho", &OptimizerSettings::rho, kShareBelowOne, "memory of the squares (adadelta)"},
    NumberField{"epsilon", &OptimizerSettings::epsilon, Range{.least = kLeastEpsilon, .most = 1},
                "keeps divisors away from 0 (adagrad, rmsprop, adam, adamw, adadelta)"},
    NumberField{"l1", &OptimizerSettings::l1, Range{.least = 0, .most = kMaxPenalty},
                "penalty on the sum of |w|"},
    NumberField{"l2", &OptimizerSettings::l2, Range{.least = 0, .most = kMaxPenalty},
                "penalty on half the sum of w², PyTorch's weight_decay except in adamw"},
    NumberField{"weight_decay", &OptimizerSettings::weightDecay, Range{.least = 0, .most = kMaxPenalty},
                "share of each weight, times the learning rate, that every step removes"},
};

template <>
inline constexpr std::array kNumberFields<Clipping> = {
    NumberField{
        "norm", &Clipping::norm, Range{.least = 0, .most = kMaxClip},
        "greatest length of the gradient of all parameters, to which longer ones are shortened; 0 is off"},
    NumberField{"value", &Clipping::value, Range{.least = 0, .most = kMaxClip},
                "limit of each element of the gradient; 0 is off"},
};

template <>
inline constexpr std::array kNumberFields<Augmentation> = {
    NumberField{"shift", &Augmentation::shift, Range{.least = 0, .most = 0.5},
                "training images are moved by up to this share of their sides"},
    NumberField{"turn", &Augmentation::turn, Range{.least = 0, .most = 180},
                "training images are turned by up to so many degrees either way"},
    NumberField{"zoom", &Augmentation::zoom, Range{.least = 0, .most = 0.9},
                "training images are made larger or smaller by up to this share"},
    NumberField{"noise", &Augmentation::noise, kShare,
                "deviation of the noise that is added to the inputs of training samples; a pixel goes from 0 "
                "to 1"},
};

template <>
inline constexpr std::array kNumberFields<Schedule> = {
    NumberField{"factor", &Schedule::factor, kPositiveShare},
    NumberField{"floor", &Schedule::floor, Range{.least = 0, .most = kMaxLearningRate}},
    NumberField{"rise", &Schedule::rise, kShareBelowOne},
};
template <>
inline constexpr std::array kCountFields<Schedule> = {
    CountField<Schedule>{"warmup", &Schedule::warmupSteps, 0, kMaxRunSteps},
    CountField<Schedule>{"every", &Schedule::every, 1, kMaxEpochs},
    CountField<Schedule>{"epochs", &Schedule::epochs, 1, kMaxEpochs},
    CountField<Schedule>{"patience", &Schedule::patience, 0, kMaxEpochs},
};

template <>
inline constexpr std::array kNumberFields<Stopping> = {
    NumberField{"target_accuracy", &Stopping::targetAccuracy, kShare},
};
template <>
inline constexpr std::array kCountFields<Stopping> = {
    CountField<Stopping>{"epochs", &Stopping::epochs, 0, kMaxRunSteps},
    CountField<Stopping>{"steps", &Stopping::steps, 0, kMaxRunSteps},
    CountField<Stopping>{"patience", &Stopping::patience, 0, kMaxEpochs},
};

}  // namespace pellucid::engine
