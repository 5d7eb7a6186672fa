// SPDX-License-Identifier: GPL-3.0-or-later
// One cell of a table: a number, in the notation of various countries, nothing, or a text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/numeric.h"

namespace pellucid::engine {

enum class CellKind : std::uint8_t { Number, Missing, Text };

struct CellValue {
  CellKind kind = CellKind::Text;
  double number = 0;
  bool hasThousands = false;  ///< separators between them were removed
  bool hasUnit = false;       ///< a currency or % was removed
};

/// The meaning of the text where `decimal`, a point or a comma, is the decimal mark; the other one, ' and
/// blanks can separate thousands. Empty, NA, NaN, ?, null and the like are missing.
CellValue readCell(std::string_view text, char decimal);

/// Whether the text means missing only where the other cells are numbers: "-", ".", "none".
bool isMissingAmongNumbers(std::string_view text);

/// Whether it is a number with either decimal mark.
bool isNumberCell(std::string_view text);

/// Whether it is neither a number nor missing.
bool isWordCell(std::string_view text);

/// The only decimal mark with which the text is a number; nothing where it is ambiguous, like "12" or
/// "1,234".
std::optional<char> decimalMarkOf(std::string_view text);

/// Whether it looks like a number but cannot be computed with: inf, 1e400.
bool isBeyondNumbers(std::string_view text);

/// True and false, or yes and no, in any case and in several languages, as written by pandas, R, Excel and
/// people.
std::optional<bool> truthOf(std::string_view text);

}  // namespace pellucid::engine
