// SPDX-License-Identifier: GPL-3.0-or-later
// What the diagnosis says beside its findings' own sentences: since when, where, which numbers, and what came
// of a remedy. Pure functions.
#pragma once

#include <QStringList>

#include "ui/diagnosis/remedy_trials.h"
#include "ui/widgets/severity_sign.h"

namespace pellucid::ui {

SignKind signOf(engine::Severity severity);
/// "Alarm", for those who hear it.
QString severityText(engine::Severity severity);

/// "since step 1,200 · epoch 0.6"; of what lies in the design "since the beginning".
QString sinceText(std::int64_t since, std::int64_t stepsPerEpoch);
/// "Hidden 1: 41 of 64 units", or "Hidden 1" where it is about all of it.
QString placeText(const engine::FindingPlace& place, const Moment& moment);
/// "dead units of 64: 41"
QString evidenceText(const engine::Evidence& evidence);

/// What came of it: "After 200 steps: test loss 0.41 as it is, 0.22 with it."
struct TrialText {
  QString words;
  bool isBetter = false;  ///< with it the run has come further
};
/// Of a trial that has ended.
TrialText trialText(const Trial& trial);

/// What is checked, and from when on; each a sentence.
QStringList checkTexts();

}  // namespace pellucid::ui
