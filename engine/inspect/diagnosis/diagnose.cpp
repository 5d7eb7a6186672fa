// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/diagnose.h"

#include <algorithm>
#include <array>

#include "engine/inspect/diagnosis/rules.h"

namespace pellucid::engine {
namespace {

struct NamedRule {
  DiagnosisRule rule;
  MaybeFinding (*find)(const RunStatistics&, const Finding*);
};

constexpr std::array kRules = {
    NamedRule{DiagnosisRule::FrozenLayers, findFrozenLayers},
    NamedRule{DiagnosisRule::LossMismatch, findLossMismatch},
    NamedRule{DiagnosisRule::NoBend, findNoBend},
    NamedRule{DiagnosisRule::InputScale, findInputScale},
    NamedRule{DiagnosisRule::TargetScale, findTargetScale},
    NamedRule{DiagnosisRule::SameSamples, findSameSamples},
    NamedRule{DiagnosisRule::UnbalancedClasses, findUnbalancedClasses},
    NamedRule{DiagnosisRule::LargeDropout, findLargeDropout},
    NamedRule{DiagnosisRule::TinyBatchNorm, findTinyBatchNorm},
    NamedRule{DiagnosisRule::EqualUnits, findEqualUnits},
    NamedRule{DiagnosisRule::InitialLoss, findInitialLoss},
    NamedRule{DiagnosisRule::StepsTooLarge, findStepsTooLarge},
    NamedRule{DiagnosisRule::StepsTooSmall, findStepsTooSmall},
    NamedRule{DiagnosisRule::DeadUnits, findDeadUnits},
    NamedRule{DiagnosisRule::SaturatedUnits, findSaturatedUnits},
    NamedRule{DiagnosisRule::Vanishing, findVanishing},
    NamedRule{DiagnosisRule::Exploding, findExploding},
    NamedRule{DiagnosisRule::ClassNeverPredicted, findClassNeverPredicted},
    NamedRule{DiagnosisRule::OverFitting, findOverFitting},
    NamedRule{DiagnosisRule::Plateau, findPlateau},
    NamedRule{DiagnosisRule::LearnsNothing, findLearnsNothing},
};
static_assert(kRules.size() == kEnumNames<DiagnosisRule>.size());

/// Whether it neither goes anywhere nor changes anything: the run has all that already.
bool isIdle(const Remedy& remedy, const Experiment& experiment) {
  return !remedy.step && remedy.experiment == experiment;
}

/// Findings reported only where no other gives the cause.
bool isSymptom(const Finding& finding) {
  return finding.rule == DiagnosisRule::Plateau || finding.rule == DiagnosisRule::LearnsNothing;
}

/// An alarm that gives a cause; dead and saturated units may themselves be effects of the findings in
/// question.
bool isCause(const Finding& finding) {
  return !isSymptom(finding) && finding.severity == Severity::Alarm &&
         finding.rule != DiagnosisRule::DeadUnits && finding.rule != DiagnosisRule::SaturatedUnits;
}

}  // namespace

std::vector<Finding> diagnose(const RunStatistics& run, const std::vector<Finding>& before) {
  std::vector<Finding> findings;
  for (const NamedRule& rule : kRules) {
    const auto was = std::ranges::find(before, rule.rule, &Finding::rule);
    MaybeFinding finding = rule.find(run, was == before.end() ? nullptr : &*was);
    if (!finding) continue;
    if (was != before.end()) finding->since = was->since;
    std::erase_if(finding->remedies, [&run](const Remedy& remedy) { return isIdle(remedy, run.experiment); });
    findings.push_back(*std::move(finding));
  }
  if (std::ranges::any_of(findings, isCause)) std::erase_if(findings, isSymptom);
  std::ranges::stable_sort(findings, std::ranges::greater(), &Finding::severity);
  return findings;
}

}  // namespace pellucid::engine
