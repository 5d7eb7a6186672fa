// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

#include "engine/base/shortened.h"
#include "engine/data/packed_table.h"
#include "engine/data/table.h"
#include "engine/data/table_cell.h"

namespace pellucid::engine {
namespace {

constexpr std::size_t kMostNotes = 20;

/// A name as people read it: blanks of any kind and line ends are one blank, and zero-width characters are
/// removed.
std::string plainName(std::string_view name) {
  constexpr std::array<std::string_view, 2> kNothing = {"\xE2\x80\x8B", "\xEF\xBB\xBF"};
  constexpr std::array<std::string_view, 6> kBlanks = {" ", "\t", "\r", "\n", "\xC2\xA0", "\xE2\x80\xAF"};
  std::string plain;
  while (!name.empty()) {
    const auto begins = [name](std::string_view mark) { return name.starts_with(mark); };
    if (const auto nothing = std::ranges::find_if(kNothing, begins); nothing != kNothing.end()) {
      name.remove_prefix(nothing->size());
    } else if (const auto blank = std::ranges::find_if(kBlanks, begins); blank != kBlanks.end()) {
      name.remove_prefix(blank->size());
      if (!plain.empty() && plain.back() != ' ') plain += ' ';
    } else {
      plain += name[0];
      name.remove_prefix(1);
    }
  }
  if (plain.ends_with(' ')) plain.pop_back();
  return plain;
}

class RowReader {
 public:
  RowReader(const std::string& file, TableReading& reading, const Progress& progress, const ToldForm& told)
      : m_file(file), m_reading(reading), m_progress(progress), m_told(told) {}

  Result<TableRows> read(Bytes bytes, std::span<const std::string> known) {
    auto text = readText(std::move(bytes), known);
    if (!text) return text.error();
    std::vector<bool> isUnnamed = nameColumns();
    TableColumns cells(m_reading.form.names, m_reading.form.decimals, text->size());
    cells.setGaps(m_told.gaps);
    const auto add = [&](const CsvRow& row) { cells.add(row); };
    if (auto rows = readRows(asText(*text), cells, add); !rows) return rows.error();
    cells.finish();
    return TableRows{.cells = std::move(cells), .isUnnamed = std::move(isUnnamed)};
  }

  /// Appends to the existing rows.
  Result<void> addTo(TableColumns& cells, Bytes bytes, const std::string& tableFile,
                     const std::vector<bool>& spare) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < cells.size(); ++i) names.push_back(cells.column(i).name);
    auto text = readText(std::move(bytes), names);
    if (!text) return text.error();
    nameColumns();
    const auto places = placesOf(names, tableFile, spare);
    if (!places) return places.error();
    for (std::size_t i = 0; i < names.size(); ++i)
      if ((*places)[i]) cells.setDecimal(i, m_reading.form.decimals[*(*places)[i]]);
    CsvRow ordered;
    ordered.cells.resize(names.size());
    const auto add = [&](const CsvRow& row) {
      ordered.line = row.line;
      for (std::size_t i = 0; i < names.size(); ++i)
        ordered.cells[i] = (*places)[i] ? row.cells[*(*places)[i]] : std::string();
      cells.add(ordered, &m_file);
    };
    if (auto rows = readRows(asText(*text), cells, add); !rows) return rows;
    cells.finish();
    return {};
  }

 private:
  /// Converts to UTF-8 and detects the form.
  Result<Bytes> readText(Bytes bytes, std::span<const std::string> known) {
    auto unpacked = unpackTable(std::move(bytes), m_file);
    if (!unpacked) return unpacked.error();
    auto text = toUtf8(*std::move(unpacked), m_file, m_told.encoding);
    if (!text) return text.error();
    m_reading.encoding = text->was;
    auto form = findTableForm(asText(text->bytes), m_file, known, m_told);
    if (!form) return form.error();
    m_reading.form = *std::move(form);
    m_reading.emptyColumns = m_reading.form.emptyColumns;
    return std::move(text->bytes);
  }

