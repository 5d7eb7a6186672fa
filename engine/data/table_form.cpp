// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_form.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "engine/base/typed_word.h"
#include "engine/data/table_cell.h"
#include "engine/data/table_header.h"

namespace pellucid::engine {
namespace {

// Enough to see how a table is written, and small compared to the table itself where it is wide.
constexpr std::size_t kMostHeadRows = 200;
constexpr std::size_t kMostHeadCells = 200'000;
constexpr std::size_t kLeastHeadRows = 4;

struct Head {
  std::vector<CsvRow> rows;
  std::optional<Error> error;  ///< the one that ended it
};

Head readHead(std::string_view text, const std::string& file, const CsvForm& csv, Index linesAbove) {
  CsvReader reader(text, file, csv);
  for (Index i = 0; i < linesAbove; ++i) reader.skipLine();
  Head head;
  std::size_t cells = 0;
  while (head.rows.size() < kMostHeadRows && (cells < kMostHeadCells || head.rows.size() < kLeastHeadRows)) {
    CsvRow row;
    const auto isThere = reader.next(row);
    if (!isThere) head.error = isThere.error();
    if (!isThere || !*isThere) break;
    cells += row.cells.size();
    head.rows.push_back(std::move(row));
  }
  return head;
}

std::size_t usualSize(const std::vector<CsvRow>& rows) {
  std::map<std::size_t, std::size_t> counts;
  for (const CsvRow& row : rows) ++counts[row.cells.size()];
  std::size_t best = 0;
  for (const auto& [size, count] : counts)
    if (best == 0 || count >= counts[best]) best = size;
  return best;
}

/// Blanks between numbers, and one tab before the last text of a line, as in some old tables.
bool isOneTabAmongBlanks(std::string_view text, const std::string& file, Index linesAbove) {
  constexpr std::size_t kFewest = 4;
  const Head head = readHead(text, file, {.separator = ' '}, linesAbove);
  const std::size_t byTabs = usualSize(readHead(text, file, {.separator = '\t'}, linesAbove).rows);
  const std::size_t byBlanks = usualSize(head.rows);
  return byTabs == 2 && byBlanks >= kFewest &&
         std::ranges::all_of(head.rows, [&](const CsvRow& row) { return row.cells.size() == byBlanks; });
}

/// The separator with which most rows have the same number of cells, at least two. In a tie, a tab before a
/// semicolon, a bar, a comma and blanks: each can occur in cells that the preceding ones separate, as a
/// decimal comma does.
char findSeparator(std::string_view text, const std::string& file, Index linesAbove) {
  constexpr std::array<char, 5> kSeparators = {'\t', ';', '|', ',', ' '};
  constexpr double kLeastShare = 0.6;
  double bestShare = 0;
  char best = ',';
  for (const char separator : kSeparators) {
    const Head head = readHead(text, file, {.separator = separator}, linesAbove);
    const std::size_t size = usualSize(head.rows);
    if (size < 2 || (head.error && head.rows.size() < kLeastHeadRows)) continue;
    const auto same =
        std::ranges::count_if(head.rows, [&](const CsvRow& row) { return row.cells.size() == size; });
    const double share = static_cast<double>(same) / static_cast<double>(head.rows.size());
    if (share < kLeastShare || share <= bestShare) continue;
    bestShare = share;
    best = separator;
  }
  if (best == '\t' && bestShare > 0 && isOneTabAmongBlanks(text, file, linesAbove)) return ' ';
  return bestShare > 0 ? best : firstVersionForm(text).separator;
}

/// "sep=;", which Excel expects in the first line.
std::optional<char> toldSeparator(std::string_view line) {
  if (line.starts_with('"') && line.ends_with('"') && line.size() > 1) line = line.substr(1, line.size() - 2);
  constexpr std::size_t kSize = 5;
  if (line.size() != kSize || loweredText(line.substr(0, kSize - 1)) != "sep=") return std::nullopt;
  return line[kSize - 1];
}

std::size_t filledCells(const CsvRow& row) {
  return static_cast<std::size_t>(
      std::ranges::count_if(row.cells, [](const auto& cell) { return !cell.empty(); }));
}

bool areNames(const CsvRow& row, std::size_t size) {
  return row.cells.size() >= size - 1 && filledCells(row) + 1 >= size &&
         std::ranges::none_of(row.cells, [](const auto& cell) { return isNumberCell(cell); });
}

class FormFinder {
 public:
  FormFinder(std::string_view text, const std::string& file, std::span<const std::string> known,
             const ToldForm& told)
      : m_text(text), m_file(file), m_known(known), m_told(told) {}

