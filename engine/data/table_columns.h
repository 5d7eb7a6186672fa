// SPDX-License-Identifier: GPL-3.0-or-later
// The cells of a table while it is read, one Scalar each: a number, or a NaN that carries which of the
// column's words the cell is, or that it is empty. So a table takes twice its text, whatever its columns turn
// out to be, which only its last row tells.
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
  Index words = 0;      ///< cells that are neither
  Index fractions = 0;  ///< of the numbers
  Index units = 0;      ///< of the numbers, those with a currency or %
  bool hasThousands = false;
  bool isExact = true;                       ///< whole numbers are told apart by a Scalar
  Index wordLine = 0;                        ///< of the first word
  std::optional<std::string> wordFile = {};  ///< where that is not the table's own
  Index fractionLine = 0;                    ///< of the first fraction
  std::string firstWord;                     ///< shortened
  bool isNumberLike = false;                 ///< the first word is inf, 1e400 and the like
  /// Each word with its number from 1, the first kMostWords of them.
  std::map<std::string, std::uint32_t, std::less<>> wordNumbers;
  bool hasMoreWords = false;

  bool isEmpty() const { return numbers + words == 0; }
  /// A few words among numbers are mistakes, many make a column of texts.
  bool isText() const { return words > numbers && !isNumberLike; }
};

inline constexpr std::size_t kMostWords = 257;  ///< one more than there can be classes

class TableColumns {
 public:
  /// Room for as many cells as the text can have.
  TableColumns(const std::vector<std::string>& names, const std::vector<char>& decimals,
               std::size_t textBytes);

  /// These are missing, too.
  void setGaps(std::vector<std::string> gaps) { m_gaps = std::move(gaps); }
  /// The row's first cells, one for each column. `file` is the one that it stands in, where that is not the
  /// table's own.
  void add(const CsvRow& row, const std::string* file = nullptr);
  /// The decimal mark of the rows that are added next.
  void setDecimal(std::size_t column, char decimal) { m_columns[column].decimal = decimal; }
  /// After the last row: what is missing only among numbers is missing.
  void finish();
  /// True and false become 1 and 0; for an isTruthColumn().
  void makeNumbersOfTruths(std::size_t column);

  /// Each number becomes the word that it is written as; in a column that has words, too.
  void makeWordsOfNumbers(std::size_t column);

  std::size_t size() const { return m_columns.size(); }
  Index rows() const { return m_rows; }
  TableColumn& column(std::size_t i) { return m_columns[i]; }
  const TableColumn& column(std::size_t i) const { return m_columns[i]; }

  /// A NaN where it is no number.
  Scalar at(Index row, std::size_t column) const {
    return m_cells[static_cast<std::size_t>(row) * m_columns.size() + column];
  }
  bool isMissing(Index row, std::size_t column) const;
  /// Its number in TableColumn::wordNumbers, 0 of a word that is not there or a cell that is none.
  std::uint32_t word(Index row, std::size_t column) const;

 private:
  Scalar& cell(Index row, std::size_t column) {
    return m_cells[static_cast<std::size_t>(row) * m_columns.size() + column];
  }
  Scalar addWord(TableColumn& column, const std::string& text, Index line, const std::string* file);

  std::vector<TableColumn> m_columns;
  std::vector<Scalar> m_cells;  ///< row after row
  std::vector<std::string> m_gaps;
  Index m_rows = 0;
  std::size_t m_wordBytes = 0;
};

/// All words are true or false, in any case, and there are no numbers.
bool isTruthColumn(const TableColumn& column);

}  // namespace pellucid::engine
