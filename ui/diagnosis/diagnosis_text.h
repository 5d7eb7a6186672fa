// SPDX-License-Identifier: GPL-3.0-or-later
// The texts that accompany a diagnosis's findings: since when, where, which numbers, and the result of a
// remedy. Pure functions.
#pragma once

#include <QStringList>

#include "ui/diagnosis/remedy_trials.h"
#include "ui/widgets/severity_sign.h"

namespace pellucid::ui {

SignKind signOf(engine::Severity severity);
/// "Alarm", for screen readers.
QString severityText(engine::Severity severity);

/// "since step 1,200 · epoch 0.6"; for causes in the design "since the beginning".
QString sinceText(std::int64_t since, std::int64_t stepsPerEpoch);
/// "Hidden 1: 41 of 64 units", or "Hidden 1" where it concerns the whole layer.
QString placeText(const engine::FindingPlace& place, const Moment& moment);
/// "dead units of 64: 41"
QString evidenceText(const engine::Evidence& evidence);

/// A trial's result: "After 200 steps: test loss 0.41 as it is, 0.22 with it."
struct TrialText {
  QString words;
  bool isBetter = false;  ///< the run gets further with the remedy
};
/// For a trial that has ended.
TrialText trialText(const Trial& trial);

/// What is checked, and from when on; one sentence each.
QStringList checkTexts();

}  // namespace pellucid::ui
