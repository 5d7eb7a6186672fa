// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/old_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <unordered_set>

#include "engine/base/numbers.h"
#include "engine/base/shortened.h"
#include "engine/data/csv.h"
#include "engine/data/table_description.h"

namespace pellucid::engine {
namespace {

/// The position of a cell, for messages.
struct Cell {
  Index line = 0;
  std::string text;
};

bool isWhole(std::string_view text) {
  return parseNumber<std::int64_t>(text).has_value();
}

std::optional<Scalar> number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto value = parseNumber<double>(text);
  // A number in a file can exceed the range of the engine's type.
  if (!value || !(std::abs(*value) <= std::numeric_limits<Scalar>::max())) return std::nullopt;
  return static_cast<Scalar>(*value);
}

/// Reads one target column of classes or numbers; which of them is known only after the last row.
class AnswerColumn {
 public:
  void add(const CsvRow& row, const std::string& text) {
    const auto value = number(text);
    m_numbers.push_back(value.value_or(Scalar(0)));
    if (!value && !m_text) m_text = Cell{.line = row.line, .text = text};
    if (value && !isWhole(text) && !m_fraction) m_fraction = Cell{.line = row.line, .text = text};
    if (m_classes.size() <= kMaxClasses) m_classes.emplace(text, static_cast<int>(m_classes.size()));
    if (m_classes.size() > kMaxClasses) return;
    m_found.push_back(static_cast<std::uint16_t>(m_classes.at(text)));
  }

  /// Fills labels and class names, or targets and their name.
  Result<void> finish(const std::string& where, const std::string& column, std::vector<std::uint8_t>& labels,
                      std::vector<Scalar>& targets, Dataset& dataset) {
    if (m_fraction && m_text)
      return Error{
          message("{}, line {}, column {}: \"{}\" is not a number, but line {} has {} there. A column of "
                  "answers holds either numbers or classes.",
                  where, m_text->line, shortened(column), shortened(m_text->text), m_fraction->line,
                  shortened(m_fraction->text))};
    if (m_fraction) {
      targets = std::move(m_numbers);
      dataset.targetNames = {column};
      return {};
    }
    if (m_classes.size() > kMaxClasses)
      return Error{
          message("{}: the column {} has more than {} different classes, which is the limit. If its numbers "
                  "are amounts rather than classes, write one of them with a decimal point, as in 1.0.",
                  where, shortened(column), kMaxClasses)};
    if (m_classes.size() < 2)
      return Error{
          message("{}: the column {} has only \"{}\"; there is nothing to tell apart. Name "
                  "another column as the target.",
                  where, shortened(column), shortened(m_classes.begin()->first))};
    finishClasses(labels, dataset);
    return {};
  }

 private:
  /// Whole numbers in ascending order, texts in alphabetical order.
  void finishClasses(std::vector<std::uint8_t>& labels, Dataset& dataset) {
    for (const auto& [name, unused] : m_classes) dataset.classNames.push_back(name);
    if (!m_text) std::ranges::sort(dataset.classNames, {}, [](const auto& name) { return *number(name); });
    std::vector<std::uint8_t> labelOf(m_classes.size());
    for (std::size_t i = 0; i < dataset.classNames.size(); ++i)
      labelOf[static_cast<std::size_t>(m_classes[dataset.classNames[i]])] = static_cast<std::uint8_t>(i);
    for (const std::uint16_t found : m_found) labels.push_back(labelOf[found]);
  }

  std::vector<Scalar> m_numbers;
  std::map<std::string, int> m_classes;  ///< each text, numbered in order of appearance
  std::vector<std::uint16_t> m_found;    ///< that number, for each row
  std::optional<Cell> m_text;            ///< the first that is not a number
  std::optional<Cell> m_fraction;        ///< the first number that is not whole
};

class TableReader {
 public:
  TableReader(Bytes text, const std::string& file, const DataOptions& options, const Progress& progress)
      : m_text(std::move(text)),
        m_csv(asText(m_text), file, firstVersionForm(asText(m_text))),
        m_file(file),
        m_options(options),
        m_progress(progress) {}