  /// Where each of the table's columns is in this file: by name, or by order where there are no names.
  Result<std::vector<std::optional<std::size_t>>> placesOf(const std::vector<std::string>& names,
                                                           const std::string& tableFile,
                                                           const std::vector<bool>& spare) const {
    const std::vector<std::string>& own = m_reading.form.names;
    std::vector<std::optional<std::size_t>> places;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto found = std::ranges::find(own, names[i]);
      if (!m_reading.form.hasHeader && own.size() == names.size())
        places.emplace_back(i);
      else if (found != own.end())
        places.emplace_back(static_cast<std::size_t>(found - own.begin()));
      else if (spare[i])
        places.emplace_back(std::nullopt);
      else
        return Error{message("{} has no column {}, which {} has; it has {}.", m_file, shortened(names[i]),
                             tableFile, someNames(own))};
    }
    return places;
  }

  std::vector<bool> nameColumns() {
    std::vector<bool> isUnnamed;
    std::unordered_set<std::string> taken;
    auto& names = m_reading.form.names;
    for (std::size_t i = 0; i < names.size(); ++i) {
      names[i] = plainName(names[i]);
      isUnnamed.push_back(names[i].empty());
      if (names[i].empty()) names[i] = fmt::format("column {}", i + 1);
      const std::string given = names[i];
      for (int n = 1; !taken.insert(names[i]).second; ++n) names[i] = fmt::format("{}.{}", given, n);
      if (names[i] != given)
        m_reading.notes.push_back(
            message("Another column {} is called {} here.", shortened(given), shortened(names[i])));
    }
    return isUnnamed;
  }

  template <class Add>
  Result<void> readRows(std::string_view text, const TableColumns& cells, const Add& addRow) {
    const TableForm& form = m_reading.form;
    const std::size_t columns = form.names.size();
    CsvReader csv(text, m_file, form.csv);
    for (Index i = 0; i < form.linesAbove; ++i) csv.skipLine();
    CsvRow row;
    std::vector<CsvRow> notes;  // at the end of the table, unless another row follows
    for (Index i = 0;; ++i) {
      if (m_progress.isCancelled()) return Progress::cancelled();
      m_progress.tell(text.size() - csv.left(), text.size());
      const auto isThere = csv.next(row);
      if (!isThere) return isThere.error();
      if (!*isThere) {
        m_reading.notesBelow = std::ssize(notes);
        return {};
      }
      if (i < form.rowsAbove) continue;
      if (std::ranges::all_of(row.cells, [](const auto& cell) { return cell.empty(); })) continue;
      if (isCommentRow(row, columns)) {
        ++m_reading.comments;
        continue;
      }
      if (isNote(row, columns) && notes.size() < kMostNotes) {
        notes.push_back(row);
        continue;
      }
      notes.push_back(row);
      for (CsvRow& waiting : notes) {
        if (const auto fits = fitRow(waiting, columns, cells.rows(), csv.separator()); !fits)
          return fits.error();
        addRow(waiting);
      }
      notes.clear();
    }
  }

  /// "Source: …" or "(8 rows)" below a table: a single text, or a row of another size that begins with one.
  static bool isNote(const CsvRow& row, std::size_t columns) {
    if (columns < 2 || !isWordCell(row.cells[0])) return false;
    const auto filled = std::ranges::count_if(row.cells, [](const auto& cell) { return !cell.empty(); });
    return filled == 1 || row.cells.size() < columns;
  }

  /// Removes empty cells beyond the last column.
  Result<void> fitRow(CsvRow& row, std::size_t columns, Index rowsBefore, char separator) const {
    if (rowsBefore == kMaxRows)
      return Error{
          message("{} has more than {} rows, which is the limit. Use a part of it.", m_file, kMaxRows)};
    auto& cells = row.cells;
    while (cells.size() > columns && cells.back().empty()) cells.pop_back();
    if (cells.size() == columns) return {};
    return Error{message("{}, line {} has {} cells, but the table has {} columns.{}", m_file, row.line,
                         cells.size(), columns,
                         separator == ',' && cells.size() > columns
                             ? message(" If commas are decimal points here, write them as points.")
                             : Message())};
  }

  const std::string& m_file;
  TableReading& m_reading;
  const Progress& m_progress;
  const ToldForm& m_told;
};

}  // namespace

Result<TableRows> readTableRows(Bytes bytes, const std::string& file, TableReading& reading,
                                const Progress& progress, std::span<const std::string> known,
                                const ToldForm& told) {
  return RowReader(file, reading, progress, told).read(std::move(bytes), known);
}

Result<void> addRowsOf(Bytes bytes, const std::string& file, const std::string& tableFile,
                       const ToldForm& told, const std::vector<bool>& spare, TableColumns& cells,
                       const Progress& progress) {
  TableReading reading;
  return RowReader(file, reading, progress, told).addTo(cells, std::move(bytes), tableFile, spare);
}

}  // namespace pellucid::engine
