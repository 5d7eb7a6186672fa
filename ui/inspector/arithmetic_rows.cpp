// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/arithmetic_rows.h"

#include <QCoreApplication>
#include <cmath>

#include "engine/inspect/adding_up.h"
#include "engine/inspect/arithmetic.h"
#include "engine/inspect/update_arithmetic.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

using engine::WeightPlace;
using Kind = ArithmeticRow::Kind;
using Rows = std::vector<ArithmeticRow>;

constexpr Index kMostOutputs = 12;

QString tr(const char* text) {
  return QCoreApplication::translate("Arithmetic", text);
}

QString layerName(const engine::StepTrace& trace, std::size_t layer) {
  return layerText(trace.experiment.network, layer);
}

QString smallerTerms(Index count) {
  return countedText(count, tr("1 smaller term"), tr("%1 smaller terms"));
}

/// "input 12" or "unit 5": what a weight of this layer comes from.
QString sourceText(std::size_t layer, Index from) {
  return (layer == 0 ? tr("input %1") : tr("unit %1")).arg(from + 1);
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

void appendForward(Rows& rows, const StepView& view, const Place& place, const engine::UnitArithmetic& unit) {
  const engine::Layer& layer = view.trace->network->layer(place.layer);
  if (unit.forward) {
    rows.push_back(
        {.kind = Kind::Heading, .text = unit.forward->bias ? tr("z = Σ w·a + b") : tr("z = Σ w·a")});
    SumRows sum;
    for (const engine::Term& term : unit.forward->largest)
      sum.add(productText(sourceText(place.layer, term.other), term), term.product(),
              Place{.layer = place.layer, .unit = place.unit, .from = term.other});
    if (unit.forward->restCount > 0) sum.add(smallerTerms(unit.forward->restCount), unit.forward->rest);
    if (unit.forward->bias)
      sum.add(tr("bias b"), *unit.forward->bias,
              Place{.layer = place.layer, .unit = place.unit, .from = WeightPlace::kBias});
    sum.appendTo(rows, QStringLiteral("z"), unit.forward->total);
  }
  if (!unit.z) {
    rows.push_back({.kind = Kind::Heading, .text = tr("What the layer gives on")});
    rows.push_back({.kind = Kind::Result, .text = QStringLiteral("a"), .value = valueText(unit.a)});
    return;
  }
  rows.push_back({.kind = Kind::Heading, .text = tr("a = f(z), f is %1").arg(nameText(layer.activation()))});
  if (!unit.forward)
    rows.push_back({.kind = Kind::Term, .text = QStringLiteral("z"), .value = valueText(*unit.z)});
  rows.push_back({.kind = Kind::Result, .text = QStringLiteral("a"), .value = valueText(unit.a)});
  if (unit.slope)
    rows.push_back(
        {.kind = Kind::Term, .text = tr("f'(z), the slope there"), .value = valueText(*unit.slope)});
}

void appendBackward(Rows& rows, const StepView& view, const Place& place,
                    const engine::UnitArithmetic& unit) {
  if (!unit.delta) {
    rows.push_back({.kind = Kind::Note, .text = tr("No gradient comes down here: nothing below learns.")});
    return;
  }
  rows.push_back({.kind = Kind::Heading,
                  .text = unit.backward
                              ? tr("delta = dL/dz, back from %1").arg(layerName(*view.trace, place.layer + 1))
                              : tr("delta = dL/dz, for this sample")});
  if (unit.backward) {
    SumRows sum;
    for (const engine::Term& term : unit.backward->largest)
      sum.add(productText(tr("unit %1").arg(term.other + 1), term), term.product(),
              Place{.layer = place.layer + 1, .unit = term.other, .from = place.unit});
    if (unit.backward->restCount > 0) sum.add(smallerTerms(unit.backward->restCount), unit.backward->rest);
    sum.appendTo(rows, tr("dL/da = Σ w·delta"), unit.backward->total);
    if (unit.slope)
      rows.push_back({.kind = Kind::Term, .text = tr("times f'(z)"), .value = valueText(*unit.slope)});
  }
  rows.push_back({.kind = Kind::Result, .text = tr("delta"), .value = valueText(*unit.delta)});
}

void appendOutput(Rows& rows, const StepView& view, const Place& place) {
  const engine::OutputArithmetic output = engine::outputArithmetic(*view.trace, view.sample);
  const engine::TrainingSpec& training = view.trace->experiment.training;
  rows.push_back({.kind = Kind::Heading, .text = tr("Outputs and loss (%1)").arg(nameText(training.loss))});
  const auto count = static_cast<Index>(output.rows.size());
  double largest = 0;
  for (const auto& row : output.rows) largest = std::max(largest, std::abs(row.delta));
  for (Index i = 0; i < std::min(count, kMostOutputs); ++i) {
    const engine::OutputRow& row = output.rows[static_cast<std::size_t>(i)];
    rows.push_back({.kind = Kind::Term,
                    .text = tr("%1   a %2, target %3").arg(i + 1).arg(valueText(row.a), valueText(row.y)),
                    .value = tr("dL/dz %1").arg(valueText(row.delta)),
                    .share = largest > 0 ? row.delta / largest : 0,
                    .place = Place{.layer = place.layer, .unit = i, .from = std::nullopt}});
  }
  if (count > kMostOutputs)
    rows.push_back(
        {.kind = Kind::Note,
         .text = countedText(count - kMostOutputs, tr("and 1 more output"), tr("and %1 more outputs"))});
  if (training.loss == engine::Loss::CrossEntropy || training.loss == engine::Loss::BinaryCrossEntropy)
    rows.push_back({.kind = Kind::Note, .text = tr("With this loss dL/dz = a − target.")});
  rows.push_back({.kind = Kind::Result, .text = tr("loss of this sample"), .value = valueText(output.loss)});
}

Rows unitRows(const StepView& view, const Place& place) {
  Rows rows;
  const auto unit =
      engine::unitArithmetic(*view.trace, place.layer, place.unit, view.sample, StepTimeline::kTerms);
  appendForward(rows, view, place, unit);
  if (place.layer + 1 == view.trace->network->layerCount()) appendOutput(rows, view, place);
  appendBackward(rows, view, place, unit);
  return rows;
}

void appendGradient(Rows& rows, const StepView& view, const WeightPlace& at, double gradient) {
  const engine::StepTrace& trace = *view.trace;
  const Place unit{.layer = at.layer, .unit = at.unit, .from = std::nullopt};
  rows.push_back(
      {.kind = Kind::Heading, .text = at.isBias() ? tr("dL/db = delta") : tr("dL/dw = delta · a")});
  if (!engine::isReached(trace, at.layer)) {
    rows.push_back({.kind = Kind::Note, .text = tr("No gradient comes down here: nothing below learns.")});
    return;
  }
  const double delta = engine::ownDelta(trace, at.layer, at.unit, view.sample);
  const double a =
      at.isBias() ? 1 : static_cast<double>(engine::incoming(trace, at.layer, at.from, view.sample));
  rows.push_back({.kind = Kind::Term,
                  .text = tr("delta of unit %1").arg(at.unit + 1),
                  .value = valueText(delta),
                  .place = unit});
  if (!at.isBias())
    rows.push_back({.kind = Kind::Term,
                    .text = tr("a of %1").arg(sourceText(at.layer, at.from)),
                    .value = valueText(a)});
  rows.push_back({.kind = Kind::Result, .text = tr("of this sample"), .value = valueText(delta * a)});
  rows.push_back({.kind = Kind::Result,
                  .text = countedText(trace.batchSize(), tr("of the batch, which is this sample"),
                                      tr("mean of the batch's %1")),
                  .value = valueText(gradient)});
}

Rows weightRows(const StepView& view, const WeightPlace& at) {
  const engine::StepTrace& trace = *view.trace;
  const engine::UpdateArithmetic update = engine::updateArithmetic(trace, at);
  Rows rows;
  appendGradient(rows, view, at, update.gradient);
  rows.push_back({.kind = Kind::Heading,
                  .text = tr("Update by %1, learning rate %2")
                              .arg(nameText(trace.rule.optimizer), valueText(trace.rule.learningRate))});
  if (update.isFrozen)
    rows.push_back({.kind = Kind::Note, .text = tr("The layer is frozen: its update is 0.")});
  if (trace.diverged)
    rows.push_back({.kind = Kind::Note, .text = tr("The step diverges, so nothing moves.")});
  for (const engine::Quantity& quantity : update.quantities)
    rows.push_back({.kind = Kind::Term,
                    .text = QString::fromStdString(quantity.formula.empty()
                                                       ? quantity.symbol
                                                       : quantity.symbol + " = " + quantity.formula),
                    .value = valueText(quantity.value)});
  if (trace.bringsBackBest)
    rows.push_back({.kind = Kind::Note, .text = tr("This step ends the run: the rule brings back the")});
  if (trace.bringsBackBest)
    rows.push_back({.kind = Kind::Note, .text = tr("best weights, so the change is not the optimizer's.")});
  // Enough decimals for the change, which is mostly much smaller than the weight.
  const double change = update.change();
  const int decimals =
      std::min(9, engine::decimalsFor(std::vector<double>{change == 0 ? update.before : change}, 3));
  const std::vector<double> parts{update.before, change};
  const std::vector<double> shown = engine::addingUp(parts, update.after, decimals);
  rows.push_back({.kind = Kind::Term, .text = tr("before"), .value = fixedText(shown[0], decimals)});
  rows.push_back({.kind = Kind::Term, .text = tr("change"), .value = fixedText(shown[1], decimals)});
  rows.push_back({.kind = Kind::Result, .text = tr("after"), .value = fixedText(update.after, decimals)});
  return rows;
}

}  // namespace

bool exists(const engine::StepTrace& trace, const Place& place) {
  if (place.layer >= trace.network->layerCount()) return false;
  if (place.from)
    return engine::exists(*trace.network, {.layer = place.layer, .unit = place.unit, .from = *place.from});
  return place.unit >= 0 && place.unit < trace.network->layer(place.layer).outputs();
}

QString placeText(const engine::NetworkSpec& network, const Place& place) {
  const QString unit = tr("%1, unit %2").arg(layerText(network, place.layer)).arg(place.unit + 1);
  if (!place.from) return unit;
  if (*place.from == WeightPlace::kBias) return tr("%1, bias").arg(unit);
  return tr("%1, weight from %2").arg(unit, sourceText(place.layer, *place.from));
}

std::vector<ArithmeticRow> arithmeticRows(const StepView& view, const Place& place) {
  if (!place.from) return unitRows(view, place);
  return weightRows(view, {.layer = place.layer, .unit = place.unit, .from = *place.from});
}

}  // namespace pellucid::ui