  Result<Dataset> read() {
    if (auto text = checkText(); !text) return text.error();
    if (auto header = readHeader(); !header) return header.error();
    if (auto rows = readRows(); !rows) return rows.error();
    m_text = Bytes();  // half the size of the numbers, of which the splits are a second copy
    return finish();
  }

 private:
  /// Otherwise a picture, an archive or UTF-16 would be reported as a table with strange cells.
  Result<void> checkText() const {
    const auto zero = std::ranges::find(m_text, 0);
    if (zero == m_text.end()) return {};
    return Error{
        message("{} is not a table of text: line {} has a byte 0. Give a CSV file; save one in UTF-8 if "
                "it is UTF-16.",
                m_file, 1 + std::count(m_text.begin(), zero, '\n'))};
  }

  Result<void> readHeader() {
    CsvRow row;
    const auto isThere = m_csv.next(row);
    if (!isThere) return isThere.error();
    if (!*isThere)
      return Error{
          message("{} is empty; it must have a header line of column names and rows of numbers.", m_file)};
    m_columns = std::move(row.cells);
    std::unordered_set<std::string_view> names;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
      const std::string& name = m_columns[i];
      if (name.empty())
        return Error{message("{}, line {}: column {} has no name. Give it one.", m_file, row.line, i + 1)};
      if (!names.insert(name).second)
        return Error{message("{}, line {}: two columns have the name {}. Rename one of them.", m_file,
                             row.line, shortened(name))};
    }
    if (std::ranges::all_of(m_columns, [](const auto& name) { return number(name).has_value(); }))
      return Error{
          message("{}, line {} has only numbers; it must have the names of the columns.", m_file, row.line)};
    if (m_columns.size() < 2)
      return Error{
          message("{} has one column, {}; it must have at least one input and one target, separated by "
                  "commas, semicolons or tabs.",
                  m_file, shortened(m_columns[0]))};
    return findTargets();
  }

  Result<void> findTargets() {
    m_isTarget.assign(m_columns.size(), false);
    if (m_options.targets.empty()) m_isTarget.back() = true;
    for (const std::string& target : m_options.targets) {
      const auto found = std::ranges::find(m_columns, target);
      constexpr std::size_t kMostNamed = 30;
      if (found == m_columns.end())
        return Error{message("{} has no column {}; it has {}.", m_file, shortened(target),
                             someNames(m_columns, kMostNamed))};
      m_isTarget[static_cast<std::size_t>(found - m_columns.begin())] = true;
    }
    const auto targets = std::count(m_isTarget.begin(), m_isTarget.end(), true);
    if (targets == static_cast<std::ptrdiff_t>(m_columns.size()))
      return Error{message("{}: all columns are targets; leave at least one as input.", m_file)};
    m_hasOneTarget = targets == 1;
    reserve(static_cast<std::size_t>(targets));
    return {};
  }

  /// A cell takes at least two bytes. Reserved memory that is not used costs nothing, while growing would
  /// take twice as much.
  void reserve(std::size_t targets) {
    const std::size_t rows = m_text.size() / (2 * m_columns.size()) + 1;
    m_inputs.reserve(rows * (m_columns.size() - targets));
    if (!m_hasOneTarget) m_targets.reserve(rows * targets);
  }

  Result<void> readRows() {
    CsvRow row;
    for (;;) {
      if (m_progress.isCancelled()) return Progress::cancelled();
      m_progress.tell(m_text.size() - m_csv.left(), m_text.size());
      const auto isThere = m_csv.next(row);
      if (!isThere) return isThere.error();
      if (!*isThere) return {};
      if (row.cells.size() != m_columns.size())
        return Error{message("{}, line {} has {} cells, but the header names {} columns.{}", m_file, row.line,
                             row.cells.size(), m_columns.size(),
                             m_csv.separator() == ',' && row.cells.size() > m_columns.size()
                                 ? message(" If commas are decimal points here, write them as points.")
                                 : Message())};
      if (++m_rows > kMaxRows)
        return Error{
            message("{} has more than {} rows, which is the limit. Use a part of it.", m_file, kMaxRows)};
      for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (auto taken = take(row, i); !taken) return taken;
    }
  }

