// SPDX-License-Identifier: GPL-3.0-or-later
// A column of a table that the data were read from: what it contains, and its role.
#pragma once

#include <string>
#include <vector>

#include "engine/base/numeric.h"

namespace pellucid::engine {

class TableColumns;

struct DataColumn {
  enum class Role { Input, Target, LeftOut };
  enum class Kind {
    Numbers,
    Truths,  ///< yes and no, or true and false
    Words,   ///< as an input, one input of 0 or 1 for each of its words
    Empty,
  };
  std::string name;
  Role role = Role::Input;
  Kind kind = Kind::Numbers;
  Index missing = 0;          ///< cells
  bool isOneHot = false;      ///< one input for each of its values
  bool hasManyWords = false;  ///< more different words than can be distinguished
  friend bool operator==(const DataColumn&, const DataColumn&) = default;
};

/// As they are in the table, before any of them is converted to numbers. The roles are left to the caller.
std::vector<DataColumn> dataColumns(const TableColumns& table);

}  // namespace pellucid::engine
