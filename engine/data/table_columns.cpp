// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/base/check.h"
#include "engine/base/shortened.h"
#include "engine/data/table_cell.h"

namespace pellucid::engine {
namespace {

using CellBits = std::conditional_t<sizeof(Scalar) == sizeof(std::uint32_t), std::uint32_t, std::uint64_t>;

/// The payload of a NaN; the highest value is for missing cells.
constexpr CellBits kPayload = 0xFFFFF;
constexpr std::uint32_t kMissingCell = 0xFFFFF;
constexpr std::size_t kMostWordBytes = std::size_t{16} * 1024 * 1024;
constexpr std::size_t kBytesBesideWord = 96;  // for a node of the map

Scalar carrying(std::uint32_t number) {
  return std::bit_cast<Scalar>(std::bit_cast<CellBits>(std::numeric_limits<Scalar>::quiet_NaN()) | number);
}

std::uint32_t carriedBy(Scalar cell) {
  return static_cast<std::uint32_t>(std::bit_cast<CellBits>(cell) & kPayload);
}

}  // namespace

TableColumns::TableColumns(const std::vector<std::string>& names, const std::vector<char>& decimals,
                           std::size_t textBytes)
    : m_columns(names.size()) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    m_columns[i].name = names[i];
    m_columns[i].decimal = decimals[i];
  }
  // A cell takes at least two bytes. Reserved memory that is not used costs nothing, while growing would take
  // twice as much.
  m_cells.reserve(textBytes / 2 + names.size());
}

void TableColumns::add(const CsvRow& row, const std::string* file) {
  constexpr double kMostExact = static_cast<double>(std::int64_t{1} << std::numeric_limits<Scalar>::digits);
  for (std::size_t i = 0; i < m_columns.size(); ++i) {
    TableColumn& column = m_columns[i];
    const bool isGap = !m_gaps.empty() && std::ranges::find(m_gaps, row.cells[i]) != m_gaps.end();
    const CellValue value =
        isGap ? CellValue{.kind = CellKind::Missing} : readCell(row.cells[i], column.decimal);
    // A number in a file can exceed the range of the engine's type.
    const bool isNumber =
        value.kind == CellKind::Number && std::abs(value.number) <= std::numeric_limits<Scalar>::max();
    if (value.kind == CellKind::Missing) {
      ++column.missing;
      m_cells.push_back(carrying(kMissingCell));
    } else if (isNumber) {
      ++column.numbers;
      column.units += value.hasUnit;
      column.hasThousands = column.hasThousands || value.hasThousands;
      if (value.number != std::floor(value.number) && ++column.fractions == 1) column.fractionLine = row.line;
      column.isExact = column.isExact && std::abs(value.number) <= kMostExact;
      m_cells.push_back(static_cast<Scalar>(value.number));
    } else {
      m_cells.push_back(addWord(column, row.cells[i], row.line, file));
    }
  }
  ++m_rows;
}

Scalar TableColumns::addWord(TableColumn& column, const std::string& text, Index line,
                             const std::string* file) {
  if (++column.words == 1) {
    column.wordLine = line;
    if (file != nullptr) column.wordFile = *file;
    column.firstWord = shortened(text);
    column.isNumberLike = isBeyondNumbers(text);
  }
  const auto found = column.wordNumbers.find(text);
  if (found != column.wordNumbers.end()) return carrying(found->second);
  const std::size_t bytes = text.size() + kBytesBesideWord;
  if (column.wordNumbers.size() == kMostWords || m_wordBytes + bytes > kMostWordBytes) {
    column.hasMoreWords = true;
    return carrying(0);
  }
  m_wordBytes += bytes;
  const auto number = static_cast<std::uint32_t>(column.wordNumbers.size() + 1);
  column.wordNumbers.emplace(text, number);
  return carrying(number);
}

void TableColumns::finish() {
  for (std::size_t i = 0; i < m_columns.size(); ++i) {
    TableColumn& column = m_columns[i];
    if (column.words == 0 || column.numbers == 0 || column.hasMoreWords ||
        !std::ranges::all_of(column.wordNumbers,
                             [](const auto& w) { return isMissingAmongNumbers(w.first); }))
      continue;
    for (Index row = 0; row < m_rows; ++row)
      if (std::isnan(at(row, i))) cell(row, i) = carrying(kMissingCell);
    column.missing += column.words;
    column.words = 0;
    column.wordNumbers.clear();
  }
}

void TableColumns::makeNumbersOfTruths(std::size_t index) {
  TableColumn& column = m_columns[index];
  check(isTruthColumn(column), "makeNumbersOfTruths: the column has other words");
  std::vector<bool> isTrue(column.wordNumbers.size() + 1);
  for (const auto& [text, number] : column.wordNumbers) isTrue[number] = truthOf(text) == true;
  for (Index row = 0; row < m_rows; ++row)
    if (const std::uint32_t number = word(row, index)) cell(row, index) = isTrue[number] ? 1 : 0;
  column.numbers = column.words;
  column.words = 0;
  column.wordNumbers.clear();
}

void TableColumns::makeWordsOfNumbers(std::size_t index) {
  TableColumn& column = m_columns[index];
  for (Index row = 0; row < m_rows; ++row)
    if (const Scalar number = at(row, index); !std::isnan(number))
      cell(row, index) = addWord(column, fmt::format("{}", number), 0, nullptr);
  column.numbers = 0;
}

bool TableColumns::isMissing(Index row, std::size_t column) const {
  const Scalar cell = at(row, column);
  return std::isnan(cell) && carriedBy(cell) == kMissingCell;
}

std::uint32_t TableColumns::word(Index row, std::size_t column) const {
  const Scalar cell = at(row, column);
  return std::isnan(cell) && carriedBy(cell) != kMissingCell ? carriedBy(cell) : 0;
}

bool isTruthColumn(const TableColumn& column) {
  return column.words > 0 && column.numbers == 0 && !column.hasMoreWords &&
         std::ranges::all_of(column.wordNumbers,
                             [](const auto& word) { return truthOf(word.first).has_value(); });
}

}  // namespace pellucid::engine
