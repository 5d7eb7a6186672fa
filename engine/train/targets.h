// SPDX-License-Identifier: GPL-3.0-or-later
// The target outputs of a network as a matrix y (O×N) like its outputs: the losses see only y. Class indices
// are encoded as y here, and the numeric targets of a regression are gathered. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <span>

#include "engine/data/dataset.h"
#include "engine/train/loss.h"

namespace pellucid::engine {

/// How a class is encoded in a column of y. With several outputs the row of the class is `high` and the
/// others `low`; a single output distinguishes two classes, `low` for 0 and `high` for 1.
struct TargetCoding {
  Index outputs = 1;
  Scalar low = 0;
  Scalar high = 1;
  Scalar middle() const { return (low + high) / 2; }  ///< where a single output changes its answer
  Index classes() const { return outputs == 1 ? 2 : outputs; }
  friend bool operator==(const TargetCoding&, const TargetCoding&) = default;
};

/// 0 and 1; -1 and +1 for hinge, and for one output that is linear, tanh, bipolar sigmoid or softsign with a
/// squared or absolute error.
/// `labelSmoothing` e in [0, 1) acts in cross-entropies only: y ← (1 - e) y + e / classes, as in PyTorch.
TargetCoding targetCoding(Loss loss, Activation output, Index outputs, double labelSmoothing = 0);

/// y (outputs × labels.size()) ← the labels, each < coding.classes(). Allocates only when y has another size.
void encode(const TargetCoding& coding, std::span<const std::uint8_t> labels, Matrix& y);

/// y ← the targets of the samples with these indices: their labels encoded, or their numeric targets.
void gatherTargets(const TargetCoding& coding, const Split& split, std::span<const std::uint32_t> indices,
                   Matrix& y);

/// The class given by column `column` of `output`: the row of its largest value, the first in a tie; with a
/// single output, 1 where it is above `middle` and 0 elsewhere.
Index answer(const Matrix& output, Index column, Scalar middle);

/// Number of columns of `output` that give the same answer as `y`, both O×N.
Index countCorrect(const Matrix& output, const Matrix& y, Scalar middle);

}  // namespace pellucid::engine
