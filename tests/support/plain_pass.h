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
  /// After forward, and backward where there is a target: of the sample alone as a network in use answers it,
  /// or of the batch as training sees it.
  NaiveStack pass;
  std::size_t column = 0;  ///< the sample in it
  bool hasTarget = false;
  Numbers target;   ///< where there is one
  double loss = 0;  ///< the sample's own
  /// The parameters' gradients over the whole batch, and the parameters after the step, NaN where plain loops
  /// do not know them; nothing without a step.
  std::optional<Numbers> batchGradient = {};
  std::optional<Numbers> after = {};

  const Numbers& x(std::size_t layer) const { return pass.stages[layer].x[column]; }
  const Numbers& z(std::size_t layer) const { return pass.stages[layer].z[column]; }
  const Numbers& a(std::size_t layer) const { return pass.stages[layer].a[column]; }
  /// dl/dz, or dl/da where there is no z: what the batch's mean has, times its size.
  Numbers delta(std::size_t layer) const;
};

/// What the outputs should be for this class or these numbers, with the experiment's label smoothing; empty
/// without a target.
Numbers plainTarget(const engine::Experiment& experiment, std::size_t outputs, const ui::Target& target);
/// Of the split's sample n.
ui::Target targetOf(const engine::Split& split, engine::Index n);

PlainPass plainPass(const ui::Moment& moment, const std::optional<ui::StepView>& step);

}  // namespace pellucid::tests
