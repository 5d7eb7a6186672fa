// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/base/shortened.h"
#include "engine/data/stratified_split.h"
#include "engine/data/table_cell.h"
#include "engine/data/table_columns.h"
#include "engine/data/table_description.h"
#include "engine/data/table_inputs.h"
#include "engine/data/table_roles.h"
#include "engine/data/table_rows.h"
#include "engine/data/table_target.h"

namespace pellucid::engine {
namespace {

class TableMaker {
 public:
  TableMaker(const std::string& file, const DataOptions& options, const Progress& progress)
      : m_file(file), m_options(options), m_progress(progress) {}

  Result<Dataset> make(Bytes bytes, TablesBeside beside) {
    if (auto read = readCells(std::move(bytes)); !read) return read.error();
    m_columns = dataColumns(table());
    if (auto roles = chooseRoles(); !roles) return roles.error();
    if (auto read = readBeside(std::move(beside)); !read) return read.error();
    if (auto inputs = chooseInputs(); !inputs) return inputs.error();
    if (auto rows = chooseRows(); !rows) return rows.error();
    return finish();
  }

  /// As far as the roles can be chosen.
  Result<std::vector<DataColumn>> list(Bytes bytes) {
    if (auto read = readCells(std::move(bytes)); !read) return read.error();
    m_columns = dataColumns(table());
    (void)chooseRoles();
    return columnsWithRoles();
  }

 private:
  TableColumns& table() { return *m_table; }
  const TableColumns& table() const { return *m_table; }
  const TableColumn& facts(std::size_t column) const { return table().column(column); }
  std::string shownColumn(std::size_t column) const { return shortened(facts(column).name); }

  Result<void> readCells(Bytes bytes) {
    std::vector<std::string> known;
    for (const auto* names : {&m_options.targets, &m_options.inputs, &m_options.ignored, &m_options.oneHot,
                              &m_options.wishes.inputs, &m_options.wishes.targets})
      for (const std::string& name : *names) known.push_back(toUtf8(name));
    auto read = readTableRows(std::move(bytes), m_file, m_reading, m_progress, known, m_options.form);
    if (!read) return read.error();
    m_table.emplace(std::move(read->cells));
    m_isUnnamed = std::move(read->isUnnamed);
    return {};
  }

  Result<void> chooseRoles() {
    return chooseTableRoles(table(), m_isUnnamed, m_file, m_options, m_reading, m_roles);
  }

  /// Reads nothing for a table that only needs answers.
  Result<void> readBeside(TablesBeside beside) {
    m_rowsEnd.fill(table().rows());
    if (m_options.wishes.isForAnswers) return {};
    std::vector<bool> spare(table().size());
    for (std::size_t i = 0; i < spare.size(); ++i)
      spare[i] = !m_roles.isInput[i] && std::ranges::find(m_targets, i) == m_targets.end();
    std::size_t part = kTests;
    for (std::optional<TableBeside>* each : {&beside.test, &beside.validation}) {
      if (*each)
        if (auto added = addRowsOf(std::move((*each)->bytes), (*each)->file, m_file, m_options.form, spare,
                                   table(), m_progress);
            !added)
          return added;
      m_rowsEnd[part++] = table().rows();
    }
    m_hasTests = beside.test.has_value();
    if (beside.test)
      m_reading.notes.push_back(message("The test samples are the rows of {}.", beside.test->file));
    if (beside.validation)
      m_reading.notes.push_back(
          message("The samples for validation are the rows of {}.", beside.validation->file));
    return {};
  }

  /// Determines the values of a sample, in the order of the columns.
  Result<void> chooseInputs() {
    auto inputs = inputsOf(table(), m_roles, m_options, m_file, m_reading);
    if (!inputs) return inputs.error();
    m_inputs = *std::move(inputs);
    return {};
  }

  bool hasGap(Index row, bool isFilled) const {
    const auto isMissing = [&](std::size_t column) { return table().isMissing(row, column); };
    if (!m_options.wishes.isForAnswers && std::ranges::any_of(m_targets, isMissing)) return true;
    return std::ranges::any_of(m_inputs, [&](const TableInput& input) {
      return (!isFilled || input.word > 0) && isMissing(input.column);  // texts have no mean
    });
  }

