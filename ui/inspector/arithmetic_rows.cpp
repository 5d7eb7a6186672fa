// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/arithmetic_rows.h"

#include <QCoreApplication>
#include <cmath>

#include "engine/inspect/adding_up.h"
#include "engine/inspect/arithmetic.h"
#include "engine/inspect/update_arithmetic.h"
#include "ui/run/place_names.h"
#include "ui/run/step_timeline.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

using Kind = ArithmeticRow::Kind;
using Rows = std::vector<ArithmeticRow>;

constexpr Index kMostOutputs = 12;
constexpr std::size_t kMostLosers = 8;  // of a max pool's window

/// One column of a batch.
struct ShownPass {
  const engine::StepTrace* trace;
  Index sample;
};

/// The context of these texts for translators.
struct ArithmeticText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::ArithmeticText)
};

QString smallerTerms(Index count) {
  return ArithmeticText::tr("%Ln smaller term(s)", nullptr, static_cast<int>(count));
}

bool hasWeightPlaces(const engine::Layer& layer) {
  return layer.kind() == engine::LayerKind::Dense || layer.kind() == engine::LayerKind::Conv2d;
}

/// The weight that a term of an output of `layer` is about, or where there is none the unit that it comes
/// from.
std::optional<Place> termPlace(const engine::Network& network, std::size_t layer, Index unit, Index from) {
  if (hasWeightPlaces(network.layer(layer))) return Place{.layer = layer, .unit = unit, .from = from};
  if (layer == 0) return std::nullopt;
  return Place{.layer = layer - 1, .unit = from, .from = std::nullopt};
}

/// The kind of sum that the layer's forward pass is, in one line.
QString forwardText(const engine::StepTrace& trace, std::size_t layer, const engine::UnitArithmetic& unit) {
  const engine::Layer& of = trace.network->layer(layer);
  switch (of.kind()) {
    case engine::LayerKind::Dense:
      if (layer == 0 && trace.network->inputShape().isImage())
        return unit.forward.bias ? ArithmeticText::tr("z = Σ w·a + b, pixel (row, column)")
                                 : ArithmeticText::tr("z = Σ w·a, pixel (row, column)");
      return unit.forward.bias ? ArithmeticText::tr("z = Σ w·a + b") : ArithmeticText::tr("z = Σ w·a");
    case engine::LayerKind::Conv2d:
      return unit.forward.bias ? ArithmeticText::tr("z = Σ w·a + b over the window")
                               : ArithmeticText::tr("z = Σ w·a over the window");
    case engine::LayerKind::MaxPool:
      return ArithmeticText::tr("a = the largest of the window");
    case engine::LayerKind::AveragePool:
      return ArithmeticText::tr("a = the mean of the window");
    case engine::LayerKind::Dropout: {
      if (!trace.passes.layers[layer].isTraining) return ArithmeticText::tr("a = x: nothing is dropped");
      const bool isDropped = unit.forward.largest[0].weight == 0;
      return isDropped
                 ? ArithmeticText::tr("dropped in this step: a = 0 · x")
                 : ArithmeticText::tr("kept in this step: a = x / (1 − %1)").arg(valueText(of.spec().rate));
    }
    case engine::LayerKind::Flatten:
      return ArithmeticText::tr("a = x, the maps laid end to end");
    case engine::LayerKind::BatchNorm:
      return ArithmeticText::tr("z = w·x̂ + b, x̂ normalised");
  }
  engine::failCheck("arithmeticRows: unknown kind of layer");
}

/// One row for each part of a sum and one for the total, in digits that add up.
class SumRows {
 public:
  void add(const QString& text, double value, std::optional<Place> place = {}) {
    m_rows.push_back({.kind = Kind::Term, .text = text, .place = place});
    m_values.push_back(value);
  }
  void appendTo(Rows& rows, const QString& totalText, double total) {
    std::vector<double> all = m_values;
    all.push_back(total);
    const int decimals = engine::decimalsFor(all);
    const std::vector<double> shown = engine::addingUp(m_values, total, decimals);
    double largest = 0;
    for (const double value : m_values) largest = std::max(largest, std::abs(value));
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
      m_rows[i].value = fixedText(shown[i], decimals);
      m_rows[i].share = largest > 0 ? m_values[i] / largest : 0;
      rows.push_back(m_rows[i]);
    }
    rows.push_back({.kind = Kind::Result, .text = totalText, .value = fixedText(total, decimals)});
  }

 private:
  Rows m_rows;
  std::vector<double> m_values;
};

