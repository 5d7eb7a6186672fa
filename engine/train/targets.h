// SPDX-License-Identifier: GPL-3.0-or-later
// What a network should answer, as a matrix y (O×N) beside its outputs: the losses see only y. Here class
// numbers become y, and the numbers of a regression are gathered. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <span>

#include "engine/data/dataset.h"
#include "engine/train/loss.h"

namespace pellucid::engine {

/// How a class is written in a column of y. With several outputs the row of the class is `high` and the
/// others `low`; one output tells two classes apart, 0 is `low` and 1 is `high`.
struct TargetCoding {
  Index outputs = 1;
  Scalar low = 0;
  Scalar high = 1;
  Scalar middle() const { return (low + high) / 2; }  ///< where one output changes its answer
  Index classes() const { return outputs == 1 ? 2 : outputs; }
  friend bool operator==(const TargetCoding&, const TargetCoding&) = default;
};

/// 0 and 1; -1 and +1 for hinge, and for one output that is linear, tanh, bipolar sigmoid or softsign with a
/// squared or absolute error.
/// `labelSmoothing` e in [0, 1) acts in cross-entropies only: y ← (1 - e) y + e / classes, as in PyTorch.
TargetCoding targetCoding(Loss loss, Activation output, Index outputs, double labelSmoothing = 0);

/// y (outputs × labels.size()) ← the labels, each < coding.classes(). Allocates only when y has another size.
void encode(const TargetCoding& coding, std::span<const std::uint8_t> labels, Matrix& y);

/// y ← the answers of the samples with these indices: their labels encoded, or their numbers.
void gatherTargets(const TargetCoding& coding, const Split& split, std::span<const std::uint32_t> indices,
                   Matrix& y);

/// The class that column `column` of `output` stands for: the row of its largest value, of which the first
/// wins a tie; with one output 1 where it lies above `middle` and 0 elsewhere.
Index answer(const Matrix& output, Index column, Scalar middle);

/// How many columns of `output` give the same answer as `y`, both O×N.
Index countCorrect(const Matrix& output, const Matrix& y, Scalar middle);

}  // namespace pellucid::engine
