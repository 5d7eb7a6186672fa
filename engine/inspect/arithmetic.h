// SPDX-License-Identifier: GPL-3.0-or-later
// The arithmetic of one unit and of the output, read off a StepTrace for one sample: every term of a sum, and
// the chain rule term by term, in every kind of layer. Pure functions in double of numbers that the training
// computed.
#pragma once

#include <optional>

#include "engine/inspect/step_trace.h"

namespace pellucid::engine {

/// One product of a sum: a weight and what it multiplies.
struct Term {
  Index other = 0;  ///< the unit (or input) at the weight's other end
  double weight = 0;
  double value = 0;
  double product() const { return weight * value; }
};

/// A sum with its largest terms one by one; largest products + rest + bias = total, up to the rounding of the
/// engine's own sum.
struct Sum {
  std::vector<Term> largest;  ///< by |product|, the largest first
  Index restCount = 0;        ///< terms that are not among them
  double rest = 0;            ///< their sum
  std::optional<double> bias;
  double total = 0;  ///< as the engine computed it
};

struct UnitArithmetic {
  /// z = Σ w a + b over the units below, or over the kernel's window; of batch norm w x̂ + b. Of layers
  /// without an activation a = Σ w x: the input that won, w = 1/k² of each, or what dropout multiplies by.
  Sum forward;
  std::vector<Term> others;  ///< of a max pool: the inputs of the window that did not win, the largest first
  std::optional<double> z;   ///< of layers with an activation
  double a = 0;
  std::optional<double> slope;  ///< f'(z); softmax has none, because each output depends on every z
  /// dl/da = Σ w delta over the units above that take a, w being what they multiply it by. Not below a batch
  /// norm that learns: it mixes the batch's samples.
  std::optional<Sum> backward;
  std::optional<double> delta;  ///< dl/dz = dl/da · f'(z), l the sample's loss; where the gradient reaches
};

/// Unit `unit` of layer `layer` for column `sample` of the batch, with at most `most` terms of each sum.
UnitArithmetic unitArithmetic(const StepTrace& trace, std::size_t layer, Index unit, Index sample,
                              Index most);

/// dl/dw of one sample, l its own loss: Σ delta · a over the units that use the weight, `other`, with delta
/// as the term's weight; a is 1 of a bias. The weight exists and its layer is reached.
Sum gradientSum(const StepTrace& trace, const NetworkPlace& place, Index sample, Index most);

/// f and f' at z. Not for softmax, which is no function of one number.
double valueOf(Activation f, double z);
double slopeOf(Activation f, double z);

/// One output beside its target.
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