QString productText(const QString& who, const engine::Term& term) {
  return QStringLiteral("%1   %2 · %3").arg(who, valueText(term.weight), valueText(term.value));
}

void appendForward(Rows& rows, const ShownPass& view, const Place& place,
                   const engine::UnitArithmetic& unit) {
  const engine::Layer& layer = view.trace->network->layer(place.layer);
  const engine::Network& network = *view.trace->network;
  const PlaceNames names(*view.trace);
  rows.push_back({.kind = Kind::Heading, .text = forwardText(*view.trace, place.layer, unit)});
  SumRows sum;
  for (const engine::Term& term : unit.forward.largest)
    sum.add(productText(names.shortSource(place.layer, term.other), term), term.product(),
            termPlace(network, place.layer, place.unit, term.other));
  if (unit.forward.restCount > 0) sum.add(smallerTerms(unit.forward.restCount), unit.forward.rest);
  if (unit.forward.bias) {
    const Place bias{.layer = place.layer, .unit = place.unit, .from = Place::kBias};
    sum.add(ArithmeticText::tr("bias b"), *unit.forward.bias,
            hasWeightPlaces(layer) ? std::optional(bias) : std::nullopt);
  }
  sum.appendTo(rows, unit.z ? QStringLiteral("z") : QStringLiteral("a"), unit.forward.total);
  for (std::size_t i = 0; i < std::min(unit.others.size(), kMostLosers); ++i)
    rows.push_back(
        {.kind = Kind::Note,
         .text =
             ArithmeticText::tr("%1 is not the maximum").arg(names.source(place.layer, unit.others[i].other)),
         .value = valueText(unit.others[i].value),
         .place = termPlace(network, place.layer, place.unit, unit.others[i].other)});
  if (unit.others.size() > kMostLosers)
    rows.push_back({.kind = Kind::Note,
                    .text = ArithmeticText::tr("and %Ln more", nullptr,
                                               static_cast<int>(unit.others.size() - kMostLosers))});
  if (!unit.z) return;
  rows.push_back({.kind = Kind::Heading,
                  .text = layer.activation() == engine::Activation::Softmax
                              ? ArithmeticText::tr("a = e^z / Σ e^z over all outputs (softmax)")
                              : ArithmeticText::tr("a = f(z), f is %1").arg(nameText(layer.activation()))});
  if (layer.activation() == engine::Activation::Softmax) {
    const engine::Matrix& z = view.trace->passes.layers[place.layer].z;
    const double all = z.col(view.sample).cast<double>().array().exp().sum();
    rows.push_back(
        {.kind = Kind::Term, .text = QStringLiteral("e^z"), .value = valueText(std::exp(*unit.z))});
    rows.push_back({.kind = Kind::Term, .text = QStringLiteral("Σ e^z"), .value = valueText(all)});
  }
  rows.push_back({.kind = Kind::Result, .text = QStringLiteral("a"), .value = valueText(unit.a)});
  if (unit.slope)
    rows.push_back({.kind = Kind::Term,
                    .text = ArithmeticText::tr("f'(z), the slope there"),
                    .value = valueText(*unit.slope)});
}

/// Why there is no gradient.
ArithmeticRow noGradientRow(const engine::StepTrace& trace) {
  return {.kind = Kind::Note,
          .text = trace.hasTarget()
                      ? ArithmeticText::tr(
                            "No gradient reaches this layer: neither it nor any layer below it is trainable.")
                      : ArithmeticText::tr("Without a target there is no loss and no gradient.")};
}

