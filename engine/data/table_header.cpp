// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_header.h"

#include <algorithm>
#include <optional>

#include "engine/data/table_cell.h"

namespace pellucid::engine {
namespace {

constexpr std::size_t kFewestNumbers = 2;  // in a row, to count as ascending

/// The numbers in a line, in order.
std::vector<double> numbersOf(const CsvRow& row) {
  std::vector<double> numbers;
  for (const std::string& cell : row.cells)
    if (const CellValue value = readCell(cell, '.'); value.kind == CellKind::Number)
      numbers.push_back(value.number);
  return numbers;
}

/// 0, 1, 2, … of pandas, years, wavelengths: a sample's values rarely increase from column to column.
bool areAscending(const std::vector<double>& numbers) {
  return numbers.size() >= kFewestNumbers &&
         std::ranges::adjacent_find(numbers, std::greater_equal()) == numbers.end();
}

bool areCounting(const CsvRow& row, const std::vector<double>& numbers) {
  const bool areWhole = std::ranges::none_of(row.cells, [](const std::string& cell) {
    return isNumberCell(cell) && cell.find_first_of(".,eE") != std::string::npos;
  });
  return areWhole && numbers.size() >= kFewestNumbers &&
         std::ranges::adjacent_find(numbers, [](double a, double b) { return b != a + 1; }) == numbers.end();
}

bool areAllDifferent(const CsvRow& row) {
  std::vector<std::string> cells = row.cells;
  std::erase(cells, "");
  std::ranges::sort(cells);
  return std::ranges::adjacent_find(cells) == cells.end();
}

}  // namespace

bool ColumnBelow::has(const std::string& cell) const {
  return std::ranges::binary_search(kinds, cell);
}

std::vector<ColumnBelow> columnsOf(std::span<const CsvRow> rows, std::size_t columns) {
  std::vector<ColumnBelow> result(columns);
  for (const CsvRow& row : rows)
    for (std::size_t i = 0; i < std::min(columns, row.cells.size()); ++i) {
      const std::string& cell = row.cells[i];
      ColumnBelow& column = result[i];
      column.words += isWordCell(cell);
      if (!cell.empty()) column.kinds.push_back(cell);
      if (!isNumberCell(cell)) continue;
      ++column.numbers;
      column.fractions += cell.find_first_of(".,") != cell.npos;
    }
  for (ColumnBelow& column : result) {
    std::ranges::sort(column.kinds);
    const auto repeated = std::ranges::unique(column.kinds);
    column.kinds.erase(repeated.begin(), repeated.end());
  }
  return result;
}

bool isHeader(const CsvRow& first, const std::vector<ColumnBelow>& below,
              std::span<const std::string> known) {
  const std::size_t columns = std::min(below.size(), first.cells.size());
  std::size_t wordsOverNumbers = 0;
  std::size_t numbersOverNumbers = 0;
  std::size_t newWords = 0;   // above recurring words, and different from them
  std::size_t oldCells = 0;   // that recur below
  bool isOverOthers = false;  // a number above cells of another kind
  for (std::size_t i = 0; i < columns; ++i) {
    const std::string& cell = first.cells[i];
    const bool isWord = isWordCell(cell);
    if (isWord && std::ranges::find(known, cell) != known.end()) return true;
    wordsOverNumbers += isWord && below[i].areNumbers();
    newWords += isWord && below[i].repeats() && !below[i].has(cell);
    oldCells += !cell.empty() && below[i].has(cell);
    if (!isNumberCell(cell)) continue;
    numbersOverNumbers += below[i].areNumbers();
    isOverOthers = isOverOthers || below[i].fractions > 0 || below[i].numbers == 0;
  }
  if (wordsOverNumbers > 0 && numbersOverNumbers == 0) return true;
  const std::vector<double> numbers = numbersOf(first);
  const bool isCounting = areCounting(first, numbers);
  if (isCounting && isOverOthers && numbers.size() > kFewestNumbers) return true;
  if (areAllDifferent(first)) {
    if (areAscending(numbers) && wordsOverNumbers + newWords > 0) return true;
    // pandas and R leave the cell above row names empty.
    const auto filled = std::ranges::count_if(first.cells, [](const auto& cell) { return !cell.empty(); });
    if (isCounting && first.cells[0].empty() && filled + 1 == std::ssize(first.cells)) return true;
  }
  if (wordsOverNumbers > 0 || numbersOverNumbers > 0) return wordsOverNumbers > numbersOverNumbers;
  // Only texts: names are not, or hardly, found among the cells below them.
  return numbers.empty() && (oldCells == 0 || newWords > oldCells);
}

bool areRowNames(std::span<const CsvRow> rows) {
  std::vector<std::string> words;
  std::optional<double> last;
  bool isCounting = true;
  for (const CsvRow& row : rows) {
    const CellValue value = readCell(row.cells[0], '.');
    if (value.kind == CellKind::Text) words.push_back(row.cells[0]);
    isCounting = isCounting && value.kind == CellKind::Number && (!last || value.number == *last + 1);
    last = value.number;
  }
  if (isCounting) return true;
  const bool areAllWords = words.size() == rows.size();
  std::ranges::sort(words);
  return areAllWords && std::ranges::adjacent_find(words) == words.end();
}

}  // namespace pellucid::engine
