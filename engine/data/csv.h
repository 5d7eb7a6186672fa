// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as text (RFC 4180): cells with quotes, and something between them. Reads row by row, so that no
// table of texts is kept.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/numeric.h"
#include "engine/base/result.h"

namespace pellucid::engine {

struct CsvRow {
  Index line = 0;                  ///< where it begins, counted from 1; quoted cells may hold line ends
  std::vector<std::string> cells;  ///< without quotes and without blanks around them
};

inline constexpr std::size_t kMaxColumns = 100'000;
inline constexpr std::size_t kMaxCellBytes = std::size_t{1024} * 1024;

/// What stands between cells and between lines.
struct CsvForm {
  char separator = ',';           ///< a blank stands for any number of blanks and tabs
  bool areLinesEndedByCr = true;  ///< by a CR alone too, as old programs for the Mac write
  friend bool operator==(const CsvForm&, const CsvForm&) = default;
};

/// Of the first version: commas, semicolons or tabs, whichever the first line has most of, and a byte-order
/// mark before them.
CsvForm firstVersionForm(std::string_view text);

class CsvReader {
 public:
  /// `text` must outlive the reader; `file` is the name for messages.
  CsvReader(std::string_view text, std::string file, const CsvForm& form);

  /// The next row that is not blank; false at the end. The error names the line: a quote that is not closed,
  /// text behind a closing quote, more than kMaxColumns cells in a row, or more than kMaxCellBytes in a cell.
  Result<bool> next(CsvRow& row);

  /// The next line as it is, however it is quoted, without its end.
  std::string_view skipLine();

  char separator() const { return m_form.separator; }
  /// The number of the line that is read next.
  Index line() const { return m_line; }
  /// Bytes that are still to be read.
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