void appendBackward(Rows& rows, const ShownPass& view, const Place& place,
                    const engine::UnitArithmetic& unit) {
  if (!unit.delta) {
    rows.push_back(noGradientRow(*view.trace));
    return;
  }
  const std::size_t above = place.layer + 1;
  const QString what = unit.z ? ArithmeticText::tr("delta = dL/dz") : ArithmeticText::tr("delta = dL/da");
  rows.push_back(
      {.kind = Kind::Heading,
       .text = unit.backward
                   ? ArithmeticText::tr("%1, back from %2").arg(what, PlaceNames(*view.trace).layer(above))
                   : ArithmeticText::tr("%1, for this sample").arg(what)});
  if (!unit.backward && above < view.trace->network->layerCount())
    rows.push_back(
        {.kind = Kind::Note, .text = ArithmeticText::tr("Batch norm above mixes the batch's samples.")});
  if (unit.backward && unit.backward->largest.empty()) {
    rows.push_back({.kind = Kind::Note,
                    .text = ArithmeticText::tr(
                        "It is not the maximum of any window above, so no gradient reaches it.")});
  } else if (unit.backward) {
    const engine::Layer& layer = view.trace->network->layer(above);
    SumRows sum;
    for (const engine::Term& term : unit.backward->largest)
      sum.add(productText(PlaceNames(*view.trace).shortUnit(above, term.other), term), term.product(),
              Place{.layer = above,
                    .unit = term.other,
                    .from = hasWeightPlaces(layer) ? std::optional(place.unit) : std::nullopt});
    if (unit.backward->restCount > 0) sum.add(smallerTerms(unit.backward->restCount), unit.backward->rest);
    sum.appendTo(
        rows, hasWeightPlaces(layer) ? ArithmeticText::tr("dL/da = Σ w·delta") : ArithmeticText::tr("dL/da"),
        unit.backward->total);
    if (unit.slope)
      rows.push_back(
          {.kind = Kind::Term, .text = ArithmeticText::tr("times f'(z)"), .value = valueText(*unit.slope)});
  }
  rows.push_back(
      {.kind = Kind::Result, .text = ArithmeticText::tr("delta"), .value = valueText(*unit.delta)});
}

/// "loss = −ln 0.1268", where it is a formula of a single output.
QString lossRowText(const engine::TrainingSpec& training, const std::vector<engine::OutputRow>& outputs) {
  const QString plain = ArithmeticText::tr("loss of this sample");
  if (training.labelSmoothing != 0) return plain;
  const auto wanted =
      std::find_if(outputs.begin(), outputs.end(), [](const engine::OutputRow& row) { return row.y == 1; });
  if (training.loss == engine::Loss::CrossEntropy && wanted != outputs.end())
    return ArithmeticText::tr("loss = −ln %1").arg(valueText(wanted->a));
  if (outputs.size() != 1) return plain;
  const engine::OutputRow& only = outputs.front();
  switch (training.loss) {
    case engine::Loss::BinaryCrossEntropy:
      if (only.y == 1) return ArithmeticText::tr("loss = −ln %1").arg(valueText(only.a));
      if (only.y == 0) return ArithmeticText::tr("loss = −ln (1 − %1)").arg(valueText(only.a));
      return plain;
    case engine::Loss::MeanSquares:
      return ArithmeticText::tr("loss = (%1 − %2)²").arg(valueText(only.a), valueText(only.y));
    case engine::Loss::MeanSquaredError:
      return ArithmeticText::tr("loss = ½ (%1 − %2)²").arg(valueText(only.a), valueText(only.y));
    default:
      return plain;
  }
}

/// Without a target: the outputs.
void appendOutputsAlone(Rows& rows, const ShownPass& view, const Place& place) {
  const engine::Matrix& a = view.trace->passes.output();
  rows.push_back({.kind = Kind::Heading, .text = ArithmeticText::tr("Outputs")});
  for (Index i = 0; i < std::min(a.rows(), kMostOutputs); ++i) {
    const QString name = outputName(*view.trace->dataset, a.rows(), i);
    rows.push_back({.kind = Kind::Term,
                    .text = name.isEmpty() ? QString::number(i + 1) : name,
                    .value = QStringLiteral("a %1").arg(valueText(static_cast<double>(a(i, view.sample)))),
                    .place = Place{.layer = place.layer, .unit = i, .from = std::nullopt}});
  }
}

