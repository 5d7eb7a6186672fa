// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/step_caption.h"

#include <QCoreApplication>

#include <algorithm>

#include "engine/inspect/arithmetic.h"
#include "ui/run/place_names.h"
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
  return PlaceNames(trace).layer(layer);
}

QString sampleText(const StepView& view) {
  const QString sample = countText(view.trainIndex());
  if (view.trace->batchSize() == 1)
    return StepCaptionText::tr("Training sample #%1, the only one in this batch, enters the network.")
        .arg(sample);
  return StepCaptionText::tr("Training sample #%1, which is %2 of %3 in this batch, enters the network.")
      .arg(sample)
      .arg(view.sample + 1)
      .arg(view.trace->batchSize());
}

engine::Sum sumOf(const StepView& view, Index unit) {
  return engine::unitArithmetic(*view.trace, view.beat.layer, unit, view.sample, StepTimeline::kTerms)
      .forward;
}

/// The term of a sum that is being narrated; after its largest ones, all others are narrated together.
std::size_t toldTerm(const StepView& view) {
  return static_cast<std::size_t>(std::clamp(view.progress, 0.0, 1.0) * view.beat.stops);
}

QString termsText(const StepView& view, Index unit) {
  const engine::Sum sum = sumOf(view, unit);
  const std::size_t told = toldTerm(view);
  const PlaceNames names(*view.trace);
  const QString who = names.unit(view.beat.layer, unit);
  const auto terms = static_cast<int>(view.trace->network->layer(view.beat.layer).inputs());
  if (told < sum.largest.size()) {
    const engine::Term& term = sum.largest[told];
    return StepCaptionText::tr("%1 adds up %Ln term(s) w·a. From %2: %3 · %4 = %5.", nullptr, terms)
        .arg(who, names.source(view.beat.layer, term.other), valueText(term.weight), valueText(term.value),
             valueText(term.product()));
  }
  return StepCaptionText::tr("%1 adds up its terms w·a. The %Ln smaller one(s) together: %2.", nullptr,
                             static_cast<int>(sum.restCount))
      .arg(who, valueText(sum.rest));
}

QString sumText(const StepView& view, Index unit) {
  const auto arithmetic = engine::unitArithmetic(*view.trace, view.beat.layer, unit, view.sample, 1);
  const auto terms = static_cast<int>(view.trace->network->layer(view.beat.layer).inputs());
  const QString who = PlaceNames(*view.trace).unit(view.beat.layer, unit);
  if (!arithmetic.forward.bias)
    return StepCaptionText::tr("%1: its %Ln term(s) add up to z = %2.", nullptr, terms)
        .arg(who, valueText(*arithmetic.z));
  return StepCaptionText::tr("%1: its %Ln term(s) and the bias %2 add up to z = %3.", nullptr, terms)
      .arg(who, valueText(*arithmetic.forward.bias), valueText(*arithmetic.z));
}

/// What a layer without an activation does.
QString passOnText(const engine::Layer& layer, bool isTraining, const QString& who, const QString& a) {
  switch (layer.kind()) {
    case engine::LayerKind::MaxPool:
      return StepCaptionText::tr("%1 keeps the largest number of its window: a = %2.").arg(who, a);
    case engine::LayerKind::AveragePool:
      return StepCaptionText::tr("%1 takes the mean of its window: a = %2.").arg(who, a);
    case engine::LayerKind::Dropout:
      if (isTraining)
        return StepCaptionText::tr(
                   "%1: dropout sets %2 of its inputs to 0 and divides the others by 1 − %3, "
                   "so a = %4.")
            .arg(who, percentText(layer.spec().rate, 0), valueText(layer.spec().rate), a);
      [[fallthrough]];
    default:
      return StepCaptionText::tr("%1 passes its input on unchanged: a = %2.").arg(who, a);
  }
}

QString activationText(const StepView& view, Index unit) {
  const engine::Layer& layer = view.trace->network->layer(view.beat.layer);
  const auto arithmetic = engine::unitArithmetic(*view.trace, view.beat.layer, unit, view.sample, 1);
  const QString who = PlaceNames(*view.trace).unit(view.beat.layer, unit);
  const QString a = valueText(arithmetic.a);
  if (!arithmetic.z) return passOnText(layer, view.trace->passes.layers[view.beat.layer].isTraining, who, a);
  if (layer.kind() == engine::LayerKind::Conv2d)
    return StepCaptionText::tr("%1: its filter over the window gives z = %2, which %3 turns into a = %4.")
        .arg(who, valueText(*arithmetic.z), nameText(layer.activation()), a);
  return StepCaptionText::tr("%1: %2 turns z = %3 into a = %4.")
      .arg(who, nameText(layer.activation()), valueText(*arithmetic.z), a);
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
  const QString who = PlaceNames(trace).unit(view.beat.layer, unit);
  if (view.beat.layer + 1 == trace.network->layerCount()) {
    const auto row = engine::outputArithmetic(trace, view.sample).rows[static_cast<std::size_t>(unit)];
    return StepCaptionText::tr("The gradient runs back from the loss. %1: a = %2, target %3, so dL/dz = %4.")
        .arg(who, valueText(row.a), valueText(row.y), valueText(row.delta));
  }
  if (arithmetic.backward && arithmetic.slope)
    return StepCaptionText::tr("The gradient runs back. %1: Σ w·delta = %2, times f'(z) = %3, is delta = %4.")
        .arg(who, valueText(arithmetic.backward->total), valueText(*arithmetic.slope),
             valueText(*arithmetic.delta));
  return StepCaptionText::tr("The gradient runs back. %1: delta = %2.")
      .arg(who, valueText(*arithmetic.delta));
}

