// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_words.h"

#include <QCoreApplication>

#include "ui/run/place_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// The context of these texts for translators.
struct PlaneWords {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::PlaneWords)
};

QString inputText(const engine::Dataset& dataset, engine::Index input, const engine::Vector& inputs) {
  return QStringLiteral("%1 = %2").arg(
      inputName(dataset, input),
      shortValueText(inputScale(dataset, input).shown(static_cast<double>(inputs[input]))));
}

}  // namespace

QString placeText(const engine::Dataset& dataset, engine::Index across, std::optional<engine::Index> up,
                  const engine::Vector& inputs) {
  const QString first = inputText(dataset, across, inputs);
  return up ? PlaneWords::tr("%1, %2", "two inputs and their values")
                  .arg(first, inputText(dataset, *up, inputs))
            : first;
}

QString planeAnswer(const Moment& moment, const PlaneMeaning& meaning, const engine::Vector& inputs) {
  engine::Trace trace;
  trace.input = inputs;
  moment.network().forward(moment.weights(), trace);
  const engine::Matrix& a = trace.layers[meaning.layer].a;
  if (!a.allFinite()) return PlaneWords::tr("nothing: its numbers are out of range");
  const engine::Dataset& dataset = *moment.dataset;
  if (meaning.kind == PlaneMeaning::Kind::Classes) {
    const engine::Matrix shares = engine::classShares(a, meaning.coding);
    const engine::ClassAnswer answer = engine::classAnswer(shares, 0);
    return QStringLiteral("%1 (%2)").arg(outputName(dataset, shares.rows(), answer.winner),
                                         certaintyText(static_cast<double>(shares(answer.winner, 0))));
  }
  const auto value = static_cast<double>(a(meaning.row, 0));
  if (meaning.isUnit) return PlaneWords::tr("a = %1", "what a unit answers").arg(valueText(value));
  return QStringLiteral("%1 = %2").arg(outputName(dataset, dataset.outputs(), meaning.row),
                                       valueText(targetScale(dataset, meaning.row).shown(value)));
}

QString subjectName(const Moment& moment, const PlaneSubject& subject) {
  if (subject.unit) return PlaceNames(moment).unit(subject.unit->layer, subject.unit->unit);
  const engine::Dataset& dataset = *moment.dataset;
  return dataset.hasClasses() || dataset.outputs() == 1
             ? PlaneWords::tr("The network’s answer")
             : outputName(dataset, dataset.outputs(), subject.output);
}

QString noPlaneText(const engine::Dataset& dataset) {
  if (dataset.shape.isImage())
    return PlaneWords::tr(
        "These data are images: each pixel is an input, and no two of them make a plane that says much. "
        "Choose "
        "points such as circle, spiral or curve in the Data panel, or a table of numbers, and the network’s "
        "answers are drawn here for every input.");
  return PlaneWords::tr("The network’s answers to every input are drawn here as soon as there are data.");
}

}  // namespace pellucid::ui
