// SPDX-License-Identifier: GPL-3.0-or-later
// A data set made into another task: some of its classes, other pixels, other labels. Written behind its
// name, as in "mnist:0-4" or "fashion-mnist:0,2,4+invert+noise0.3". Pure functions, any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/enum_names.h"
#include "engine/base/result.h"
#include "engine/data/dataset.h"

namespace pellucid::engine {

enum class DataChange {
  Parity,       ///< two classes, even and odd, by the number that a class has in the whole data set
  Invert,       ///< x ← 1 - x, of images
  Rotate90,     ///< images make a quarter turn to the left
  Transpose,    ///< rows of images become columns, as EMNIST's need it
  Noise,        ///< x ← x + s n, n standard normal, not clipped; the features become numbers
  Permute,      ///< all samples have their features in the same new order
  Standardise,  ///< inputs, and answers that are numbers, as scaling.h has it; comes last
  SquareX,      ///< x² becomes one more input, and so with those below: see made_inputs.h
  SquareY,
  Product,
  SineX,
  SineY,
  ShuffleLabels,  ///< each split's labels in a new order: nothing is left to learn but by heart
};

template <>
inline constexpr std::array kEnumNames<DataChange> = {
    EnumName<DataChange>{DataChange::Parity, "parity"},
    EnumName<DataChange>{DataChange::Invert, "invert"},
    EnumName<DataChange>{DataChange::Rotate90, "rotate90"},
    EnumName<DataChange>{DataChange::Transpose, "transpose"},
    EnumName<DataChange>{DataChange::Noise, "noise"},
    EnumName<DataChange>{DataChange::Permute, "permute"},
    EnumName<DataChange>{DataChange::Standardise, "standardise"},
    EnumName<DataChange>{DataChange::SquareX, "x2"},
    EnumName<DataChange>{DataChange::SquareY, "y2"},
    EnumName<DataChange>{DataChange::Product, "xy"},
    EnumName<DataChange>{DataChange::SineX, "sin-x"},
    EnumName<DataChange>{DataChange::SineY, "sin-y"},
    EnumName<DataChange>{DataChange::ShuffleLabels, "shuffle-labels"},
};

/// The input that a change makes; none of the changes that make no input.
std::optional<MadeInput> madeBy(DataChange change);

struct DataChanges {
  struct Step {
    DataChange change = DataChange::Parity;
    double amount = 0;  ///< s of Noise, 0 < s ≤ 10
    friend bool operator==(const Step&, const Step&) = default;
  };
  std::vector<Index> classes;  ///< become 0, 1, … in this order; empty means all
  std::vector<Step> steps;     ///< one after the other, after the choice of classes
  bool isEmpty() const { return classes.empty() && steps.empty(); }
  bool isStandardised() const { return !steps.empty() && steps.back().change == DataChange::Standardise; }
  friend bool operator==(const DataChanges&, const DataChanges&) = default;
};

/// What may stand behind a +, for messages and help.
Message existingChanges();

/// `text` is what follows a name: "", ":0-4", "+invert", ":1,3-5+noise0.3". The error names the part that is
/// not understood and what exists.
Result<DataChanges> parseDataChanges(std::string_view text);

/// The inverse, in its shortest form: ":0-4+noise0.3". Ranges stand for three classes or more.
std::string formatDataChanges(const DataChanges& changes);

/// The data set after the changes. Random ones (noise, permute, shuffle-labels) are the same every time.
/// Standardise is left to the caller, who may set samples aside before it. Refuses a class that the data set
/// does not have, and what its kind of data does not allow.
Result<Dataset> changed(Dataset dataset, const DataChanges& changes);

}  // namespace pellucid::engine
