// SPDX-License-Identifier: GPL-3.0-or-later
// One cell of a table: a number, written as people of different countries write it, nothing, or a text.
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
  bool hasThousands = false;  ///< marks between them were taken out
  bool hasUnit = false;       ///< a currency or % was taken off
};

/// What the text means where `decimal`, a point or a comma, is the decimal mark; the other one, ' and
/// blanks may stand between thousands. Empty, NA, NaN, ?, null and the like are missing.
CellValue readCell(std::string_view text, char decimal);

/// What is missing only where the other cells are numbers: "-", ".", "none".
bool isMissingAmongNumbers(std::string_view text);

/// Whether it is a number with one decimal mark or the other.
bool isNumberCell(std::string_view text);

/// Neither a number nor missing.
bool isWordCell(std::string_view text);

/// Whether the text can only be a number with this decimal mark; nothing where it tells nothing, as "12" or
/// "1,234" do.
std::optional<char> decimalMarkOf(std::string_view text);

/// What pretends to be a number and is none that can be computed with: inf, 1e400.
bool isBeyondNumbers(std::string_view text);

/// True and false, or yes and no, in any case and in some languages, as pandas, R, Excel and people write
/// them.
std::optional<bool> truthOf(std::string_view text);

}  // namespace pellucid::engine
