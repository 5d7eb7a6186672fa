// SPDX-License-Identifier: GPL-3.0-or-later
// What the user specifies about how a table is written; the rest is detected (table_form.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/data/text_encoding.h"

namespace pellucid::engine {

struct ToldForm {
  std::optional<char> separator = {};  ///< , ; tab | or a blank
  std::optional<char> decimal = {};    ///< for all columns, '.' or ','
  std::optional<TextEncoding> encoding = {};
  std::optional<bool> hasHeader = {};  ///< whether the first line has the names of the columns
  /// Cells that are missing, in addition to the usual ones: "-999", "unknown".
  std::vector<std::string> gaps = {};
  friend bool operator==(const ToldForm&, const ToldForm&) = default;
};

}  // namespace pellucid::engine