  /// Chooses the rows without gaps, or with gaps that can be filled.
  Result<void> chooseRows() {
    const bool isFilled = m_options.missing == MissingCells::Mean;
    for (Index row = 0; row < table().rows(); ++row)
      if (!hasGap(row, isFilled)) m_rows.push_back(row);
    const Index kept = std::ssize(m_rows);
    m_reading.rows = kept;
    m_reading.leftOut = table().rows() - kept;
    const bool isEnough = m_options.wishes.isForAnswers ? kept > 0 : 2 * kept >= table().rows();
    if (!isEnough && table().rows() > 0) return refuseGaps(isFilled);
    if (kept == 0 && m_options.wishes.isForAnswers)
      return Error{message("{} has no rows of numbers: there is nothing to answer.", m_file)};
    if (kept < (m_options.wishes.isForAnswers ? 1 : 2))
      return Error{message(
          "{} has {} rows of numbers; there must be at least 2, one for training and one for testing.",
          m_file, kept)};
    return {};
  }

  Error refuseGaps(bool isFilled) const {
    std::vector<std::size_t> used = m_targets;
    if (!isFilled)
      for (const TableInput& input : m_inputs) used.push_back(input.column);
    const std::size_t worst =
        *std::ranges::max_element(used, {}, [&](std::size_t column) { return facts(column).missing; });
    const bool isTarget = std::ranges::find(m_targets, worst) != m_targets.end();
    return Error{message(
        "{}: {} of {} rows have gaps, most of them in the column {}, which is empty in {}. {}", m_file,
        m_reading.leftOut, table().rows(), shownColumn(worst), facts(worst).missing,
        isTarget ? message("Name another target with --targets.")
                 : message("Leave it out with --ignore, or fill gaps with the option missing=mean."))};
  }

  Result<Dataset> finish() {
    Dataset dataset;
    dataset.inputNames = m_reading.inputs;
    dataset.columns = columnsWithRoles();
    if (m_options.wishes.isForAnswers) return withoutAnswers(std::move(dataset));
    auto answers = readAnswers();
    if (!answers) return answers.error();
    for (const std::size_t target : m_targets) m_reading.targets.push_back(facts(target).name);
    if (answers->classNames.empty())
      dataset.targetNames = m_reading.targets;
    else
      dataset.answerName = m_reading.targets[0];
    dataset.classNames = m_reading.classNames = answers->classNames;
    m_reading.notes.push_back(answers->note);
    tellRowNumbers();
    if (auto shaped = shape(dataset); !shaped) return shaped.error();

    const auto order = orderOf(answers->labels);
    if (!order) return order.error();
    m_reading.tests = std::ssize(order->test);
    const auto means = meansOf(order->train);
    if (!means) return means.error();
    dataset.train = samples(order->train, *means, answers->labels);
    dataset.test = samples(order->test, *means, answers->labels);
    if (!order->validation.empty()) dataset.validation = samples(order->validation, *means, answers->labels);
    noteScale(dataset);
    dataset.checksum = checksum(dataset.train, dataset.test);
    tellUntested(dataset);
    tellMarks();
    dataset.reading = describeTable(m_reading);
    return dataset;
  }

  struct Order {
    std::vector<Index> train, test, validation;
  };
  /// The use of the samples: a share of the table, or the rows of separate tables.
  Result<Order> orderOf(const std::vector<std::uint8_t>& labels) const {
    Order order;
    std::vector<Index> own;
    for (std::size_t i = 0; i < m_rows.size(); ++i)
      (m_rows[i] < m_rowsEnd[kOwn]     ? own
       : m_rows[i] < m_rowsEnd[kTests] ? order.test
                                       : order.validation)
          .push_back(static_cast<Index>(i));
    if (m_hasTests) {
      order.train = std::move(own);
    } else {
      if (own.size() < 2)
        return Error{message(
            "{} has {} rows of numbers; there must be at least 2, one for training and one for testing.",
            m_file, own.size())};
      std::vector<std::uint8_t> ownLabels;
      for (const Index i : own)
        if (!labels.empty()) ownLabels.push_back(labels[static_cast<std::size_t>(i)]);
      const SplitOrder split = labels.empty() ? splitOrder(std::ssize(own), m_options.test, m_options.seed)
                                              : stratifiedOrder(ownLabels, m_options.test, m_options.seed);
      for (const Index i : split.train) order.train.push_back(own[static_cast<std::size_t>(i)]);
      for (const Index i : split.test) order.test.push_back(own[static_cast<std::size_t>(i)]);
    }
    if (order.train.empty() || order.test.empty())
      return Error{message("There are {} samples for training and {} for testing; each must have one.",
                           order.train.size(), order.test.size())};
    return order;
  }

