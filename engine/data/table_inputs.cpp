// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/base/shortened.h"
#include "engine/base/typed_word.h"
#include "engine/data/table_cell.h"

namespace pellucid::engine {
namespace {

class InputChooser {
 public:
  InputChooser(TableColumns& table, const TableRoles& roles, const DataOptions& options,
               const std::string& file, TableReading& reading)
      : m_table(table),
        m_isInput(roles.isInput),
        m_isOneHot(roles.isOneHot),
        m_options(options),
        m_file(file),
        m_reading(reading) {}

  Result<std::vector<TableInput>> choose() {
    if (auto chosen = chooseInputs(); !chosen) return chosen.error();
    return std::move(m_inputs);
  }

 private:
  TableColumns& table() { return m_table; }
  const TableColumns& table() const { return m_table; }
  const TableColumn& facts(std::size_t column) const { return m_table.column(column); }
  std::string shownColumn(std::size_t column) const { return shortened(facts(column).name); }

  Result<void> chooseInputs() {
    std::vector<std::size_t> texts;
    for (std::size_t i = 0; i < table().size(); ++i) {
      if (!m_isInput[i]) continue;
      if (m_isOneHot[i]) {
        table().makeWordsOfNumbers(i);
        continue;
      }
      if (isTruthColumn(facts(i))) readTruths(i);
      if (facts(i).words == 0) continue;
      if (m_options.text == TextColumns::OneHot && hasUsualWord(i)) table().makeWordsOfNumbers(i);
      if (!facts(i).isText()) return strayWord(i);
      texts.push_back(i);
    }
    if (!texts.empty() && m_options.text == TextColumns::Refused) return refuseTexts(texts);
    for (std::size_t i = 0; i < table().size(); ++i) {
      if (!m_isInput[i]) continue;
      if (facts(i).words == 0) {
        addInput({.column = i}, facts(i).name);
        continue;
      }
      if (auto split = splitTexts(i); !split) return split;
    }
    return checkSize();
  }

  Error strayWord(std::size_t column) const {
    const TableColumn& there = facts(column);
    if (there.isNumberLike)
      return Error{message("{}, line {}, column {}: \"{}\" is not a number within ±{:.1g}.",
                           there.wordFile.value_or(m_file), there.wordLine, shownColumn(column),
                           there.firstWord, std::numeric_limits<Scalar>::max())};
    return Error{
        message("{}, line {}, column {}: \"{}\" is not a number, unlike the rest of its column. Correct the "
                "cell, or remove the row.",
                there.wordFile.value_or(m_file), there.wordLine, shownColumn(column), there.firstWord)};
  }

  void addInput(const TableInput& input, std::string name) {
    m_inputs.push_back(input);
    m_reading.inputs.push_back(std::move(name));
  }

  Error refuseTexts(const std::vector<std::size_t>& columns) const {
    std::vector<std::string> examples;
    std::vector<std::string> names;
    for (const std::size_t column : columns) {
      examples.push_back(fmt::format("{} (\"{}\")", shownColumn(column), facts(column).firstWord));
      names.push_back(facts(column).name);
    }
    constexpr std::size_t kMostShown = 5;
    const std::size_t more = examples.size() - std::min(examples.size(), kMostShown);
    examples.resize(examples.size() - more);
    const std::string ignored = fmt::format("{}", fmt::join(names, ","));
    const bool mayBeTarget = columns.size() == 1 && m_options.targets.empty() && isRepeating(columns[0]);
    return Error{message(
        "{}: inputs are numbers, but there are texts or dates in {}. Leave such columns out with "
        "--ignore {}, or turn them into inputs of 0 and 1 with the option text=onehot.{}",
        m_file, listed(examples, more), shortened(ignored),
        mayBeTarget
            ? message(" If it is what is to be predicted, say so with --targets {}.", shortened(names[0]))
            : Message())};
  }

  /// An input for each word: 1 for this word, otherwise 0.
  Result<void> splitTexts(std::size_t column) {
    constexpr std::size_t kMostTexts = 64;
    if (facts(column).hasMoreWords || facts(column).wordNumbers.size() > kMostTexts)
      return Error{
          message("{}: the column {} has more than {} different texts, which is the limit for inputs of 0 "
                  "and 1. Leave it out with --ignore.",
                  m_file, shownColumn(column), kMostTexts)};
    for (const auto& [word, number] : facts(column).wordNumbers)
      addInput({.column = column, .word = number}, fmt::format("{}={}", facts(column).name, word));
    m_reading.notes.push_back(message("The {} values of {} became inputs of 0 and 1.",
                                      facts(column).wordNumbers.size(), shownColumn(column)));
    return {};
  }

  /// The inputs made from texts must not take more memory than the table itself.
  Result<void> checkSize() const {
    constexpr Index kAlways = 4'000'000;
    const auto values = table().rows() * static_cast<Index>(m_inputs.size());
    const auto cells = table().rows() * static_cast<Index>(table().size());
    if (values <= std::max(kAlways, cells)) return {};
    return Error{
        message("{}: turning texts into inputs of 0 and 1 would give {} values from {} cells. Leave columns "
                "out with --ignore.",
                m_file, values, cells)};
  }

  /// Like a class.
  bool isRepeating(std::size_t column) const {
    return !facts(column).hasMoreWords &&
           2 * static_cast<Index>(facts(column).wordNumbers.size()) <= table().rows();
  }

  /// A yes is 1; the text that counts as yes is reported where it is not obvious.
  void readTruths(std::size_t column) {
    for (const auto& [word, number] : facts(column).wordNumbers)
      if (truthOf(word) == true && loweredText(word) != "true")
        m_reading.notes.push_back(
            message("In {}, \"{}\" was read as 1 and the other text as 0.", shownColumn(column), word));
    table().makeNumbersOfTruths(column);
  }

  /// A frequent word among numbers is no mistake: "2, 3, 4, 5more".
  bool hasUsualWord(std::size_t column) const {
    constexpr Index kOften = 3;
    std::vector<Index> times(facts(column).wordNumbers.size() + 1);
    for (Index row = 0; row < table().rows(); ++row) ++times[table().word(row, column)];
    return std::ranges::any_of(times.begin() + 1, times.end(), [](Index count) { return count >= kOften; });
  }

  TableColumns& m_table;
  const std::vector<bool>& m_isInput;
  const std::vector<bool>& m_isOneHot;
  const DataOptions& m_options;
  const std::string& m_file;
  TableReading& m_reading;
  std::vector<TableInput> m_inputs;
};

}  // namespace

Result<std::vector<TableInput>> inputsOf(TableColumns& table, const TableRoles& roles,
                                         const DataOptions& options, const std::string& file,
                                         TableReading& reading) {
  return InputChooser(table, roles, options, file, reading).choose();
}

}  // namespace pellucid::engine
