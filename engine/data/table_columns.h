// SPDX-License-Identifier: GPL-3.0-or-later
// The cells of a table while it is read, one Scalar each: a number, or a NaN that encodes which of the
// column's words the cell is, or that it is empty. A table thus takes twice the size of its text, whatever
// the type of its columns, which is known only after the last row.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/numeric.h"
#include "engine/data/csv.h"

namespace pellucid::engine {

struct TableColumn {
  std::string name;
  char decimal = '.';
  Index numbers = 0;
  Index missing = 0;
  Index words = 0;      ///< cells that are neither numbers nor missing
  Index fractions = 0;  ///< among the numbers
  Index units = 0;      ///< numbers with a currency or %
  bool hasThousands = false;
  bool isExact = true;                       ///< a Scalar distinguishes the whole numbers
  Index wordLine = 0;                        ///< of the first word
  std::optional<std::string> wordFile = {};  ///< if it is not the table's own
  Index fractionLine = 0;                    ///< of the first fraction
  std::string firstWord;                     ///< shortened
  bool isNumberLike = false;                 ///< the first word is inf, 1e400 and the like
  /// Each word with its number from 1, for the first kMostWords of them.
  std::map<std::string, std::uint32_t, std::less<>> wordNumbers;
  bool hasMoreWords = false;

  bool isEmpty() const { return numbers + words == 0; }
  /// A few words among numbers are mistakes, many indicate a column of texts.
  bool isText() const { return words > numbers && !isNumberLike; }
};

inline constexpr std::size_t kMostWords = 257;  ///< one more than the largest number of classes

class TableColumns {
 public:
  /// Reserves room for as many cells as the text can have.
  TableColumns(const std::vector<std::string>& names, const std::vector<char>& decimals,
               std::size_t textBytes);

  /// Sets further texts that count as missing.
  void setGaps(std::vector<std::string> gaps) { m_gaps = std::move(gaps); }
  /// Adds the row's first cells, one per column. `file` is the row's file, if it is not the table's own.
  void add(const CsvRow& row, const std::string* file = nullptr);
  /// Sets the decimal mark for the rows added from now on.
  void setDecimal(std::size_t column, char decimal) { m_columns[column].decimal = decimal; }
  /// To be called after the last row: texts that are missing only among numbers become missing.
  void finish();
  /// Converts true and false to 1 and 0; for an isTruthColumn().
  void makeNumbersOfTruths(std::size_t column);

  /// Converts each number to the word that it is written as, also in a column that has words.
  void makeWordsOfNumbers(std::size_t column);

  std::size_t size() const { return m_columns.size(); }
  Index rows() const { return m_rows; }
  TableColumn& column(std::size_t i) { return m_columns[i]; }
  const TableColumn& column(std::size_t i) const { return m_columns[i]; }

  /// NaN where it is not a number.
  Scalar at(Index row, std::size_t column) const {
    return m_cells[static_cast<std::size_t>(row) * m_columns.size() + column];
  }
  bool isMissing(Index row, std::size_t column) const;
  /// The word's number in TableColumn::wordNumbers, 0 for an unlisted word or a cell that is not a word.
  std::uint32_t word(Index row, std::size_t column) const;

 private:
  Scalar& cell(Index row, std::size_t column) {
    return m_cells[static_cast<std::size_t>(row) * m_columns.size() + column];
  }
  Scalar addWord(TableColumn& column, const std::string& text, Index line, const std::string* file);

  std::vector<TableColumn> m_columns;
  std::vector<Scalar> m_cells;  ///< row by row
  std::vector<std::string> m_gaps;
  Index m_rows = 0;
  std::size_t m_wordBytes = 0;
};

/// Whether all words are true or false, in any case, and there are no numbers.
bool isTruthColumn(const TableColumn& column);

}  // namespace pellucid::engine