  Result<TableForm> find() {
    skipLinesAbove();
    if (m_told.separator) m_form.csv.separator = *m_told.separator;
    if (!m_form.csv.separator) m_form.csv.separator = findSeparator(m_text, m_file, m_form.linesAbove);
    m_head = readHead(m_text, m_file, m_form.csv, m_form.linesAbove);
    if (m_head.error && m_head.rows.size() < kLeastHeadRows) return *m_head.error;
    if (m_head.rows.empty())
      return Error{message(
          "{} is empty; it must have rows of numbers, preferably below a line of column names.", m_file)};
    for (CsvRow& row : std::span(m_head.rows).subspan(1))
      for (std::string& cell : row.cells)
        if (std::ranges::find(m_told.gaps, cell) != m_told.gaps.end()) cell = "NA";
    m_size = usualSize(m_head.rows);
    m_form.rowsAbove = findFirstRow();
    m_form.titles = m_form.rowsAbove;
    countFilledColumns();
    if (auto taken = takeNames(); !taken) return taken.error();
    if (m_form.hasHeader && hasUnitsBelow()) {
      m_form.hasUnits = true;
      ++m_form.rowsAbove;
    }
    findDecimals();
    return m_form;
  }

 private:
  void skipLinesAbove() {
    m_form.csv.separator = 0;
    CsvReader reader(m_text, m_file, {});
    for (Index line = 0; reader.left() > 0; ++line) {
      std::string_view text = reader.skipLine();
      const auto begin = text.find_first_not_of(" \t");
      text.remove_prefix(std::min(begin, text.size()));
      const auto told = toldSeparator(text);
      if (told && line == 0)
        m_form.csv.separator = *told;
      else if (text.starts_with('#'))
        m_lastComment = text.substr(1);
      else if (!text.empty())
        return;
      m_form.linesAbove = line + 1;
    }
  }

  /// After titles and empty rows.
  Index findFirstRow() const {
    const auto& rows = m_head.rows;
    std::size_t first = 0;
    while (first + 1 < rows.size() && m_size > 1 && isTitle(first)) ++first;
    return static_cast<Index>(first);
  }
  bool isTitle(std::size_t i) const {
    const CsvRow& row = m_head.rows[i];
    const std::size_t filled = filledCells(row);
    if (filled == 0) return true;
    if (std::ranges::any_of(row.cells, [](const auto& cell) { return isNumberCell(cell); })) return false;
    return filled == 1 || (filled + 1 < m_size && areNames(m_head.rows[i + 1], m_size));
  }

  const CsvRow& firstRow() const { return m_head.rows[static_cast<std::size_t>(m_form.titles)]; }

  /// Leaves out trailing columns that are empty in all rows.
  void countFilledColumns() {
    m_columns = 1;
    for (auto row = m_head.rows.begin() + m_form.titles; row != m_head.rows.end(); ++row)
      for (std::size_t i = m_columns; i < row->cells.size() && i < m_size; ++i)
        if (!row->cells[i].empty()) m_columns = i + 1;
    m_form.emptyColumns = m_size - m_columns;
  }

  std::span<const CsvRow> rowsFrom(std::size_t first) const {
    return std::span(m_head.rows).subspan(std::min(first, m_head.rows.size()));
  }

  Result<void> takeNames() {
    const CsvRow& first = firstRow();
    const auto rows = rowsFrom(static_cast<std::size_t>(m_form.titles) + 1);
    m_form.isFirstUnnamed =
        m_told.hasHeader != false && first.cells.size() + 1 == m_size && m_columns == m_size &&
        areRowNames(rows) &&
        std::ranges::none_of(first.cells, [](const auto& cell) { return isNumberCell(cell); });
    m_form.hasHeader = m_form.isFirstUnnamed ||
                       m_told.hasHeader.value_or(isHeader(first, columnsOf(rows, m_columns), m_known));
    if (m_form.hasHeader && !m_form.isFirstUnnamed && first.cells.size() < m_columns)
      return Error{message(
          "{}, line {} has {} names, but the rows below have {} cells. {}", m_file, first.line,
          first.cells.size(), m_columns,
          m_form.csv.separator == ','
              ? message("If commas are decimal points here, write them as points; else name every column.")
              : message("Name every column."))};
    if (m_form.hasHeader) {
      ++m_form.rowsAbove;
      m_form.names = first.cells;
      if (m_form.isFirstUnnamed) m_form.names.insert(m_form.names.begin(), "");
    } else if (m_form.titles == 0 && !m_told.hasHeader) {
      takeNamesOfComment();
    }
    m_form.names.resize(m_columns);
    return {};
  }

  /// numpy writes column names as a comment.
  void takeNamesOfComment() {
    CsvReader reader(m_lastComment, m_file, m_form.csv);
    CsvRow row;
    const auto isThere = reader.next(row);
    if (!isThere || !*isThere || row.cells.size() != m_columns || m_columns < 2 || !areNames(row, m_columns))
      return;
    m_form.names = row.cells;
    m_form.hasHeader = true;
  }

