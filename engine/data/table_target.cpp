// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_target.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "engine/base/numbers.h"
#include "engine/base/shortened.h"
#include "engine/base/typed_word.h"
#include "engine/data/table_cell.h"

namespace pellucid::engine {
namespace {

std::string wholeText(Scalar value) {
  return fmt::format("{}", static_cast<std::int64_t>(value));
}

/// A few different numbers that each occur often are classes; many, or numbers that rarely recur, are
/// quantities.
bool areLikelyClasses(const std::set<Scalar>& values, Index rows) {
  constexpr Index kFew = 20;
  constexpr Index kOften = 10;
  const auto count = static_cast<Index>(values.size());
  if (count <= 2) return true;
  const auto spread = static_cast<double>(*values.rbegin()) - static_cast<double>(*values.begin()) + 1;
  const bool isClose = spread <= 2 * static_cast<double>(count);  // like numbers of classes
  if (count <= kFew) return rows >= 2 * count || (isClose && rows > count);
  const bool isWithoutHoles =
      spread <= static_cast<double>(count) && *values.begin() >= 0 && *values.begin() <= 1;
  return rows >= kOften * count || (isWithoutHoles && rows >= 2 * count);
}

/// Words that differ only in case mean the same, except for single letters.
class WordNames {
 public:
  void add(const std::string& word, Index times) {
    const std::string key = word.size() > 1 ? loweredText(word) : word;
    m_spellings[key].push_back({times, word});
  }
  /// The most frequent spelling.
  const std::string& nameOf(const std::string& word) const {
    const std::string key = word.size() > 1 ? loweredText(word) : word;
    return std::ranges::max_element(m_spellings.at(key), {}, &Spelling::first)->second;
  }

 private:
  using Spelling = std::pair<Index, std::string>;
  std::map<std::string, std::vector<Spelling>> m_spellings;
};

class AnswerReader {
 public:
  AnswerReader(const TableColumns& table, std::size_t column, std::span<const Index> rows,
               const std::string& file, std::size_t leastClasses)
      : m_table(table),
        m_column(column),
        m_rows(rows),
        m_facts(table.column(column)),
        m_file(file),
        m_leastClasses(leastClasses) {}

  Result<TableAnswers> read(TargetKind wanted) {
    if (wanted == TargetKind::Numbers) return numbers();
    if (m_facts.words == 0 && m_facts.fractions > 0 && wanted == TargetKind::Guessed) return TableAnswers{};
    if (m_facts.fractions > 0 && wanted == TargetKind::Guessed)
      return Error{message(
          "{}, line {}, column {}: \"{}\" is not a number, but line {} has a number with a fraction there. A "
          "column of answers holds either numbers or classes.",
          m_facts.wordFile.value_or(m_file), m_facts.wordLine, shortened(m_facts.name), m_facts.firstWord,
          m_facts.fractionLine)};
    if (m_facts.fractions > 0)
      return Error{
          message("{}: the column {} has numbers with fractions, as in line {}, which cannot be classes. "
                  "target=numbers reads them as numbers.",
                  m_file, shortened(m_facts.name), m_facts.fractionLine)};
    return wholeOrWords(wanted);
  }

 private:
  Result<TableAnswers> numbers() const {
    if (m_facts.words == 0) return TableAnswers{};
    return Error{message(
        "{}, line {}, column {}: \"{}\" is not a number. target=classes reads the column as "
        "classes; or name another column as the target.",
        m_facts.wordFile.value_or(m_file), m_facts.wordLine, shortened(m_facts.name), m_facts.firstWord)};
  }

