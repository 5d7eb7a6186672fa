// SPDX-License-Identifier: GPL-3.0-or-later
// Models and data are matched by name, not by order: an input that the model learned from the column len is
// read from the column len, wherever it is, and the model's class cat is the data's class cat. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/dataset.h"

namespace pellucid::engine {

/// A model's names for its inputs, its classes and its numeric outputs. Lists are empty where unknown.
struct KnownNames {
  std::vector<std::string> inputs;
  std::vector<std::string> classes;
  std::vector<std::string> targets;
};

struct MatchedData {
  Dataset data;  ///< inputs, classes and numbers in the model's order
  Message note;  ///< what was left out; or empty
};

/// Where both sides have names, they must agree: every input of the model is a column of the data, and some
/// class of the data is one of the model's. Samples of other classes are left out of the test split and
/// mentioned. Without names on either side, matching is by order. The error names what is missing.
Result<MatchedData> matchNames(Dataset data, const KnownNames& known);

}  // namespace pellucid::engine
