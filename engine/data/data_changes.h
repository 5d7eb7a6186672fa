// SPDX-License-Identifier: GPL-3.0-or-later
// A data set made into another task: some of its classes, other pixels, other labels. Written after its name,
// as in "mnist:0-4" or "fashion-mnist:0,2,4+invert+noise0.3". Pure functions, any thread.
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
  Parity,       ///< two classes, even and odd, by the number of a class in the whole data set
  Invert,       ///< x ← 1 - x, of images
  Rotate90,     ///< images are rotated a quarter turn to the left
  Transpose,    ///< rows of images become columns, as EMNIST's images need
  Noise,        ///< x ← x + s n, n standard normal, not clipped; the features become numbers
  Permute,      ///< the features of all samples get the same new order
  Standardise,  ///< inputs, and numeric targets, as in scaling.h; comes last
  SquareX,      ///< x² becomes one more input, and likewise the ones below: see made_inputs.h
  SquareY,
  Product,
  SineX,
  SineY,
  ShuffleLabels,  ///< each split's labels in a new order: they can only be memorised
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

/// The input that a change adds; none for all other changes.
std::optional<MadeInput> madeBy(DataChange change);

struct DataChanges {
  struct Step {
    DataChange change = DataChange::Parity;
    double amount = 0;  ///< s for Noise, 0 < s ≤ 10
    friend bool operator==(const Step&, const Step&) = default;
  };
  std::vector<Index> classes;  ///< become 0, 1, … in this order; empty means all
  std::vector<Step> steps;     ///< in this order, after the choice of classes
  bool isEmpty() const { return classes.empty() && steps.empty(); }
  bool isStandardised() const { return !steps.empty() && steps.back().change == DataChange::Standardise; }
  friend bool operator==(const DataChanges&, const DataChanges&) = default;
};

/// What can follow a +, for messages and help.
Message existingChanges();

/// `text` is what follows a name: "", ":0-4", "+invert", ":1,3-5+noise0.3". The error names the part that was
/// not understood and the existing changes.
Result<DataChanges> parseDataChanges(std::string_view text);

/// The inverse, in its shortest form: ":0-4+noise0.3". Ranges are used for three classes or more.
std::string formatDataChanges(const DataChanges& changes);

/// The data set after the changes. Random ones (noise, permute, shuffle-labels) are always the same.
/// Standardise is left to the caller, who can set samples aside first. Refuses a class that the data set does
/// not have, and changes that its kind of data does not allow.
Result<Dataset> changed(Dataset dataset, const DataChanges& changes);

}  // namespace pellucid::engine
