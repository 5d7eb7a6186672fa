// SPDX-License-Identifier: GPL-3.0-or-later
// Samples with their answers, immutable once loaded and shared between threads. Images stay the bytes that
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

/// N samples of F = Shape::size() features each. The features are bytes or numbers, the answers classes or
/// numbers: of each pair one is empty.
struct Split {
  std::vector<std::uint8_t> pixels;  ///< sample i has the bytes [i·F, (i+1)·F)
  std::vector<std::uint8_t> labels;  ///< class numbers from 0, one for each sample
  Matrix numbers = {};               ///< F×N
  Matrix targets = {};               ///< T×N, T = Dataset::outputs()
  Index size() const { return labels.empty() ? targets.cols() : static_cast<Index>(labels.size()); }
};

/// Labels are bytes.
inline constexpr std::size_t kMaxClasses = 256;

struct Dataset {
  std::string name;  ///< as in DataSpec: "mnist"
  Shape shape;
  std::vector<std::string> classNames;  ///< empty where the answers are numbers
  Split train;
  Split test;
  /// Training samples that were set aside to choose by: when to stop, which weights are best. Empty unless
  /// they were asked for.
  Split validation = {};
  std::uint32_t checksum = 0;  ///< as checksum() has it; tells whether a project meets the same data again
  std::vector<std::string> inputNames = {};   ///< one for each feature, or empty for images
  std::vector<std::string> targetNames = {};  ///< one for each number of an answer; empty for classes
  /// Of a table that is only to be answered: for each of its rows the test sample that it is, or -1 where it
  /// has gaps.
  std::vector<Index> rows = {};
  std::string answerName = {};  ///< the column of a table that has the classes; or empty
  Message reading = {};         ///< how the data were read, in whole sentences; empty where it needs no words
  std::vector<DataColumn> columns = {};  ///< of the table that they come from, in its order; or empty
  /// How the last inputs are made from the others, in their order.
  std::vector<MadeInput> made = {};
  Scaling scaling = {};  ///< what was done to the inputs and targets; or empty
  /// Of which they were made, where they lie in the project; else null.
  OwnSamplesPtr own = nullptr;

  Index inputs() const { return shape.size(); }
  Index classes() const { return static_cast<Index>(classNames.size()); }
  bool hasClasses() const { return !classNames.empty(); }
  /// How many outputs a network needs: one for each class or number. For two classes one output does as well.
  Index outputs() const { return hasClasses() ? classes() : static_cast<Index>(targetNames.size()); }
};

/// All samples, for what is done to each of them.
inline std::array<Split*, 3> splitsOf(Dataset& dataset) {
  return {&dataset.train, &dataset.validation, &dataset.test};
}

/// A pixel of 255 becomes 1.
inline constexpr Scalar kByteScale = Scalar(1) / Scalar(255);

/// Whether the test samples are the training samples, as in a truth table, whose test tells nothing about
/// samples that were never seen.
bool testsOnTraining(const Dataset& dataset);

using DatasetPtr = std::shared_ptr<const Dataset>;

/// Columns of x (F×N) ← the samples with these indices, bytes as byte / 255.
void gather(const Split& split, Index features, std::span<const std::uint32_t> indices, Matrix& x);

/// One sample as a column of F values, bytes as byte / 255.
Vector sample(const Split& split, Index features, Index index);

/// CRC-32 over both splits' bytes, in the order train pixels, labels, numbers, targets, and the same of test.
std::uint32_t checksum(const Split& train, const Split& test);

/// `count` ≥ 2 samples in an order that follows from `seed`, the first ones for testing: about the share
/// `testShare` of them, at least one, at most all but one.
struct SplitOrder {
  std::vector<Index> train;
  std::vector<Index> test;
};
SplitOrder splitOrder(Index count, double testShare, std::uint64_t seed);

/// Bytes become numbers from 0 to 1, of F = `features` values a sample.
void makeNumbers(Split& split, Index features);

/// Those samples, in this order.
Split select(const Split& all, std::span<const Index> samples);

}  // namespace pellucid::engine