  /// Texts below the names and above numbers, as in "cm,cm,kg".
  bool hasUnitsBelow() const {
    const auto at = static_cast<std::size_t>(m_form.rowsAbove);
    if (at + 1 >= m_head.rows.size()) return false;
    const auto columns = columnsOf(rowsFrom(at + 1), m_columns);
    const auto& cells = m_head.rows[at].cells;
    std::size_t words = 0;
    std::size_t overNumbers = 0;
    for (std::size_t i = 0; i < std::min(m_columns, cells.size()); ++i) {
      if (isNumberCell(cells[i])) return false;
      if (!columns[i].areNumbers()) continue;
      ++overNumbers;
      words += isWordCell(cells[i]);
    }
    return overNumbers > 0 && words * 2 > overNumbers;
  }

  /// What a column's numbers reveal about its decimal mark.
  struct Marks {
    char told = 0;
    bool hasPoint = false;  ///< a number with a point
    bool hasComma = false;
    bool isSmallWhole = true;  ///< all that have neither are whole and below 1000, as alongside 1,234
    bool hasPlain = false;     ///< there are numbers with neither
  };

  /// Ambiguous columns, as those of whole numbers or of 1,234 alone, follow the others; where no column
  /// decides, a comma is a decimal mark unless cells are separated by commas.
  void findDecimals() {
    if (m_told.decimal) {
      m_form.decimals.assign(m_columns, *m_told.decimal);
      return;
    }
    std::vector<Marks> columns(m_columns);
    for (const CsvRow& row : rowsFrom(static_cast<std::size_t>(m_form.rowsAbove)))
      for (std::size_t i = 0; i < std::min(m_columns, row.cells.size()); ++i)
        takeMarks(row.cells[i], columns[i]);
    const auto isTold = [&](char mark) {
      return std::ranges::any_of(columns, [mark](const Marks& column) { return column.told == mark; });
    };
    const bool isPointTold = isTold('.');
    for (Marks& column : columns)
      if (column.told == 0) column.told = thousandsTell(column, isPointTold).value_or(0);
    const bool hasComma =
        std::ranges::any_of(columns, [](const Marks& column) { return column.told == 0 && column.hasComma; });
    const bool isUsualComma = isTold(',') || (hasComma && !isTold('.') && m_form.csv.separator != ',');
    for (const Marks& column : columns)
      m_form.decimals.push_back(column.told != 0 ? column.told : isUsualComma ? ',' : '.');
  }

  static void takeMarks(const std::string& cell, Marks& column) {
    if (!isNumberCell(cell)) return;
    if (column.told == 0) column.told = decimalMarkOf(cell).value_or(0);
    const bool isPoint = cell.find('.') != cell.npos;
    const bool isComma = cell.find(',') != cell.npos;
    column.hasPoint = column.hasPoint || isPoint;
    column.hasComma = column.hasComma || isComma;
    if (isPoint || isComma) return;
    constexpr std::ptrdiff_t kMostDigits = 3;
    column.hasPlain = true;
    column.isSmallWhole = column.isSmallWhole && std::ranges::count_if(cell, [](char c) {
                                                   return c >= '0' && c <= '9';
                                                 }) <= kMostDigits;
  }

  /// The decimal mark of a column whose marks all precede three digits: 6.823 alongside 975 has thousands
  /// where semicolons separate cells, as German programs write, and so does 1,200 alongside 400 between tabs
  /// or bars.
  std::optional<char> thousandsTell(const Marks& column, bool isPointTold) const {
    if (column.hasPoint && !column.hasComma && m_form.csv.separator == ';' && !isPointTold &&
        column.isSmallWhole)
      return ',';
    if (column.hasComma && !column.hasPoint && m_form.csv.separator != ';' && column.isSmallWhole &&
        column.hasPlain)
      return '.';
    return std::nullopt;
  }

  std::string_view m_text;
  const std::string& m_file;
  std::span<const std::string> m_known;
  const ToldForm& m_told;
  TableForm m_form;
  Head m_head;
  std::string_view m_lastComment;
  std::size_t m_size = 0;     ///< number of cells that most rows have
  std::size_t m_columns = 0;  ///< of these, without the trailing ones that are always empty
};

}  // namespace

Result<TableForm> findTableForm(std::string_view text, const std::string& file,
                                std::span<const std::string> known, const ToldForm& told) {
  return FormFinder(text, file, known, told).find();
}

std::vector<CsvRow> firstRows(std::string_view text, const std::string& file, const TableForm& form,
                              std::size_t most) {
  std::vector<CsvRow> rows = readHead(text, file, form.csv, form.linesAbove).rows;
  const auto above = static_cast<std::size_t>(form.titles);
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(above, rows.size())));
  if (rows.size() > most) rows.resize(most);
  return rows;
}

bool isCommentRow(const CsvRow& row, std::size_t columns) {
  const std::string& first = row.cells[0];
  if (!first.starts_with('#')) return false;
  return row.cells.size() < columns || isNumberCell(std::string_view(first).substr(1));
}

}  // namespace pellucid::engine
