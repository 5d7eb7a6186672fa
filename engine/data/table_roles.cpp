// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_roles.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

#include "engine/base/numbers.h"
#include "engine/base/shortened.h"
#include "engine/base/typed_word.h"
#include "engine/data/text_encoding.h"

namespace pellucid::engine {
namespace {

class RoleChooser {
 public:
  RoleChooser(const TableColumns& table, const std::vector<bool>& isUnnamed, const std::string& file,
              const DataOptions& options, TableReading& reading, TableRoles& roles)
      : m_table(table),
        m_isUnnamed(isUnnamed),
        m_file(file),
        m_options(options),
        m_reading(reading),
        m_isInput(roles.isInput),
        m_targets(roles.targets),
        m_isOneHot(roles.isOneHot) {}

  /// Chooses which columns are targets, inputs or nothing.
  Result<void> choose() {
    const std::size_t columns = table().size();
    m_isInput.assign(columns, true);
    m_isOneHot.assign(columns, false);
    for (std::size_t i = 0; i < columns; ++i)
      if (m_isUnnamed[i] && facts(i).isEmpty() && table().rows() > 0) {
        m_isInput[i] = false;
        ++m_reading.emptyColumns;
      }
    m_reading.hasRowNumbers = isRowNumber();
    if (m_reading.hasRowNumbers) m_isInput[0] = false;
    for (const std::string& name : m_options.ignored) {
      const auto column = columnNamed(name);
      if (!column) return column.error();
      m_isInput[*column] = false;
    }
    for (const std::string& name : m_options.oneHot) {
      const auto column = columnNamed(name);
      if (!column) return column.error();
      m_isOneHot[*column] = true;
    }
    if (auto targets = chooseTargets(); !targets) return targets;
    for (const std::size_t target : m_targets) m_isInput[target] = false;
    return chooseGivenInputs();
  }

 private:
  const TableColumns& table() const { return m_table; }
  const TableColumn& facts(std::size_t column) const { return m_table.column(column); }
  std::string shownColumn(std::size_t column) const { return shortened(facts(column).name); }

  Result<std::size_t> columnNamed(const std::string& name) const {
    const std::string wanted = toUtf8(name);  // like the table's own names
    for (std::size_t i = 0; i < table().size(); ++i)
      if (facts(i).name == wanted) return i;
    if (const auto number = columnNumber(name)) return *number - 1;
    const bool areListable = std::ranges::none_of(m_reading.form.names, [](const std::string& each) {
      return each.find_first_of(",|") != std::string::npos;
    });
    return Error{message("{} has no column {}; it has {}.{}", m_file, shortened(name), columnNames(),
                         areListable
                             ? Message()
                             : message(" A column whose name has a comma or a bar can be called by its "
                                       "number, as in --targets \"column 2\"."))};
  }

  /// "column 2", which works for any column.
  std::optional<std::size_t> columnNumber(std::string_view name) const {
    constexpr std::string_view kPrefix = "column ";
    if (!name.starts_with(kPrefix)) return std::nullopt;
    const auto number = parseNumber<std::size_t>(name.substr(kPrefix.size()));
    return number && *number >= 1 && *number <= table().size() ? number : std::nullopt;
  }

  Message columnNames() const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < table().size(); ++i) names.push_back(facts(i).name);
    return someNames(names);
  }

  /// The first column without a name whose cells are all different: R and pandas write it.
  bool isRowNumber() const {
    const bool isUnnamed = m_isUnnamed[0] || facts(0).name == "Unnamed: 0";  // pandas reads its own like this
    if (!m_reading.form.hasHeader || !isUnnamed || table().size() < 2 || table().rows() == 0) return false;
    const TableColumn& first = facts(0);
    if (m_reading.form.isFirstUnnamed) return true;
    if (first.missing > 0 || first.fractions > 0) return false;
    if (first.words > 0)
      return first.hasMoreWords || static_cast<Index>(first.wordNumbers.size()) == table().rows();
    std::vector<Scalar> cells;
    for (Index row = 0; row < table().rows(); ++row) cells.push_back(table().at(row, 0));
    std::ranges::sort(cells);
    return std::ranges::adjacent_find(cells) == cells.end();
  }

