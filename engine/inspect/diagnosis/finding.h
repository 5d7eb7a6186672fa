// SPDX-License-Identifier: GPL-3.0-or-later
// The result of a diagnosis: which rule, where, since when, the evidence, why it matters, and what can be
// done. Plain values, which any thread may read.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/enum_names.h"
#include "engine/base/message.h"
#include "engine/train/experiment.h"

namespace pellucid::engine {

/// In the order in which equally severe findings are reported: causes before their effects.
enum class DiagnosisRule {
  FrozenLayers,
  LossMismatch,
  NoBend,
  InputScale,
  TargetScale,
  SameSamples,
  UnbalancedClasses,
  LargeDropout,
  TinyBatchNorm,
  EqualUnits,
  InitialLoss,
  StepsTooLarge,
  StepsTooSmall,
  DeadUnits,
  SaturatedUnits,
  Vanishing,
  Exploding,
  ClassNeverPredicted,
  OverFitting,
  Plateau,
  LearnsNothing,
};

template <>
inline constexpr std::array kEnumNames<DiagnosisRule> = {
    EnumName<DiagnosisRule>{DiagnosisRule::FrozenLayers, "frozen-layers"},
    EnumName<DiagnosisRule>{DiagnosisRule::LossMismatch, "loss-mismatch"},
    EnumName<DiagnosisRule>{DiagnosisRule::NoBend, "no-bend"},
    EnumName<DiagnosisRule>{DiagnosisRule::InputScale, "input-scale"},
    EnumName<DiagnosisRule>{DiagnosisRule::TargetScale, "target-scale"},
    EnumName<DiagnosisRule>{DiagnosisRule::SameSamples, "same-samples"},
    EnumName<DiagnosisRule>{DiagnosisRule::UnbalancedClasses, "unbalanced-classes"},
    EnumName<DiagnosisRule>{DiagnosisRule::LargeDropout, "large-dropout"},
    EnumName<DiagnosisRule>{DiagnosisRule::TinyBatchNorm, "tiny-batch-norm"},
    EnumName<DiagnosisRule>{DiagnosisRule::EqualUnits, "equal-units"},
    EnumName<DiagnosisRule>{DiagnosisRule::InitialLoss, "initial-loss"},
    EnumName<DiagnosisRule>{DiagnosisRule::StepsTooLarge, "steps-too-large"},
    EnumName<DiagnosisRule>{DiagnosisRule::StepsTooSmall, "steps-too-small"},
    EnumName<DiagnosisRule>{DiagnosisRule::DeadUnits, "dead-units"},
    EnumName<DiagnosisRule>{DiagnosisRule::SaturatedUnits, "saturated-units"},
    EnumName<DiagnosisRule>{DiagnosisRule::Vanishing, "vanishing"},
    EnumName<DiagnosisRule>{DiagnosisRule::Exploding, "exploding"},
    EnumName<DiagnosisRule>{DiagnosisRule::ClassNeverPredicted, "class-never-predicted"},
    EnumName<DiagnosisRule>{DiagnosisRule::OverFitting, "over-fitting"},
    EnumName<DiagnosisRule>{DiagnosisRule::Plateau, "plateau"},
    EnumName<DiagnosisRule>{DiagnosisRule::LearnsNothing, "learns-nothing"},
};

/// A note is a fact that does no harm yet, a warning costs something, an alarm means that the run will not
/// get anywhere, or that its figures are wrong.
enum class Severity { Note, Warning, Alarm };

template <>
inline constexpr std::array kEnumNames<Severity> = {
    EnumName<Severity>{Severity::Note, "note"},
    EnumName<Severity>{Severity::Warning, "warning"},
    EnumName<Severity>{Severity::Alarm, "alarm"},
};

/// One layer, counted from 0, and some of its units; the whole layer if there are no units.
struct FindingPlace {
  std::size_t layer = 0;
  /// Counted from 0, ascending. In a layer whose outputs are images these are whole maps.
  std::vector<Index> units = {};
  friend bool operator==(const FindingPlace&, const FindingPlace&) = default;
};

/// One value that supports a finding.
struct Evidence {
  std::string_view key;  ///< for scripts: "dead_units"; a literal
  Message what;          ///< for people: "dead units of 64"
  double value = 0;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// What can be done about it, as one edit that can be undone: the run goes back to `step` if given, and then
/// the experiment becomes `experiment` if given. At least one of them is.
struct Remedy {
  Message what = {};                          ///< a whole sentence: "Divide the learning rate by 10."
  std::optional<Experiment> experiment = {};  ///< that of the diagnosis with the described change
  std::optional<std::int64_t> step = {};      ///< in the run's own lane, before the present one
  friend bool operator==(const Remedy&, const Remedy&) = default;
};

struct Finding {
  DiagnosisRule rule = DiagnosisRule::LearnsNothing;
  Severity severity = Severity::Note;
  std::vector<FindingPlace> places = {};  ///< empty where it concerns the whole run or its data
  std::int64_t since = 0;                 ///< the step from which it held; 0 for findings about the design
  std::vector<Evidence> evidence = {};    ///< at least one
  Message sentence = {};                  ///< what the problem is, with figures
  Message reason = {};                    ///< the cause, and its consequences
  std::vector<Remedy> remedies = {};      ///< the most promising first; may be empty
  friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace pellucid::engine