void appendOutput(Rows& rows, const ShownPass& view, const Place& place) {
  if (!view.trace->hasTarget()) return appendOutputsAlone(rows, view, place);
  const engine::OutputArithmetic output = engine::outputArithmetic(*view.trace, view.sample);
  const engine::TrainingSpec& training = view.trace->experiment.training;
  rows.push_back({.kind = Kind::Heading,
                  .text = ArithmeticText::tr("Outputs and loss (%1)").arg(nameText(training.loss))});
  const auto count = static_cast<Index>(output.rows.size());
  double largest = 0;
  for (const auto& row : output.rows) largest = std::max(largest, std::abs(row.delta));
  const engine::Dataset& dataset = *view.trace->dataset;
  for (Index i = 0; i < std::min(count, kMostOutputs); ++i) {
    const QString name = outputName(dataset, count, i);
    const engine::OutputRow& row = output.rows[static_cast<std::size_t>(i)];
    rows.push_back(
        {.kind = Kind::Term,
         .text = ArithmeticText::tr("%1   a %2, target %3")
                     .arg(name.isEmpty() ? QString::number(i + 1) : name, valueText(row.a), valueText(row.y)),
         .value = ArithmeticText::tr("dL/dz %1").arg(valueText(row.delta)),
         .share = largest > 0 ? row.delta / largest : 0,
         .place = Place{.layer = place.layer, .unit = i, .from = std::nullopt}});
  }
  if (count > kMostOutputs)
    rows.push_back({.kind = Kind::Note,
                    .text = ArithmeticText::tr("and %Ln more output(s)", nullptr,
                                               static_cast<int>(count - kMostOutputs))});
  if (training.labelSmoothing != 0)
    rows.push_back({.kind = Kind::Note,
                    .text = ArithmeticText::tr("Label smoothing spreads %1 of the target over all classes.")
                                .arg(valueText(training.labelSmoothing))});
  if (training.loss == engine::Loss::CrossEntropy || training.loss == engine::Loss::BinaryCrossEntropy)
    rows.push_back({.kind = Kind::Note, .text = ArithmeticText::tr("With this loss dL/dz = a − target.")});
  rows.push_back(
      {.kind = Kind::Result, .text = lossRowText(training, output.rows), .value = valueText(output.loss)});
}

Rows unitRows(const ShownPass& view, const Place& place) {
  Rows rows;
  const auto unit =
      engine::unitArithmetic(*view.trace, place.layer, place.unit, view.sample, StepTimeline::kTerms);
  appendForward(rows, view, place, unit);
  if (place.layer + 1 == view.trace->network->layerCount()) appendOutput(rows, view, place);
  appendBackward(rows, view, place, unit);
  return rows;
}

void appendGradient(Rows& rows, const ShownPass& view, const Place& at, double gradient) {
  const engine::StepTrace& trace = *view.trace;
  const Place unit{.layer = at.layer, .unit = at.unit, .from = std::nullopt};
  const engine::Layer& layer = trace.network->layer(at.layer);
  const PlaceNames names(trace);
  const bool isShared = layer.kind() == engine::LayerKind::Conv2d;
  rows.push_back({.kind = Kind::Heading,
                  .text = at.isBias() ? isShared ? ArithmeticText::tr("dL/db = Σ delta over the map")
                                                 : ArithmeticText::tr("dL/db = delta")
                          : isShared ? ArithmeticText::tr("dL/dw = Σ delta · a over the map")
                                      : ArithmeticText::tr("dL/dw = delta · a")});
  if (!engine::isReached(trace, at.layer)) {
    rows.push_back(noGradientRow(trace));
    return;
  }
  const engine::Sum own = engine::gradientSum(trace, at, view.sample, StepTimeline::kTerms);
  const QString total = ArithmeticText::tr("of this sample");
  if (isShared) {
    SumRows sum;
    for (const engine::Term& term : own.largest) {
      const QString who = names.shortUnit(at.layer, term.other);
      sum.add(at.isBias() ? who : productText(who, term), term.product(),
              Place{.layer = at.layer, .unit = term.other, .from = std::nullopt});
    }
    if (own.restCount > 0) sum.add(smallerTerms(own.restCount), own.rest);
    sum.appendTo(rows, total, own.total);
  } else {
    rows.push_back({.kind = Kind::Term,
                    .text = ArithmeticText::tr("delta of %1").arg(names.shortUnit(at.layer, at.unit)),
                    .value = valueText(own.largest[0].weight),
                    .place = unit});
    if (!at.isBias())
      rows.push_back({.kind = Kind::Term,
                      .text = ArithmeticText::tr("a of %1").arg(names.source(at.layer, *at.from)),
                      .value = valueText(own.largest[0].value)});
    rows.push_back({.kind = Kind::Result, .text = total, .value = valueText(own.total)});
  }
  if (!trace.hasUpdate) return;
  rows.push_back({.kind = Kind::Result,
                  .text = ArithmeticText::tr("mean of the batch's %Ln sample(s)", nullptr,
                                             static_cast<int>(trace.batchSize())),
                  .value = valueText(gradient)});
}