  bool has(const std::string& name) const {
    return std::ranges::any_of(m_reading.form.names, [&](const auto& each) { return each == name; });
  }

  /// The columns named by the user, otherwise the preferred ones if all of them exist.
  std::vector<std::string> namedTargets() const {
    const auto& wished = m_options.wishes.targets;
    const bool areThere = std::ranges::all_of(wished, [&](const auto& name) { return has(name); });
    return m_options.targets.empty() && areThere ? wished : m_options.targets;
  }

  Result<void> chooseTargets() {
    const std::vector<std::string> targets = namedTargets();
    if (m_options.wishes.isForAnswers && targets.empty()) return {};
    for (const std::string& name : targets) {
      const auto column = columnNamed(name);
      if (!column) return column.error();
      if (std::ranges::find(m_targets, *column) == m_targets.end()) m_targets.push_back(*column);
    }
    std::ranges::sort(m_targets);
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < table().size(); ++i)
      if (m_isInput[i]) left.push_back(i);
    if (left.size() < 2)
      return Error{
          message("{} has one column, {}; it must have at least one input and one target, separated by "
                  "commas, semicolons or tabs.",
                  m_file, left.empty() ? std::string("…") : shownColumn(left[0]))};
    if (m_targets.size() == left.size())
      return Error{message("{}: all columns are targets; leave at least one as input.", m_file)};
    if (!m_targets.empty()) return {};
    m_targets = {left.back()};
    const auto byName = targetByName(left);
    if (!byName || *byName == left.back()) return {};
    m_targets = {*byName};
    m_reading.notes.push_back(message("The target was chosen by its name; --targets names another."));
    return {};
  }

  /// The only column with a usual name for targets.
  std::optional<std::size_t> targetByName(const std::vector<std::size_t>& columns) const {
    constexpr std::array<std::string_view, 4> kNames = {"label", "labels", "class", "target"};
    std::optional<std::size_t> found;
    for (const std::size_t column : columns) {
      if (std::ranges::find(kNames, loweredText(facts(column).name)) == kNames.end()) continue;
      if (found) return std::nullopt;
      found = column;
    }
    return found;
  }

  Result<void> chooseGivenInputs() {
    if (m_options.inputs.empty()) {
      takeWishedInputs();
      return {};
    }
    std::vector<bool> isGiven(table().size());
    for (const std::string& name : m_options.inputs) {
      const auto column = columnNamed(name);
      if (!column) return column.error();
      if (std::ranges::find(m_targets, *column) != m_targets.end())
        return Error{message("{}: the column {} is both an input and a target. Name it only once.", m_file,
                             shortened(name))};
      isGiven[*column] = true;
    }
    m_isInput = std::move(isGiven);
    return {};
  }

  /// Leaves out columns that a model does not need, if all that it needs exist.
  void takeWishedInputs() {
    if (m_options.wishes.inputs.empty()) return;
    std::unordered_set<std::string_view> wished;
    std::unordered_set<std::string_view> columns;
    for (const std::string& name : m_options.wishes.inputs) wished.insert(name);
    for (const std::string& name : m_reading.form.names) columns.insert(name);
    for (const std::string& name : m_options.wishes.inputs) {
      if (columns.contains(name)) continue;
      const std::string_view column = std::string_view(name).substr(0, name.find('='));  // from text=onehot
      if (!columns.contains(column)) return;
      wished.insert(column);
    }
    for (std::size_t i = 0; i < table().size(); ++i)
      m_isInput[i] = m_isInput[i] && wished.contains(m_reading.form.names[i]);
  }

  const TableColumns& m_table;
  const std::vector<bool>& m_isUnnamed;
  const std::string& m_file;
  const DataOptions& m_options;
  TableReading& m_reading;
  std::vector<bool>& m_isInput;
  std::vector<std::size_t>& m_targets;
  std::vector<bool>& m_isOneHot;
};

}  // namespace

Result<void> chooseTableRoles(const TableColumns& table, const std::vector<bool>& isUnnamed,
                              const std::string& file, const DataOptions& options, TableReading& reading,
                              TableRoles& roles) {
  return RoleChooser(table, isUnnamed, file, options, reading, roles).choose();
}

}  // namespace pellucid::engine
