// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/step_caption.h"

#include <QCoreApplication>

#include "engine/inspect/arithmetic.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// The context of these texts for translators.
struct StepCaptionText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::StepCaptionText)
};

QString layerName(const engine::StepTrace& trace, std::size_t layer) {
  return layerText(trace.experiment.network, layer);
}

/// "784 terms"
QString termCount(Index terms) {
  return StepCaptionText::tr("%Ln term(s)", nullptr, static_cast<int>(terms));
}

QString sampleText(const StepView& view) {
  if (view.trace->batchSize() == 1)
    return StepCaptionText::tr("Training sample %1, the only one in this batch, enters the network.")
        .arg(countText(view.trainIndex()));
  return StepCaptionText::tr("Training sample %1, number %2 of the %3 in this batch, enters the network.")
      .arg(countText(view.trainIndex()))
      .arg(view.sample + 1)
      .arg(view.trace->batchSize());
}

QString termsText(const StepView& view, Index unit) {
  const engine::Layer& layer = view.trace->network->layer(view.beat.layer);
  const auto shown = static_cast<std::size_t>(view.progress * view.beat.stops);
  const auto sum =
      engine::unitArithmetic(*view.trace, view.beat.layer, unit, view.sample, StepTimeline::kTerms).forward;
  const QString start = StepCaptionText::tr("%1 takes %2 w·a into each unit")
                            .arg(layerName(*view.trace, view.beat.layer), termCount(layer.inputs()));
  if (shown < sum.largest.size()) {
    const engine::Term& term = sum.largest[shown];
    return StepCaptionText::tr("%1; unit %2, term %3: %4 · %5 = %6.")
        .arg(start)
        .arg(unit + 1)
        .arg(shown + 1)
        .arg(valueText(term.weight), valueText(term.value), valueText(term.product()));
  }
  return StepCaptionText::tr("%1; unit %2, %3: %4.")
      .arg(start)
      .arg(unit + 1)
      .arg(StepCaptionText::tr("the %Ln smaller one(s) together", nullptr, static_cast<int>(sum.restCount)))
      .arg(valueText(sum.rest));
}

QString sumText(const StepView& view, Index unit) {
  const engine::Layer& layer = view.trace->network->layer(view.beat.layer);
  const auto arithmetic = engine::unitArithmetic(*view.trace, view.beat.layer, unit, view.sample, 1);
  const QString bias = arithmetic.forward.bias
                           ? StepCaptionText::tr(" and the bias %1").arg(valueText(*arithmetic.forward.bias))
                           : QString();
  return StepCaptionText::tr("%1 adds up %2%3; unit %4: z = %5.")
      .arg(layerName(*view.trace, view.beat.layer), termCount(layer.inputs()), bias)
      .arg(unit + 1)
      .arg(valueText(*arithmetic.z));
}

/// What a layer without an activation does.
QString passOnText(const engine::Layer& layer, bool isTraining) {
  switch (layer.kind()) {
    case engine::LayerKind::MaxPool:
      return StepCaptionText::tr("keeps the largest number of each window");
    case engine::LayerKind::AveragePool:
      return StepCaptionText::tr("takes the mean of each window");
    case engine::LayerKind::Dropout:
      return isTraining ? StepCaptionText::tr("drops %1 of its inputs and divides the others by 1 − %2")
                              .arg(percentText(layer.spec().rate, 0), valueText(layer.spec().rate))
                        : StepCaptionText::tr("passes everything on");
    default:
      return StepCaptionText::tr("passes its inputs on unchanged");
  }
}

QString activationText(const StepView& view, Index unit) {
  const engine::Layer& layer = view.trace->network->layer(view.beat.layer);
  const auto arithmetic = engine::unitArithmetic(*view.trace, view.beat.layer, unit, view.sample, 1);
  const QString who = layerName(*view.trace, view.beat.layer);
  const QString which = unitText(layer.outputShape(), unit);
  if (!arithmetic.z)
    return StepCaptionText::tr("%1 %2; %3: %4.")
        .arg(who, passOnText(layer, view.trace->passes.layers[view.beat.layer].isTraining), which,
             valueText(arithmetic.a));
  const QString start =
      layer.kind() == engine::LayerKind::Conv2d
          ? StepCaptionText::tr("%1 slides its kernels over the maps, and %2 turns z into a")
          : StepCaptionText::tr("%1: %2 turns z into a");
  return StepCaptionText::tr("%1; %2: z = %3 becomes a = %4.")
      .arg(start.arg(who, nameText(layer.activation())), which, valueText(*arithmetic.z),
           valueText(arithmetic.a));
}

QString lossText(const StepView& view) {
  return StepCaptionText::tr(
             "The outputs meet the target: %1 of this sample is %2; the batch's mean over %3 is %4.")
      .arg(nameText(view.trace->experiment.training.loss),
           valueText(static_cast<double>(view.trace->sampleLosses[view.sample])))
      .arg(view.trace->batchSize())
      .arg(valueText(view.trace->metrics.loss));
}

