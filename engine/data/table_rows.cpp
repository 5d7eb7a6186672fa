// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "engine/base/shortened.h"
#include "engine/data/packed_table.h"
#include "engine/data/table.h"
#include "engine/data/table_cell.h"

namespace pellucid::engine {
namespace {

constexpr std::size_t kMostNotes = 20;

/// A name as people read it: blanks of any kind, and line ends, are one blank, and what has no width is left
/// out.
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
  RowReader(const std::string& file, TableReading& reading, const Progress& progress)
      : m_file(file), m_reading(reading), m_progress(progress) {}

  Result<TableRows> read(Bytes bytes, std::span<const std::string> known) {
    auto unpacked = unpackTable(std::move(bytes), m_file);
    if (!unpacked) return unpacked.error();
    auto text = toUtf8(*std::move(unpacked), m_file);
    if (!text) return text.error();
    m_reading.encoding = text->was;
    auto form = findTableForm(asText(text->bytes), m_file, known);
    if (!form) return form.error();
    m_reading.form = *std::move(form);
    m_reading.emptyColumns = m_reading.form.emptyColumns;
    std::vector<bool> isUnnamed = nameColumns();
    TableColumns cells(m_reading.form.names, m_reading.form.decimals, text->bytes.size());
    if (auto rows = readRows(asText(text->bytes), cells); !rows) return rows.error();
    cells.finish();
    return TableRows{.cells = std::move(cells), .isUnnamed = std::move(isUnnamed)};
  }

 private:
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

  Result<void> readRows(std::string_view text, TableColumns& cells) {
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
      for (CsvRow& waiting : notes)
        if (const auto added = add(waiting, cells, csv.separator()); !added) return added.error();
      notes.clear();
    }
  }

  Result<void> add(CsvRow& row, TableColumns& cells, char separator) const {
    if (const auto fits = fitRow(row, cells.size(), separator); !fits) return fits.error();
    if (cells.rows() == kMaxRows)
      return Error{
          message("{} has more than {} rows, which is the limit. Use a part of it.", m_file, kMaxRows)};
    cells.add(row);
    return {};
  }

  /// "Source: …" or "(8 rows)" below a table: one text alone, or a row of another size that begins with one.
  static bool isNote(const CsvRow& row, std::size_t columns) {
    if (columns < 2 || !isWordCell(row.cells[0])) return false;
    const auto filled = std::ranges::count_if(row.cells, [](const auto& cell) { return !cell.empty(); });
    return filled == 1 || row.cells.size() < columns;
  }

  /// Takes away cells beyond the last column where they are empty.
  Result<void> fitRow(CsvRow& row, std::size_t columns, char separator) const {
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
};

}  // namespace

Result<TableRows> readTableRows(Bytes bytes, const std::string& file, TableReading& reading,
                                const Progress& progress, std::span<const std::string> known) {
  return RowReader(file, reading, progress).read(std::move(bytes), known);
}

}  // namespace pellucid::engine
