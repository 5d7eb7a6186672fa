// SPDX-License-Identifier: GPL-3.0-or-later
// What a window explains, computed by plain loops from weights and samples: the sample that is shown, or in
// slow motion a step with its whole batch. Pure functions.
#pragma once

#include <optional>

#include "tests/support/naive_stack.h"
#include "ui/run/moment.h"
#include "ui/run/step_view.h"

namespace pellucid::tests {

struct PlainPass {
  /// After forward, and backward if there is a target: for the sample alone as a network in use answers it,
  /// or for the batch as in training.
  NaiveStack pass;
  std::size_t column = 0;  ///< the sample's column in it
  bool hasTarget = false;
  Numbers target;   ///< if there is one
  double loss = 0;  ///< the sample's own
  /// The parameters' gradients over the whole batch, and the parameters after the step, NaN if plain loops do
  /// not know them; nothing without a step.
  std::optional<Numbers> batchGradient = {};
  std::optional<Numbers> after = {};

  const Numbers& x(std::size_t layer) const { return pass.stages[layer].x[column]; }
  const Numbers& z(std::size_t layer) const { return pass.stages[layer].z[column]; }
  const Numbers& a(std::size_t layer) const { return pass.stages[layer].a[column]; }
  /// dl/dz, or dl/da if there is no z: the batch mean's value times the batch size.
  Numbers delta(std::size_t layer) const;
};

/// The target outputs for this class or these values, with the experiment's label smoothing; empty without a
/// target.
Numbers plainTarget(const engine::Experiment& experiment, std::size_t outputs, const ui::Target& target);
/// For the split's sample n.
ui::Target targetOf(const engine::Split& split, engine::Index n);

PlainPass plainPass(const ui::Moment& moment, const std::optional<ui::StepView>& step);

}  // namespace pellucid::tests