  Result<void> take(const CsvRow& row, std::size_t column) {
    const std::string& text = row.cells[column];
    const auto refusal = [&](const Message& reason) {
      return Error{
          message("{}, line {}, column {}: {}", m_file, row.line, shortened(m_columns[column]), reason)};
    };
    if (text.empty()) return refusal(message("the cell is empty. Fill it, or remove the row."));
    const auto value = number(text);
    if (!value) {
      std::string pointed = text;
      std::ranges::replace(pointed, ',', '.');
      if (number(pointed))
        return refusal(message("\"{}\" has a decimal comma. Write {}.", shortened(text), shortened(pointed)));
    }
    if (m_isTarget[column] && m_hasOneTarget) {
      m_answers.add(row, text);
      return {};
    }
    if (!value)
      return refusal(message("\"{}\" is not a number within ±{:.1g}.", shortened(text),
                             std::numeric_limits<Scalar>::max()));
    (m_isTarget[column] ? m_targets : m_inputs).push_back(*value);
    return {};
  }

  Result<Dataset> finish() {
    if (m_rows < 2)
      return Error{message(
          "{} has {} rows of numbers; there must be at least 2, one for training and one for testing.",
          m_file, m_rows)};
    Dataset dataset;
    std::string target;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
      if (!m_isTarget[i])
        dataset.inputNames.push_back(m_columns[i]);
      else if (m_hasOneTarget)
        target = m_columns[i];
      else
        dataset.targetNames.push_back(m_columns[i]);
    }
    dataset.shape = flatShape(static_cast<Index>(dataset.inputNames.size()));
    if (m_hasOneTarget)
      if (auto finished = m_answers.finish(m_file, target, m_labels, m_targets, dataset); !finished)
        return finished.error();
    const SplitOrder order = splitOrder(m_rows, m_options.test, m_options.seed);
    dataset.train = samples(order.train);
    dataset.test = samples(order.test);
    dataset.checksum = checksum(dataset.train, dataset.test);
    return dataset;
  }

  /// Directly from the buffer that was read into: another copy of all numbers would be a third one.
  Split samples(const std::vector<Index>& chosen) const {
    const auto columns = [&](const std::vector<Scalar>& values) -> Matrix {
      const Eigen::Map<const Matrix> all(values.data(), static_cast<Index>(values.size()) / m_rows, m_rows);
      return all(Eigen::all, chosen);
    };
    Split split;
    split.numbers = columns(m_inputs);
    if (m_labels.empty())
      split.targets = columns(m_targets);
    else
      for (const Index sample : chosen) split.labels.push_back(m_labels[static_cast<std::size_t>(sample)]);
    return split;
  }

  Bytes m_text;
  CsvReader m_csv;
  std::string m_file;
  const DataOptions& m_options;
  const Progress& m_progress;
  std::vector<std::string> m_columns;
  std::vector<bool> m_isTarget;
  bool m_hasOneTarget = true;
  Index m_rows = 0;
  std::vector<Scalar> m_inputs;             ///< row by row
  std::vector<Scalar> m_targets;            ///< likewise, initially only when there are several
  AnswerColumn m_answers;                   ///< when there is a single one
  std::vector<std::uint8_t> m_labels = {};  ///< of its classes
};

}  // namespace

Result<Dataset> datasetFromOldTable(Bytes text, const std::string& file, const DataOptions& options,
                                    const Progress& progress) {
  return TableReader(std::move(text), file, options, progress).read();
}

}  // namespace pellucid::engine