QString deltaText(const StepView& view, Index unit) {
  const engine::StepTrace& trace = *view.trace;
  const auto arithmetic = engine::unitArithmetic(trace, view.beat.layer, unit, view.sample, 1);
  const QString who = layerName(trace, view.beat.layer);
  const engine::Shape& shape = trace.network->layer(view.beat.layer).outputShape();
  if (view.beat.layer + 1 == trace.network->layerCount()) {
    const auto row = engine::outputArithmetic(trace, view.sample).rows[static_cast<std::size_t>(unit)];
    return StepCaptionText::tr("Back from the loss to %1; unit %2: a = %3, target %4, so dL/dz = %5.")
        .arg(who)
        .arg(unit + 1)
        .arg(valueText(row.a), valueText(row.y), valueText(row.delta));
  }
  if (arithmetic.backward && arithmetic.slope)
    return StepCaptionText::tr(
               "The gradient runs back to %1; %2: Σ w·delta = %3, times f'(z) = %4, is delta = %5.")
        .arg(who, unitText(shape, unit), valueText(arithmetic.backward->total), valueText(*arithmetic.slope),
             valueText(*arithmetic.delta));
  return StepCaptionText::tr("The gradient runs back to %1; %2: delta = %3.")
      .arg(who, unitText(shape, unit), valueText(*arithmetic.delta));
}

QString gradientsText(const StepView& view, Index unit) {
  const engine::StepTrace& trace = *view.trace;
  const QString who = layerName(trace, view.beat.layer);
  if (engine::isFrozen(trace, view.beat.layer))
    return StepCaptionText::tr("%1 is frozen: the gradient passes through it, and its update is 0.").arg(who);
  const auto strongest =
      engine::unitArithmetic(trace, view.beat.layer, unit, view.sample, 1).forward.largest[0];
  const engine::NetworkPlace place{.layer = view.beat.layer, .unit = unit, .from = strongest.other};
  const double delta = engine::ownDelta(trace, view.beat.layer, unit, view.sample);
  return StepCaptionText::tr(
             "Each weight of %1 gets dL/dw = delta · a; unit %2, input %3: %4 · %5 = %6, in the batch's mean "
             "%7.")
      .arg(who)
      .arg(unit + 1)
      .arg(strongest.other + 1)
      .arg(valueText(delta), valueText(strongest.value), valueText(delta * strongest.value),
           valueText(static_cast<double>(trace.gradient[engine::parameterIndex(*trace.network, place)])));
}

QString updateText(const StepView& view) {
  const engine::StepTrace& trace = *view.trace;
  if (trace.diverged) return messageText(trace.diverged->explanation);
  const engine::Vector change = trace.after.weights - trace.before.weights;
  const auto moved = static_cast<Index>((change.array() != 0).count());
  const double largest = change.size() > 0 ? static_cast<double>(change.cwiseAbs().maxCoeff()) : 0;
  const QString what =
      StepCaptionText::tr(
          "%1 moves %2 of %3 by the batch's mean gradient, learning rate %4; the furthest by %5.")
          .arg(nameText(trace.rule.optimizer), countText(moved),
               StepCaptionText::tr("%Ln weight(s)", nullptr, static_cast<int>(change.size())),
               valueText(trace.rule.learningRate), valueText(largest));
  return trace.bringsBackBest
             ? what + StepCaptionText::tr(" Then the stopping rule restores the best weights.")
             : what;
}

}  // namespace

Index followedUnit(const StepView& view, std::size_t layer, const std::optional<Place>& selected) {
  const engine::Matrix& a = view.trace->passes.layers[layer].a;
  if (selected && selected->layer == layer && selected->unit < a.rows()) return selected->unit;
  Index strongest = 0;
  a.col(view.sample).cwiseAbs().maxCoeff(&strongest);
  return strongest;
}

QString stepCaption(const StepView& view, const std::optional<Place>& selected) {
  const Index unit = followedUnit(view, view.beat.layer, selected);
  switch (view.beat.kind) {
    case Beat::Kind::Sample:
      return sampleText(view);
    case Beat::Kind::Terms:
      return termsText(view, unit);
    case Beat::Kind::Sum:
      return sumText(view, unit);
    case Beat::Kind::Activation:
      return activationText(view, unit);
    case Beat::Kind::Loss:
      return lossText(view);
    case Beat::Kind::Delta:
      return deltaText(view, unit);
    case Beat::Kind::Gradients:
      return gradientsText(view, unit);
    case Beat::Kind::Update:
      return updateText(view);
  }
  engine::failCheck("stepCaption: unknown kind of beat");
}

}  // namespace pellucid::ui
