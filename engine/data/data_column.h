// SPDX-License-Identifier: GPL-3.0-or-later
// A column of the table that data were read from: what it is, and what it is for.
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
    Words,   ///< as an input it becomes a 0 or 1 for each of its words
    Empty,
  };
  std::string name;
  Role role = Role::Input;
  Kind kind = Kind::Numbers;
  Index missing = 0;          ///< cells
  bool isOneHot = false;      ///< an input for each of its values
  bool hasManyWords = false;  ///< more different ones than can be told apart
  friend bool operator==(const DataColumn&, const DataColumn&) = default;
};

/// As they stand in the table, before any of them is made numbers of. The roles are left to the caller.
std::vector<DataColumn> dataColumns(const TableColumns& table);

}  // namespace pellucid::engine
