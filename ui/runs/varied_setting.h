// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of an experiment that can be varied, and suggested values. Pure.
#pragma once

#include <QString>
#include <vector>

#include "engine/train/experiment.h"

namespace pellucid::ui {

struct VariedSetting {
  enum class Kind { LearningRate, BatchSize, Units };
  Kind kind = Kind::LearningRate;
  std::size_t layer = 0;  ///< for units
  QString name;           ///< "Learning rate", "Units of Hidden 1"

  bool isWhole() const { return kind != Kind::LearningRate; }
  double valueIn(const engine::Experiment& experiment) const;
  engine::Experiment with(engine::Experiment experiment, double value) const;
  /// Instructive values around the experiment's own, which is one of them; ascending.
  std::vector<double> suggestions(const engine::Experiment& experiment) const;
};

std::vector<VariedSetting> variedSettings(const engine::Experiment& experiment);

/// "0.001, 0.01 0.1": positive numbers, integers where the setting requires them; ascending, without
/// duplicates. Empty where the text is anything else.
std::vector<double> parsedValues(const QString& text, const VariedSetting& setting);
QString valuesText(const std::vector<double>& values);

}  // namespace pellucid::ui
