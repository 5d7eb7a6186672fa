// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/csv.h"

#include <algorithm>

namespace pellucid::engine {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

char mostUsedSeparator(std::string_view text) {
  Index commas = 0;
  Index semicolons = 0;
  Index tabs = 0;
  bool isQuoted = false;
  for (const char c : text) {
    if (c == '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (c == '\n') break;
    commas += c == ',';
    semicolons += c == ';';
    tabs += c == '\t';
  }
  if (semicolons > commas && semicolons >= tabs) return ';';
  return tabs > commas ? '\t' : ',';
}

}  // namespace

CsvReader::CsvReader(std::string_view text, std::string file) : m_rest(text), m_file(std::move(file)) {
  if (m_rest.starts_with(kByteOrderMark)) m_rest.remove_prefix(kByteOrderMark.size());
  m_separator = mostUsedSeparator(m_rest);
}

bool CsvReader::isAtCellEnd() const {
  return m_rest.empty() || m_rest[0] == m_separator || m_rest[0] == '\n' || m_rest.starts_with("\r\n");
}

void CsvReader::skipBlanks() {
  while (!isAtCellEnd() && (m_rest[0] == ' ' || m_rest[0] == '\t')) m_rest.remove_prefix(1);
}

Result<bool> CsvReader::next(CsvRow& row) {
  while (!m_rest.empty()) {
    row.line = m_line;
    std::size_t count = 0;
    for (bool isRowEnd = false; !isRowEnd;) {
      if (count == kMaxColumns)
        return Error{
            message("{}, line {}: a row has more than {} cells, which is the most. Take fewer columns.",
                    m_file, row.line, kMaxColumns)};
      if (row.cells.size() == count) row.cells.emplace_back();
      if (auto read = readCell(row.cells[count++]); !read) return read.error();
      isRowEnd = m_rest.empty() || m_rest[0] != m_separator;
      if (m_rest.starts_with("\r\n")) m_rest.remove_prefix(1);
      if (!m_rest.empty()) m_rest.remove_prefix(1);
    }
    row.cells.resize(count);
    ++m_line;
    if (count > 1 || !row.cells[0].empty()) return true;
  }
  return false;
}

Error CsvReader::cellTooLong() const {
  return {
      message("{}, line {}: a cell has more than {} bytes, which is the most. Shorten it, or close the "
              "quote that it begins with.",
              m_file, m_line, kMaxCellBytes)};
}

Result<void> CsvReader::readCell(std::string& cell) {
  cell.clear();
  skipBlanks();
  if (!m_rest.starts_with('"')) {
    std::size_t end = 0;
    while (end < m_rest.size() && m_rest[end] != m_separator && m_rest[end] != '\n') ++end;
    std::string_view text = m_rest.substr(0, end);
    if (end < m_rest.size() && m_rest[end] == '\n' && text.ends_with('\r')) --end;
    text = m_rest.substr(0, end);
    while (text.ends_with(' ') || text.ends_with('\t') || text.ends_with('\r')) text.remove_suffix(1);
    if (text.size() > kMaxCellBytes) return cellTooLong();
    cell = text;
    m_rest.remove_prefix(end);
    return {};
  }
  const Index opened = m_line;
  for (m_rest.remove_prefix(1);; m_rest.remove_prefix(1)) {
    if (m_rest.empty())
      return Error{
          message("{}, line {}: a quote is opened and never closed. Add the missing \".", m_file, opened)};
    if (m_rest[0] == '"') {
      m_rest.remove_prefix(1);
      if (!m_rest.starts_with('"')) break;  // two quotes are one in the cell
    }
    if (cell.size() == kMaxCellBytes) return cellTooLong();
    m_line += m_rest[0] == '\n';
    cell += m_rest[0];
  }
  skipBlanks();
  if (!isAtCellEnd() && m_rest != "\r")
    return Error{
        message("{}, line {}: there is text behind the closing quote of a cell. Write a quote "
                "inside a cell twice.",
                m_file, m_line)};
  return {};
}

}  // namespace pellucid::engine
