// SPDX-License-Identifier: GPL-3.0-or-later
// The arithmetic of one unit and of the output, read from a StepTrace for one sample: every term of a sum,
// and the chain rule term by term, in every kind of layer. Pure functions, in double, of values computed in
// training.
#pragma once

#include <optional>

#include "engine/inspect/step_trace.h"

namespace pellucid::engine {

/// One product in a sum: a weight and the value that it multiplies.
struct Term {
  Index other = 0;  ///< the unit (or input) at the weight's other end
  double weight = 0;
  double value = 0;
  double product() const { return weight * value; }
};

/// A sum with its largest terms listed; largest products + rest + bias = total, up to the rounding of the
/// engine's own sum.
struct Sum {
  std::vector<Term> largest;  ///< by |product|, in descending order
  Index restCount = 0;        ///< number of terms not among them
  double rest = 0;            ///< their sum
  std::optional<double> bias;
  double total = 0;  ///< as computed by the engine
};

struct UnitArithmetic {
  /// z = Σ w a + b over the units below, or over the kernel's window; for batch norm w x̂ + b. For layers
  /// without an activation a = Σ w x: w is 1 for the winning input of a max pool, 1/k² for each input of an
  /// average pool, or the factor of dropout.
  Sum forward;
  std::vector<Term> others;  ///< for a max pool: the window's inputs that did not win, descending
  std::optional<double> z;   ///< for layers with an activation
  double a = 0;
  std::optional<double> slope;  ///< f'(z); none for softmax, because each output depends on every z
  /// dl/da = Σ w delta over the units above that use a, with w their factor for it. Not below a batch norm in
  /// training, which mixes the batch's samples.
  std::optional<Sum> backward;
  std::optional<double> delta;  ///< dl/dz = dl/da · f'(z), l the sample's loss; where the gradient reaches
};

/// Unit `unit` of layer `layer` for column `sample` of the batch, with at most `most` terms of each sum.
UnitArithmetic unitArithmetic(const StepTrace& trace, std::size_t layer, Index unit, Index sample,
                              Index most);

/// dl/dw for one sample, l its own loss: Σ delta · a over the units that use the weight, `other`, with delta
/// as the term's weight; a is 1 for a bias. The weight exists and the gradient reaches its layer.
Sum gradientSum(const StepTrace& trace, const NetworkPlace& place, Index sample, Index most);

/// f and f' at z. Not for softmax, which is not a function of one value.
double valueOf(Activation f, double z);
double slopeOf(Activation f, double z);

/// One output with its target.
struct OutputRow {
  double z = 0;
  double a = 0;
  double y = 0;
  double delta = 0;  ///< dl/dz
};

struct OutputArithmetic {
  std::vector<OutputRow> rows;
  double loss = 0;  ///< of the sample
};

OutputArithmetic outputArithmetic(const StepTrace& trace, Index sample);

}  // namespace pellucid::engine