/// "= 0.9 · 0.0012 + (1 − 0.9) · (−0.034)": the formula with its numbers, in one or two lines.
QString withNumbers(const engine::FormulaLine& line) {
  QString text = QStringLiteral("= ");
  const QStringList parts = QString::fromStdString(line.numbers).split(QStringLiteral("{}"));
  for (qsizetype i = 0; i < parts.size(); ++i) {
    text += parts[i];
    if (i + 1 == parts.size()) break;
    const double operand = line.operands[static_cast<std::size_t>(i)];
    // After an operator or before a power a minus sign needs its parentheses.
    const bool isPower = parts[i + 1].startsWith(QChar(0x00B2)) || parts[i + 1].startsWith(QLatin1Char('^'));
    const bool isFirst = i == 0 && parts[0].isEmpty() && !isPower;
    text += operand < 0 && !isFirst ? QStringLiteral("(%1)").arg(valueText(operand)) : valueText(operand);
  }
  return text;
}

Rows weightRows(const ShownPass& view, const Place& at) {
  const engine::StepTrace& trace = *view.trace;
  Rows rows;
  if (!trace.hasUpdate) {
    const auto w = trace.weights()[engine::parameterIndex(*trace.network, at)];
    rows.push_back({.kind = Kind::Result,
                    .text = at.isBias() ? ArithmeticText::tr("bias b") : ArithmeticText::tr("weight w"),
                    .value = valueText(static_cast<double>(w))});
    appendGradient(rows, view, at, 0);
    rows.push_back(
        {.kind = Kind::Note, .text = ArithmeticText::tr("Slow motion (M) tells how a step changes it.")});
    return rows;
  }
  const engine::UpdateArithmetic update = engine::updateArithmetic(trace, at);
  appendGradient(rows, view, at, update.gradient);
  rows.push_back({.kind = Kind::Heading,
                  .text = ArithmeticText::tr("Update by %1, learning rate %2")
                              .arg(nameText(trace.rule.optimizer), valueText(trace.rule.learningRate))});
  if (update.isFrozen)
    rows.push_back({.kind = Kind::Note, .text = ArithmeticText::tr("The layer is frozen: its update is 0.")});
  if (trace.diverged)
    rows.push_back({.kind = Kind::Note, .text = ArithmeticText::tr("The step diverges, so nothing moves.")});
  for (const engine::FormulaLine& line : update.lines) {
    rows.push_back({.kind = Kind::Term,
                    .text = !line.words.empty() ? messageText(line.words)
                            : line.formula.empty()
                                ? QString::fromStdString(line.symbol)
                                : QString::fromStdString(line.symbol + " = " + line.formula),
                    .value = valueText(line.value)});
    if (line.numbers.empty()) continue;
    for (const QString& part : withNumbers(line).split(QLatin1Char('\n')))
      rows.push_back({.kind = Kind::Note, .text = part});
  }
  if (trace.bringsBackBest)
    rows.push_back(
        {.kind = Kind::Note, .text = ArithmeticText::tr("The stopping rule ends the run with this step.")});
  if (trace.bringsBackBest)
    rows.push_back(
        {.kind = Kind::Note, .text = ArithmeticText::tr("So this change restores the best weights.")});
  // Enough decimals for the change, which is usually much smaller than the weight.
  const double change = update.change();
  const int decimals =
      std::min(9, engine::decimalsFor(std::vector<double>{change == 0 ? update.before : change}, 3));
  const std::vector<double> parts{update.before, change};
  const std::vector<double> shown = engine::addingUp(parts, update.after, decimals);
  rows.push_back(
      {.kind = Kind::Term, .text = ArithmeticText::tr("before"), .value = fixedText(shown[0], decimals)});
  rows.push_back(
      {.kind = Kind::Term, .text = ArithmeticText::tr("change"), .value = fixedText(shown[1], decimals)});
  rows.push_back({.kind = Kind::Result,
                  .text = ArithmeticText::tr("after"),
                  .value = fixedText(update.after, decimals)});
  return rows;
}

}  // namespace

std::vector<ArithmeticRow> arithmeticRows(const engine::StepTrace& trace, Index sample, const Place& place) {
  const ShownPass pass{.trace = &trace, .sample = sample};
  return place.isUnit() ? unitRows(pass, place) : weightRows(pass, place);
}

}  // namespace pellucid::ui
