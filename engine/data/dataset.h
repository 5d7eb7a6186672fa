// SPDX-License-Identifier: GPL-3.0-or-later
// Samples with their targets, immutable once loaded and shared between threads. Images stay the bytes that
// they were in the file; they become numbers in [0, 1] when a batch is gathered, which reads a quarter of the
// memory that floats would take. Other data are numbers from the beginning.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/base/message.h"
#include "engine/base/shape.h"
#include "engine/data/data_column.h"
#include "engine/data/made_inputs.h"
#include "engine/data/own_samples.h"
#include "engine/data/scaling.h"

namespace pellucid::engine {

/// N samples of F = Shape::size() features each. The features are bytes or numbers, the targets classes or
/// numbers: one of each pair is empty.
struct Split {
  std::vector<std::uint8_t> pixels;  ///< sample i has the bytes [i·F, (i+1)·F)
  std::vector<std::uint8_t> labels;  ///< class numbers from 0, one per sample
  Matrix numbers = {};               ///< F×N
  Matrix targets = {};               ///< T×N, T = Dataset::outputs()
  Index size() const { return labels.empty() ? targets.cols() : static_cast<Index>(labels.size()); }
};

/// Labels are bytes.
inline constexpr std::size_t kMaxClasses = 256;

struct Dataset {
  std::string name;  ///< as in DataSpec: "mnist"
  Shape shape;
  std::vector<std::string> classNames;  ///< empty where the targets are numbers
  Split train;
  Split test;
  /// Training samples that were set aside for validation: to decide when to stop, or which weights are best.
  /// Empty unless requested.
  Split validation = {};
  std::uint32_t checksum = 0;  ///< see checksum(); shows whether a project finds the same data again
  std::vector<std::string> inputNames = {};   ///< one per feature, or empty for images
  std::vector<std::string> targetNames = {};  ///< one per number of a target; empty for classes
  /// For a table that only needs answers: the index of each row's test sample, or -1 where the row has gaps.
  std::vector<Index> rows = {};
  std::string answerName = {};  ///< the table's column with the classes; or empty
  Message reading = {};         ///< how the data were read, in whole sentences; empty if nothing to say
  std::vector<DataColumn> columns = {};  ///< of the original table, in its order; or empty
  /// How the last inputs are made from the others, in order.
  std::vector<MadeInput> made = {};
  Scaling scaling = {};  ///< applied to the inputs and targets; or empty
  /// The source of these data, stored in the project; otherwise null.
  OwnSamplesPtr own = nullptr;

  Index inputs() const { return shape.size(); }
  Index classes() const { return static_cast<Index>(classNames.size()); }
  bool hasClasses() const { return !classNames.empty(); }
  /// Number of outputs that a network needs: one for each class or number. For two classes a single output
  /// also works.
  Index outputs() const { return hasClasses() ? classes() : static_cast<Index>(targetNames.size()); }
};

/// All splits, for operations on every sample.
inline std::array<Split*, 3> splitsOf(Dataset& dataset) {
  return {&dataset.train, &dataset.validation, &dataset.test};
}

/// A pixel of 255 becomes 1.
inline constexpr Scalar kByteScale = Scalar(1) / Scalar(255);

/// Whether the test samples are the training samples, as in a truth table, whose test says nothing about
/// unseen samples.
bool testsOnTraining(const Dataset& dataset);

using DatasetPtr = std::shared_ptr<const Dataset>;

/// Columns of x (F×N) ← the samples with these indices, bytes as byte / 255.
void gather(const Split& split, Index features, std::span<const std::uint32_t> indices, Matrix& x);

/// One sample as a column of F values, bytes as byte / 255.
Vector sample(const Split& split, Index features, Index index);

/// CRC-32 over both splits' bytes, in the order train pixels, labels, numbers, targets, and the same of test.
std::uint32_t checksum(const Split& train, const Split& test);

/// `count` ≥ 2 samples in an order determined by `seed`, the first ones for testing: about the share
/// `testShare` of them, at least one, at most all but one.
struct SplitOrder {
  std::vector<Index> train;
  std::vector<Index> test;
};
SplitOrder splitOrder(Index count, double testShare, std::uint64_t seed);

/// Converts bytes to numbers from 0 to 1, with F = `features` values per sample.
void makeNumbers(Split& split, Index features);

/// The chosen samples, in this order.
Split select(const Split& all, std::span<const Index> samples);

}  // namespace pellucid::engine
