// SPDX-License-Identifier: GPL-3.0-or-later
// Models and data meet by names and not by order: what a model learned of the column len it is asked with the
// column len, wherever that stands, and its class cat is the data's class cat. Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/dataset.h"

namespace pellucid::engine {

/// What a model calls its inputs, its classes and the numbers that it answers. Lists are empty where it does
/// not tell.
struct KnownNames {
  std::vector<std::string> inputs;
  std::vector<std::string> classes;
  std::vector<std::string> targets;
};

struct MatchedData {
  Dataset data;  ///< inputs, classes and numbers in the model's order
  Message note;  ///< what was left out; or nothing
};

/// Where both sides have names they must agree: every input of the model is a column of the data, and some
/// class of the data is one of the model's. Samples of other classes are left out of the test split, and
/// told. Data without names, and a model without, meet by their order. The error names what is missing.
Result<MatchedData> matchNames(Dataset data, const KnownNames& known);

}  // namespace pellucid::engine
