// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as text (RFC 4180): optionally quoted cells with separators. Reads row by row, so that a table is
// never held as texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/numeric.h"
#include "engine/base/result.h"

namespace pellucid::engine {

struct CsvRow {
  Index line = 0;                  ///< where it begins, counted from 1; quoted cells can contain line ends
  std::vector<std::string> cells;  ///< without quotes and without surrounding blanks
};

inline constexpr std::size_t kMaxColumns = 100'000;
inline constexpr std::size_t kMaxCellBytes = std::size_t{1024} * 1024;

/// What separates cells and lines.
struct CsvForm {
  char separator = ',';           ///< a blank stands for any number of blanks and tabs
  bool areLinesEndedByCr = true;  ///< also by a CR alone, as old Mac programs write
  friend bool operator==(const CsvForm&, const CsvForm&) = default;
};

/// The form of the first version: commas, semicolons or tabs, whichever is most frequent in the first line,
/// after an optional byte-order mark.
CsvForm firstVersionForm(std::string_view text);

class CsvReader {
 public:
  /// `text` must outlive the reader; `file` is the name for messages.
  CsvReader(std::string_view text, std::string file, const CsvForm& form);

  /// The next row that is not blank; false at the end. The error names the line: a quote that is not closed,
  /// text after a closing quote, more than kMaxColumns cells in a row, or more than kMaxCellBytes in a cell.
  Result<bool> next(CsvRow& row);

  /// The next line as it is, regardless of quotes, without its end.
  std::string_view skipLine();

  char separator() const { return m_form.separator; }
  /// The number of the line read next.
  Index line() const { return m_line; }
  /// Bytes not yet read.
  std::size_t left() const { return m_rest.size(); }

 private:
  Result<void> readCell(std::string& cell);
  bool isAtLineEnd() const;
  bool isAtCellEnd() const;
  void endLine();
  void skipBlanks();
  Error cellTooLong() const;

  std::string_view m_rest;
  std::string m_file;
  CsvForm m_form;
  Index m_line = 1;
};

}  // namespace pellucid::engine