  std::vector<DataColumn> columnsWithRoles() const {
    std::vector<DataColumn> columns = m_columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const bool isInput = m_roles.isInput[i];
      columns[i].role = isInput ? DataColumn::Role::Input : DataColumn::Role::LeftOut;
      columns[i].isOneHot = isInput && (m_roles.isOneHot[i] || (columns[i].kind == DataColumn::Kind::Words &&
                                                                m_options.text == TextColumns::OneHot));
    }
    for (const std::size_t target : m_targets) columns[target].role = DataColumn::Role::Target;
    return columns;
  }

  /// Every row in the order of the file. Targets in the table are ignored.
  Result<Dataset> withoutAnswers(Dataset dataset) {
    if (auto shaped = shape(dataset); !shaped) return shaped.error();
    m_targets = {};
    std::vector<Index> order;
    for (Index i = 0; i < m_reading.rows; ++i) order.push_back(i);
    const auto means = knownMeans();
    if (!means) return means.error();
    dataset.test = samples(order, *means, {});
    noteScale(dataset);
    dataset.rows.assign(static_cast<std::size_t>(table().rows()), -1);
    for (Index i = 0; i < m_reading.rows; ++i)
      dataset.rows[static_cast<std::size_t>(m_rows[static_cast<std::size_t>(i)])] = i;
    tellMarks();
    dataset.reading = describeTable(m_reading);
    return dataset;
  }

  Result<TableAnswers> readAnswers() const {
    if (m_targets.size() == 1) {
      const bool isTold = m_options.target != TargetKind::Guessed;
      const TargetKind kind = isTold ? m_options.target : m_options.wishes.kind;
      return answersOf(table(), m_targets[0], m_rows, kind, m_file,
                       m_options.wishes.kind == TargetKind::Classes ? 1 : 2);
    }
    for (const std::size_t target : m_targets)
      if (auto numbers = answersOf(table(), target, m_rows, TargetKind::Numbers, m_file); !numbers)
        return numbers.error();
    return TableAnswers{};
  }

  Result<void> shape(Dataset& dataset) const {
    const auto inputs = static_cast<Index>(m_inputs.size());
    const Shape& wished = m_options.wishes.shape;
    dataset.shape = m_options.shape.value_or(wished.size() == inputs ? wished : flatShape(inputs));
    if (dataset.shape.size() == inputs) return {};
    return Error{message(
        "{}: the option shape has {} values ({}), but a sample has {}. Give the right shape, or leave "
        "columns out with --ignore.",
        m_file, dataset.shape.size(), shapeText(dataset.shape), inputs)};
  }

  /// For the columns with gaps, over the training samples.
  Result<Vector> meansOf(const std::vector<Index>& chosen) const {
    Vector means = Vector::Zero(static_cast<Index>(m_inputs.size()));
    for (std::size_t i = 0; i < m_inputs.size(); ++i) {
      if (!isFilled(m_inputs[i])) continue;
      const std::size_t column = m_inputs[i].column;
      double sum = 0;
      Index count = 0;
      for (const Index sample : chosen) {
        const Scalar value = table().at(m_rows[static_cast<std::size_t>(sample)], column);
        if (std::isnan(value)) continue;
        sum += static_cast<double>(value);
        ++count;
      }
      if (count == 0)
        return Error{
            message("{}: the column {} has no numbers in the training samples, so there is no mean to "
                    "fill its gaps with. Leave it out with --ignore.",
                    m_file, shownColumn(column))};
      means(static_cast<Index>(i)) = static_cast<Scalar>(sum / static_cast<double>(count));
    }
    return means;
  }

  bool isFilled(const TableInput& input) const {
    return m_options.missing == MissingCells::Mean && facts(input.column).missing > 0 && input.word == 0;
  }

  /// The means of the model's training samples: the rows that it is applied to must not affect them.
  Result<Vector> knownMeans() const {
    Vector means = Vector::Zero(static_cast<Index>(m_inputs.size()));
    for (std::size_t i = 0; i < m_inputs.size(); ++i) {
      if (!isFilled(m_inputs[i])) continue;
      const std::string& name = facts(m_inputs[i].column).name;
      const auto known = std::ranges::find(m_options.wishes.inputs, name);
      const Index at = known - m_options.wishes.inputs.begin();
      if (known == m_options.wishes.inputs.end() || at >= m_options.wishes.means.size())
        return Error{
            message("{}: the model does not keep the mean of {}, with which missing=mean would fill its "
                    "gaps; those that learned from standardised data do. Leave missing=mean out: rows "
                    "with gaps then get no answer.",
                    m_file, shortened(name))};
      means(static_cast<Index>(i)) = m_options.wishes.means(at);
    }
    return means;
  }

