// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/diagnosis_text.h"

#include <QCoreApplication>
#include <cmath>

#include "engine/inspect/diagnosis/run_look.h"
#include "ui/run/place_names.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

struct DiagnosisText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::DiagnosisText)
};

/// How the two branches are compared.
enum class Measure { Loss, Right, Explained };

QString figureOf(const engine::Preview::Branch& branch, Measure kind) {
  if (branch.diverged) return DiagnosisText::tr("it diverges");
  switch (kind) {
    case Measure::Right:
      return percentText(branch.metrics.accuracy);
    case Measure::Explained:
      return percentText(branch.metrics.r2);
    case Measure::Loss:
      break;
  }
  return lossText(branch.metrics.loss);
}

double goodnessOf(const engine::Preview::Branch& branch, Measure kind) {
  if (branch.diverged) return -std::numeric_limits<double>::infinity();
  switch (kind) {
    case Measure::Right:
      return branch.metrics.accuracy;
    case Measure::Explained:
      return branch.metrics.r2;
    case Measure::Loss:
      break;
  }
  return -branch.metrics.loss;
}

/// Losses of different kinds, or in different units, cannot be compared.
Measure measureOf(const Trial& trial, const engine::Preview& preview) {
  if (!trial.hasOtherLoss) return Measure::Loss;
  const bool hasClasses = preview.changed.metrics.hasAccuracy() && preview.asItIs.metrics.hasAccuracy();
  return hasClasses ? Measure::Right : Measure::Explained;
}

}  // namespace

SignKind signOf(engine::Severity severity) {
  switch (severity) {
    case engine::Severity::Alarm:
      return SignKind::Alarm;
    case engine::Severity::Warning:
      return SignKind::Warning;
    case engine::Severity::Note:
      break;
  }
  return SignKind::Note;
}

QString severityText(engine::Severity severity) {
  switch (severity) {
    case engine::Severity::Alarm:
      return DiagnosisText::tr("Alarm");
    case engine::Severity::Warning:
      return DiagnosisText::tr("Warning");
    case engine::Severity::Note:
      break;
  }
  return DiagnosisText::tr("Note");
}

QString sinceText(std::int64_t since, std::int64_t stepsPerEpoch) {
  if (since == 0) return DiagnosisText::tr("since the beginning");
  const double epoch =
      static_cast<double>(since) / static_cast<double>(std::max<std::int64_t>(stepsPerEpoch, 1));
  return DiagnosisText::tr("since step %1 · epoch %2")
      .arg(countText(since), fixedText(epoch, epoch < 10 ? 1 : 0));
}

QString placeText(const engine::FindingPlace& place, const Moment& moment) {
  if (place.layer >= moment.network().layerCount()) return {};
  const QString layer = PlaceNames(moment).layer(place.layer);
  if (place.units.empty()) return layer;
  const engine::Shape& shape = moment.network().layer(place.layer).outputShape();
  const QString count = countText(std::ssize(place.units));
  if (shape.isImage())
    return DiagnosisText::tr("%1: %2 of %Ln map(s)", nullptr, static_cast<int>(shape.channels))
        .arg(layer, count);
  if (place.units.size() == 1) return PlaceNames(moment).unit(place.layer, place.units.front());
  return DiagnosisText::tr("%1: %2 of %Ln unit(s)", nullptr, static_cast<int>(shape.size()))
      .arg(layer, count);
}

QString evidenceText(const engine::Evidence& evidence) {
  const bool isWhole = evidence.value == std::round(evidence.value) && std::abs(evidence.value) < 1e15;
  return DiagnosisText::tr("%1: %2").arg(
      messageText(evidence.what),
      isWhole ? countText(static_cast<qint64>(evidence.value)) : valueText(evidence.value));
}

TrialText trialText(const Trial& trial) {
  if (!*trial.answer)
    return {
        .words =
            DiagnosisText::tr("It could not be tried: %1").arg(messageText(trial.answer->error().message))};
  const engine::Preview& preview = **trial.answer;
  const Measure kind = measureOf(trial, preview);
  QString what;
  if (kind == Measure::Right)
    what = preview.isOnValidation ? DiagnosisText::tr("validation samples right:")
                                  : DiagnosisText::tr("test samples right:");
  else if (kind == Measure::Explained)
    what = preview.isOnValidation ? DiagnosisText::tr("of the validation answers it explains")
                                  : DiagnosisText::tr("of the test answers it explains");
  else
    what = preview.isOnValidation ? DiagnosisText::tr("validation loss") : DiagnosisText::tr("test loss");
  const auto steps = static_cast<int>(preview.steps);
  QString asItIs = figureOf(preview.asItIs, kind);
  QString changed = figureOf(preview.changed, kind);
  // The quantity measured is named once, at the first figure.
  if (!preview.asItIs.diverged)
    asItIs = QStringLiteral("%1 %2").arg(what, asItIs);
  else if (!preview.changed.diverged)
    changed = QStringLiteral("%1 %2").arg(what, changed);
  // It matters whether the run as it is reaches that, or one that begins again.
  const QString sentence =
      preview.isFromBeginning
          ? DiagnosisText::tr("%Ln step(s) from the beginning: %1 as it is, %2 with it.", nullptr, steps)
          : DiagnosisText::tr("After %Ln more step(s): %1 as it is, %2 with it.", nullptr, steps);
  const double gain = goodnessOf(preview.changed, kind) - goodnessOf(preview.asItIs, kind);
  return {.words = sentence.arg(asItIs, changed), .isBetter = gain > 0};
}

QStringList checkTexts() {
  return {
      DiagnosisText::tr("Before the first step: whether loss and output fit together, how large inputs and "
                        "targets are, how many samples each class has, test samples that are also trained "
                        "on, layers without a bend, padlocks, dropout and batch norm."),
      DiagnosisText::tr(
          "A few times in the first thousand steps, and then as often as takes 1 % of the time: "
          "units that are equal, dead or saturated, gradients that vanish or explode, and "
          "classes that are never answered."),
      DiagnosisText::tr("Along the curves: steps that are too large or too small, over-fitting, standing "
                        "still, and learning nothing at all.")};
}

}  // namespace pellucid::ui
