// SPDX-License-Identifier: GPL-3.0-or-later
// The arms of a transfer experiment: ways to start the same network on the same task. Pure, any thread.
#pragma once

#include "engine/transfer/plan.h"

namespace pellucid::engine {

struct Arm {
  std::string name;  ///< see parseArms()
  TransferPlan plan;
  double rateFactor = 1;  ///< factor for the learning rate, > 0
  /// Number of steps after which the next of the frozen layers is opened, from the top down; 0: all stay
  /// frozen.
  std::int64_t thawEvery = 0;
};

/// A thawing layer learns at the rate of the layer above it divided by this, which Howard and Ruder (2018)
/// found best.
inline constexpr double kThawDivisor = 2.6;

/// LayerSpec::rateFactor of each layer: 1 unless the arm thaws.
std::vector<double> rateFactors(const Arm& arm);

/// The conditions that the arms are made for.
struct ArmContext {
  NetworkSpec network;         ///< of the target
  std::vector<LayerFit> fits;  ///< compared with the source
  bool hasNewHead = true;      ///< the output layer is re-initialised in every arm
  double fineTuneFactor = 1;   ///< rateFactor for `finetune`
  std::int64_t steps = 200;    ///< length of the run, in whose first half `thaw` opens its layers; ≥ 1
};

/// The syntax of parseArms(), for help and messages.
Message armGrammar();

/// Names with commas between them:
///   scratch    every layer is re-initialised
///   frozen     copied and frozen; only the output layer learns
///   half       copied; the lower half of the layers with weights is frozen
///   finetune   copied; all layers learn, at the learning rate times fineTuneFactor
///   thaw       copied; the output layer learns first, and in the first half of the run one layer after the
///              other is opened, from the top down, each at the rate of the one above divided by kThawDivisor
///              (gradual unfreezing with discriminative rates, Howard and Ruder 2018)
///   lock:1+2   copied; these layers, counted from 1 over all layers, are frozen: an arm of your own
/// Layers that do not fit the source are re-initialised and learn. Refuses unknown and repeated names and
/// layers that do not exist, have no weights or cannot be copied.
Result<std::vector<Arm>> parseArms(std::string_view text, const ArmContext& context);

}  // namespace pellucid::engine