  /// A model keeps the divisor of its inputs.
  void noteScale(Dataset& dataset) const {
    if (m_options.scale != 1)
      dataset.scaling.inputs = {.mean = Vector::Zero(1),
                                .deviation = Vector::Constant(1, static_cast<Scalar>(m_options.scale))};
  }

  Split samples(const std::vector<Index>& chosen, const Vector& means,
                const std::vector<std::uint8_t>& labels) {
    Split split;
    const auto count = std::ssize(chosen);
    split.numbers.resize(static_cast<Index>(m_inputs.size()), count);
    if (labels.empty()) split.targets.resize(static_cast<Index>(m_targets.size()), count);
    const auto scale = static_cast<Scalar>(m_options.scale);
    for (Index n = 0; n < count; ++n) {
      const Index sample = chosen[static_cast<std::size_t>(n)];
      const Index row = m_rows[static_cast<std::size_t>(sample)];
      for (std::size_t i = 0; i < m_inputs.size(); ++i) {
        const auto [column, word] = m_inputs[i];
        Scalar value = table().at(row, column);
        if (word > 0) {
          value = table().word(row, column) == word ? 1 : 0;
        } else if (std::isnan(value)) {
          value = means(static_cast<Index>(i));
          ++m_reading.filled;
        }
        split.numbers(static_cast<Index>(i), n) = value / scale;
      }
      for (std::size_t t = 0; labels.empty() && t < m_targets.size(); ++t)
        split.targets(static_cast<Index>(t), n) = table().at(row, m_targets[t]);
      if (!labels.empty()) split.labels.push_back(labels[static_cast<std::size_t>(sample)]);
    }
    return split;
  }

  /// Warns of an input that rises by one from row to row: it only gives a sample's position in the file.
  void tellRowNumbers() {
    for (const TableInput& input : m_inputs) {
      const auto number = [&](Index row) { return table().at(row, input.column); };
      bool isCounting = input.word == 0 && facts(input.column).isExact && m_rowsEnd[kOwn] > 2;
      for (Index row = 1; isCounting && row < m_rowsEnd[kOwn]; ++row)
        isCounting = number(row) == number(row - 1) + 1;
      if (isCounting)
        m_reading.notes.push_back(
            message("The input {} only counts the rows, as it seems: then leave it out with --ignore.",
                    shownColumn(input.column)));
    }
  }

  /// An accuracy says nothing about an untested class.
  void tellUntested(const Dataset& dataset) {
    std::vector<std::string> untested;
    for (std::size_t i = 0; i < dataset.classNames.size(); ++i)
      if (std::ranges::find(dataset.test.labels, i) == dataset.test.labels.end())
        untested.push_back(dataset.classNames[i]);
    if (!untested.empty())
      m_reading.notes.push_back(counted(static_cast<std::int64_t>(untested.size()),
                                        "The class {} has no sample for testing.",
                                        "The classes {} have no samples for testing.", someNames(untested)));
  }

  void tellMarks() {
    const auto tell = [&](std::size_t column) {
      m_reading.hasThousands = m_reading.hasThousands || facts(column).hasThousands;
      m_reading.hasUnits = m_reading.hasUnits || facts(column).units > 0;
    };
    for (const TableInput& input : m_inputs) tell(input.column);
    for (const std::size_t target : m_targets) tell(target);
  }

  const std::string& m_file;
  const DataOptions& m_options;
  const Progress& m_progress;
  TableReading m_reading;
  std::optional<TableColumns> m_table;
  std::vector<DataColumn> m_columns;  ///< without their roles
  std::vector<bool> m_isUnnamed;
  TableRoles m_roles;
  std::vector<std::size_t>& m_targets = m_roles.targets;
  enum Part { kOwn, kTests, kValidation, kParts };
  std::array<Index, kParts> m_rowsEnd{};  ///< of the table's own rows, and of those of the other files
  bool m_hasTests = false;                ///< in a separate file, even if it has no rows
  std::vector<TableInput> m_inputs;
  std::vector<Index> m_rows;  ///< rows of the table that are samples
};

}  // namespace

Result<Dataset> datasetFromTable(Bytes bytes, const std::string& file, const DataOptions& options,
                                 const Progress& progress, TablesBeside beside) {
  return TableMaker(file, options, progress).make(std::move(bytes), std::move(beside));
}

Result<std::vector<DataColumn>> columnsOfTable(Bytes bytes, const std::string& file,
                                               const DataOptions& options, const Progress& progress) {
  return TableMaker(file, options, progress).list(std::move(bytes));
}

}  // namespace pellucid::engine
