// SPDX-License-Identifier: GPL-3.0-or-later
// Names of units, inputs, outputs and weights, the same in every view: units and pixels are counted from 1,
// and anything that has a name in the data (a class, a column) is called by it.
#pragma once

#include <QString>

#include "engine/inspect/step_trace.h"
#include "ui/run/moment.h"

namespace pellucid::ui {

using engine::Index;

class PlaceNames {
 public:
  /// The references must outlive the names.
  PlaceNames(const engine::Network& network, const engine::NetworkSpec& spec, const engine::Dataset& dataset)
      : m_network(network), m_spec(spec), m_dataset(dataset) {}
  explicit PlaceNames(const Moment& moment)
      : PlaceNames(moment.network(), moment.experiment().network, *moment.dataset) {}
  explicit PlaceNames(const engine::StepTrace& trace)
      : PlaceNames(*trace.network, trace.experiment.network, *trace.dataset) {}

  /// "Hidden 1"
  QString layer(std::size_t layer) const;
  /// "Hidden 1, unit 5", "Conv 1, map 3, row 7, column 2", or "Output “7”" where the data name it.
  QString unit(std::size_t layer, Index unit) const;
  /// The same where the layer is known: "unit 5", "map 3 (7, 2)", "output “7”".
  QString shortUnit(std::size_t layer, Index unit) const;
  /// What enters layer `layer` from `from`: "pixel in row 3, column 7", "“petal width”", or a unit's name.
  QString source(std::size_t layer, Index from) const;
  /// A short form of it: "(3, 7)", "“petal width”", "unit 5".
  QString shortSource(std::size_t layer, Index from) const;
  /// A unit, or a weight of it: "Hidden 1, unit 3, weight from pixel in row 1, column 5".
  QString place(const engine::NetworkPlace& place) const;

 private:
  const engine::Network& m_network;
  const engine::NetworkSpec& m_spec;
  const engine::Dataset& m_dataset;
};

/// The name of a numeric input: the data's, or counted: "input 3".
QString inputName(const engine::Dataset& dataset, Index input);

/// What output `output` of `outputs` stands for: a class, or a value that the data have a name for. A single
/// output for two classes stands for the second. Empty where nothing is known.
QString outputName(const engine::Dataset& dataset, Index outputs, Index output);

/// "7", or the class's name in the data.
QString classText(const engine::Dataset& dataset, Index c);

/// A column of numeric answers, in the units of the table, with their names where there are several.
QString answerNumbers(const engine::Dataset& dataset, engine::Matrix column);

}  // namespace pellucid::ui
