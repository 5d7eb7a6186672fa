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

bool isBlank(char c) {
  return c == ' ' || c == '\t';
}

}  // namespace

CsvForm firstVersionForm(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return {.separator = mostUsedSeparator(text), .areLinesEndedByCr = false};
}

CsvReader::CsvReader(std::string_view text, std::string file, const CsvForm& form)
    : m_rest(text), m_file(std::move(file)), m_form(form) {
  if (m_rest.starts_with(kByteOrderMark)) m_rest.remove_prefix(kByteOrderMark.size());
}

bool CsvReader::isAtLineEnd() const {
  return m_rest.empty() || m_rest[0] == '\n' || m_rest.starts_with("\r\n") ||
         (m_form.areLinesEndedByCr && m_rest[0] == '\r');
}

bool CsvReader::isAtCellEnd() const {
  return isAtLineEnd() || m_rest[0] == m_form.separator || (m_form.separator == ' ' && isBlank(m_rest[0]));
}

void CsvReader::skipBlanks() {
  while (!isAtCellEnd() && isBlank(m_rest[0])) m_rest.remove_prefix(1);
}

void CsvReader::endLine() {
  m_rest.remove_prefix(m_rest.starts_with("\r\n") ? 2 : m_rest.empty() ? 0 : 1);
  ++m_line;
}

std::string_view CsvReader::skipLine() {
  const std::string_view all = m_rest;
  while (!isAtLineEnd()) m_rest.remove_prefix(1);
  const std::string_view line = all.substr(0, all.size() - m_rest.size());
  endLine();
  return line;
}

Result<bool> CsvReader::next(CsvRow& row) {
  while (!m_rest.empty()) {
    row.line = m_line;
    std::size_t count = 0;
    const bool isByBlanks = m_form.separator == ' ';
    const auto skipSeparators = [&] {
      while (isByBlanks && !m_rest.empty() && isBlank(m_rest[0])) m_rest.remove_prefix(1);
    };
    skipSeparators();
    for (bool isRowEnd = false; !isRowEnd;) {
      if (count == kMaxColumns)
        return Error{
            message("{}, line {}: a row has more than {} cells, which is the limit. Use fewer columns.",
                    m_file, row.line, kMaxColumns)};
      if (row.cells.size() == count) row.cells.emplace_back();
      if (auto read = readCell(row.cells[count++]); !read) return read.error();
      skipSeparators();
      isRowEnd = isByBlanks ? isAtLineEnd() : m_rest.empty() || m_rest[0] != m_form.separator;
      if (!isRowEnd && !isByBlanks) m_rest.remove_prefix(1);
    }
    endLine();
    row.cells.resize(count);
    if (count > 1 || !row.cells[0].empty()) return true;
  }
  return false;
}

Error CsvReader::cellTooLong() const {
  return {
      message("{}, line {}: a cell has more than {} bytes, which is the limit. Shorten it, or close the "
              "quote that it begins with.",
              m_file, m_line, kMaxCellBytes)};
}

Result<void> CsvReader::readCell(std::string& cell) {
  cell.clear();
  skipBlanks();
  if (!m_rest.starts_with('"')) {
    std::size_t end = 0;
    const auto isEnd = [&](char c) {
      if (c == m_form.separator || c == '\n') return true;
      if (c == '\r') return m_form.areLinesEndedByCr || m_rest.substr(end).starts_with("\r\n");
      return c == '\t' && m_form.separator == ' ';
    };
    while (end < m_rest.size() && !isEnd(m_rest[end])) ++end;
    std::string_view text = m_rest.substr(0, end);
    m_rest.remove_prefix(end);
    while (!text.empty() && (isBlank(text.back()) || text.ends_with('\r'))) text.remove_suffix(1);
    if (text.size() > kMaxCellBytes) return cellTooLong();
    cell = text;
    return {};
  }
  const Index opened = m_line;
  for (m_rest.remove_prefix(1);; m_rest.remove_prefix(1)) {
    if (m_rest.empty())
      return Error{
          message("{}, line {}: a quote is opened and never closed. Add the missing \".", m_file, opened)};
    if (m_rest[0] == '"') {
      m_rest.remove_prefix(1);
      if (!m_rest.starts_with('"')) break;  // two quotes are one within the cell
    }
    if (cell.size() == kMaxCellBytes) return cellTooLong();
    const bool isCr = m_form.areLinesEndedByCr && m_rest[0] == '\r';
    m_line += m_rest[0] == '\n' || (isCr && !m_rest.starts_with("\r\n"));
    cell += m_rest[0];
  }
  skipBlanks();
  if (!isAtCellEnd() && m_rest != "\r")
    return Error{message(
        "{}, line {}: there is text after the closing quote of a cell. Double every quote inside a cell.",
        m_file, m_line)};
  return {};
}

}  // namespace pellucid::engine