  Result<TableAnswers> wholeOrWords(TargetKind wanted) {
    std::set<Scalar> values;
    for (const Index row : m_rows) {
      const Scalar value = m_table.at(row, m_column);
      if (value == value && values.size() <= kMaxClasses) values.insert(value);
    }
    const bool areWords = m_facts.words > 0;
    TableAnswers answers;
    const std::size_t count = values.size() + m_facts.wordNumbers.size();
    if (!areWords && wanted == TargetKind::Guessed) {
      const bool areMany = count > kMaxClasses;
      if (areMany || !m_facts.isExact || !areLikelyClasses(values, std::ssize(m_rows))) {
        answers.note = areMany || !m_facts.isExact
                           ? message("{} was read as numbers, because it has more than {} different values.",
                                     shortened(m_facts.name), std::min(count - 1, kMaxClasses))
                           : message(
                                 "{0} was read as numbers, because its {1} rows have {2} different values; "
                                 "target=classes reads them as classes.",
                                 shortened(m_facts.name), m_rows.size(), count);
        return answers;
      }
      if (count > 2)
        answers.note = message(
            "{0} was read as classes, because its {1} rows have only {2} different values; target=numbers "
            "reads them as numbers.",
            shortened(m_facts.name), m_rows.size(), count);
    }
    if (m_facts.hasMoreWords || count > kMaxClasses)
      return Error{areWords ? message("{}: the column {} has more than {} different texts, which is the "
                                      "limit for classes. Name another column as the target with --targets.",
                                      m_file, shortened(m_facts.name), kMaxClasses)
                            : message("{}: the column {} has more than {} different numbers, which is the "
                                      "limit for classes. target=numbers reads them as numbers.",
                                      m_file, shortened(m_facts.name), kMaxClasses)};
    if (!m_facts.isExact)
      return Error{
          message("{}: the column {} has whole numbers beyond 16 million, which cannot be told apart as "
                  "classes. target=numbers reads them as numbers.",
                  m_file, shortened(m_facts.name))};
    return classes(values, std::move(answers));
  }

  /// Whole numbers in ascending order, texts in alphabetical order.
  Result<TableAnswers> classes(const std::set<Scalar>& values, TableAnswers answers) {
    std::vector<const std::string*> words(m_facts.wordNumbers.size() + 1);
    for (const auto& [word, number] : m_facts.wordNumbers) words[number] = &word;
    std::vector<Index> times(words.size());
    for (const Index row : m_rows) ++times[m_table.word(row, m_column)];
    WordNames spellings;
    for (std::size_t i = 1; i < words.size(); ++i)
      if (times[i] > 0) spellings.add(*words[i], times[i]);

    std::set<std::string> names;
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (times[i] == 0) continue;
      const std::string& name = spellings.nameOf(*words[i]);
      names.insert(name);
      if (name != *words[i])
        answers.note = followed(answers.note,
                                message("\"{}\" is read as \"{}\".", shortened(*words[i]), shortened(name)));
    }
    if (names.empty())
      for (const Scalar value : values) answers.classNames.push_back(wholeText(value));
    else
      for (const Scalar value : values) names.insert(wholeText(value));
    if (!names.empty()) answers.classNames.assign(names.begin(), names.end());
    if (answers.classNames.size() < m_leastClasses)
      return Error{
          message("{}: the column {} has only \"{}\"; there is nothing to tell apart. Name "
                  "another column as the target.",
                  m_file, shortened(m_facts.name), shortened(answers.classNames[0]))};

    std::map<std::string, std::uint8_t> labelOf;
    for (std::size_t i = 0; i < answers.classNames.size(); ++i)
      labelOf[answers.classNames[i]] = static_cast<std::uint8_t>(i);
    std::vector<std::uint8_t> labelOfWord(words.size());
    for (std::size_t i = 1; i < words.size(); ++i)
      if (times[i] > 0) labelOfWord[i] = labelOf.at(spellings.nameOf(*words[i]));
    std::map<Scalar, std::uint8_t> labelOfNumber;
    for (const Scalar value : values) labelOfNumber[value] = labelOf.at(wholeText(value));
    for (const Index row : m_rows) {
      const std::uint32_t word = m_table.word(row, m_column);
      answers.labels.push_back(word > 0 ? labelOfWord[word] : labelOfNumber.at(m_table.at(row, m_column)));
    }
    return answers;
  }

  const TableColumns& m_table;
  std::size_t m_column;
  std::span<const Index> m_rows;
  const TableColumn& m_facts;
  const std::string& m_file;
  std::size_t m_leastClasses;
};

}  // namespace

Result<TableAnswers> answersOf(const TableColumns& table, std::size_t column, std::span<const Index> rows,
                               TargetKind wanted, const std::string& file, std::size_t leastClasses) {
  return AnswerReader(table, column, rows, file, leastClasses).read(wanted);
}

}  // namespace pellucid::engine