/// The weight into the unit through which the most flows.
engine::NetworkPlace strongestWeight(const StepView& view, Index unit) {
  return {.layer = view.beat.layer, .unit = unit, .from = sumOf(view, unit).largest[0].other};
}

QString gradientsText(const StepView& view, Index unit) {
  const engine::StepTrace& trace = *view.trace;
  if (engine::isFrozen(trace, view.beat.layer))
    return StepCaptionText::tr("%1 is frozen: the gradient passes through it, and its update is 0.")
        .arg(layerName(trace, view.beat.layer));
  const engine::NetworkPlace place = strongestWeight(view, unit);
  const double delta = engine::ownDelta(trace, view.beat.layer, unit, view.sample);
  const auto value = static_cast<double>(engine::incoming(trace, view.beat.layer, *place.from, view.sample));
  return StepCaptionText::tr(
             "Each weight gets dL/dw = delta · a. %1: %2 · %3 = %4; the mean over the batch is %5.")
      .arg(PlaceNames(trace).place(place), valueText(delta), valueText(value), valueText(delta * value),
           valueText(static_cast<double>(trace.gradient[engine::parameterIndex(*trace.network, place)])));
}

/// How many non-frozen parameters a step moves, and why it leaves the others.
struct Moves {
  Index trainable = 0;
  Index moved = 0;
  Index withoutGradient = 0;  ///< of those not moved
  double largest = 0;         ///< change
};

Moves movesOf(const engine::StepTrace& trace, const engine::Vector& change) {
  Moves moves;
  for (std::size_t layer = 0; layer < trace.network->layerCount(); ++layer) {
    if (engine::isFrozen(trace, layer)) continue;
    // Excludes the running mean and variance of a batch norm, which follow the data and have no gradient.
    const Index count = trace.network->layer(layer).learnedCount();
    if (count == 0) continue;
    const auto own = change.segment(trace.network->layerOffset(layer), count).array();
    const auto gradient = trace.gradient.segment(trace.network->layerOffset(layer), count).array();
    moves.trainable += count;
    moves.moved += (own != 0).count();
    moves.withoutGradient += (own == 0 && gradient == 0).count();
    moves.largest = std::max(moves.largest, static_cast<double>(own.abs().maxCoeff()));
  }
  return moves;
}

QString updateText(const StepView& view) {
  const engine::StepTrace& trace = *view.trace;
  if (trace.diverged) return messageText(trace.diverged->explanation);
  const Moves moves = movesOf(trace, trace.after.weights - trace.before.weights);
  const QString name = nameText(trace.rule.optimizer);
  const QString rate = valueText(trace.rule.learningRate);
  QStringList sentences{
      StepCaptionText::tr(
          "%1 moves %2 of %Ln trainable parameter(s) against the batch's mean gradient, learning "
          "rate %3; the largest change is %4.",
          nullptr, static_cast<int>(moves.trainable))
          .arg(name, countText(moves.moved), rate, valueText(moves.largest))};
  if (moves.moved < moves.trainable && moves.withoutGradient == moves.trainable - moves.moved)
    sentences << StepCaptionText::tr("The gradients of the %Ln other(s) are 0.", nullptr,
                                     static_cast<int>(moves.withoutGradient));
  const auto& layers = trace.experiment.network.layers;
  if (std::ranges::any_of(layers, [](const engine::LayerSpec& layer) { return layer.rateFactor != 1; }))
    sentences << StepCaptionText::tr("Layers with a factor of their own multiply this rate by it.");
  if (trace.bringsBackBest)
    sentences << StepCaptionText::tr("Then the stopping rule restores the best weights.");
  return sentences.join(QLatin1Char(' '));
}

}  // namespace

Index followedUnit(const StepView& view, std::size_t layer, const std::optional<Place>& selected) {
  const engine::StepTrace& trace = *view.trace;
  const engine::Layer& followed = trace.network->layer(layer);
  if (selected && selected->layer == layer && selected->unit < followed.outputs()) return selected->unit;
  // For the output, the target's unit: its error is what the step is about.
  if (layer + 1 == trace.network->layerCount()) {
    Index wanted = 0;
    trace.targets.col(view.sample).maxCoeff(&wanted);
    return wanted;
  }
  if (followed.outputShape().isImage()) {
    const engine::Shape& maps = followed.outputShape();
    return maps.height / 2 * maps.width + maps.width / 2;  // in the middle of the first map
  }
  if (followed.kind() != engine::LayerKind::Dense) return 0;
  Index largest = 0;
  trace.network->weight(trace.weights(), layer).rowwise().squaredNorm().maxCoeff(&largest);
  return largest;
}

std::optional<Place> toldPlace(const StepView& view, const std::optional<Place>& selected) {
  const std::size_t layer = view.beat.layer;
  const Index unit = followedUnit(view, layer, selected);
  const Place whole{.layer = layer, .unit = unit, .from = {}};
  switch (view.beat.kind) {
    case Beat::Kind::Terms: {
      const engine::Sum sum = sumOf(view, unit);
      const std::size_t told = toldTerm(view);
      if (told >= sum.largest.size()) return whole;
      return Place{.layer = layer, .unit = unit, .from = sum.largest[told].other};
    }
    case Beat::Kind::Gradients:
      return engine::isFrozen(*view.trace, layer) ? whole : strongestWeight(view, unit);
    case Beat::Kind::Sum:
    case Beat::Kind::Activation:
    case Beat::Kind::Delta:
      return whole;
    case Beat::Kind::Sample:
    case Beat::Kind::Loss:
    case Beat::Kind::Update:
      return std::nullopt;
  }
  engine::failCheck("toldPlace: unknown kind of beat");
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
