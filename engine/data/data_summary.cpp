// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/data_summary.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string_view>
#include <unordered_map>

namespace pellucid::engine {
namespace {

/// The inputs of one sample as stored in memory.
std::string_view bytesOf(const Split& split, Index features, Index sample) {
  if (!split.pixels.empty())
    return {reinterpret_cast<const char*>(split.pixels.data()) + sample * features,
            static_cast<std::size_t>(features)};
  return {reinterpret_cast<const char*>(split.numbers.data() + sample * features),
          static_cast<std::size_t>(features) * sizeof(Scalar)};
}

bool isSameAnswer(const Split& a, Index i, const Split& b, Index j) {
  if (!a.labels.empty())
    return a.labels[static_cast<std::size_t>(i)] == b.labels[static_cast<std::size_t>(j)];
  return a.targets.col(i) == b.targets.col(j);
}

/// Number of samples between checks for cancellation.
constexpr Index kLook = 1024;

class Summariser {
 public:
  Summariser(const Dataset& dataset, const Progress& progress) : m_data(dataset), m_progress(progress) {}

  std::optional<DataSummary> make() {
    countClasses();
    if (!findSame()) return std::nullopt;
    measureRange();
    if (!m_data.shape.isImage())
      if (!summariseColumns()) return std::nullopt;
    return std::move(m_summary);
  }

 private:
  void countClasses() {
    m_summary.classes.resize(m_data.classNames.size());
    for (const std::uint8_t label : m_data.train.labels) ++m_summary.classes[label].train;
    for (const std::uint8_t label : m_data.validation.labels) ++m_summary.classes[label].validation;
    for (const std::uint8_t label : m_data.test.labels) ++m_summary.classes[label].test;
    const auto smallest = std::ranges::min_element(m_summary.classes, {}, &DataSummary::ClassCounts::train);
    if (smallest != m_summary.classes.end())
      m_summary.smallest = static_cast<std::size_t>(smallest - m_summary.classes.begin());
  }

  bool findSame() {
    const Index features = m_data.inputs();
    std::unordered_map<std::string_view, Index> first;
    first.reserve(static_cast<std::size_t>(m_data.train.size()));
    for (Index i = 0; i < m_data.train.size(); ++i) {
      if (i % kLook == 0 && m_progress.isCancelled()) return false;
      first.emplace(bytesOf(m_data.train, features, i), i);
    }
    for (Index i = 0; i < m_data.test.size(); ++i) {
      const auto found = first.find(bytesOf(m_data.test, features, i));
      if (found == first.end()) continue;
      m_summary.same.push_back({.test = i, .train = found->second});
      if (!isSameAnswer(m_data.test, i, m_data.train, found->second)) ++m_summary.otherAnswers;
    }
    return true;
  }

  void measureRange() {
    const Split& train = m_data.train;
    if (!train.pixels.empty()) {
      const auto [least, most] = std::ranges::minmax(train.pixels);
      m_summary.least = least / 255.0;
      m_summary.most = most / 255.0;
    } else if (train.numbers.size() > 0) {
      m_summary.least = static_cast<double>(train.numbers.minCoeff());
      m_summary.most = static_cast<double>(train.numbers.maxCoeff());
    }
  }

  /// In the table's units.
  Vector inTheirUnits(const Standard& standard, const Matrix& numbers, Index row) const {
    Vector values = numbers.row(row).transpose();
    if (standard.isEmpty()) return values;
    const Index entry = row / (numbers.rows() / standard.mean.size());
    return values * standard.deviation(entry) + Vector::Constant(values.size(), standard.mean(entry));
  }

  static void measure(ColumnSummary& summary, const Vector& values) {
    if (values.size() == 0) return;
    const auto each = values.cast<double>().eval();
    summary.least = each.minCoeff();
    summary.most = each.maxCoeff();
    summary.mean = each.mean();
    summary.deviation = std::sqrt((each.array() - summary.mean).square().mean());
    const double range = summary.most - summary.least;
    summary.bins.assign(range > 0 ? static_cast<std::size_t>(kColumnBins) : 1, 0);
    for (const double value : each) {
      const double part = range > 0 ? (value - summary.least) / range * kColumnBins : 0;
      ++summary.bins[std::min(static_cast<std::size_t>(part), summary.bins.size() - 1)];
    }
  }

  std::optional<Index> inputNamed(const std::string& name) const {
    const auto found = std::ranges::find(m_data.inputNames, name);
    if (found == m_data.inputNames.end()) return std::nullopt;
    return found - m_data.inputNames.begin();
  }

  void measureInput(ColumnSummary& summary, Index input) const {
    measure(summary, inTheirUnits(m_data.scaling.inputs, m_data.train.numbers, input));
  }

  /// For a column of words, the inputs that are 1 where the cell is this word: "city=Rome".
  void countWords(ColumnSummary& summary) const {
    const std::string prefix = summary.column.name + "=";
    for (Index i = 0; i < std::ssize(m_data.inputNames); ++i) {
      const std::string& name = m_data.inputNames[static_cast<std::size_t>(i)];
      if (!name.starts_with(prefix)) continue;
      summary.words.push_back(name.substr(prefix.size()));
      summary.bins.push_back(
          (inTheirUnits(m_data.scaling.inputs, m_data.train.numbers, i).array() > Scalar(0.5)).count());
    }
  }

  void measureTarget(ColumnSummary& summary) const {
    if (m_data.hasClasses()) {
      summary.words = m_data.classNames;
      for (const DataSummary::ClassCounts& counts : m_summary.classes) summary.bins.push_back(counts.train);
      return;
    }
    const auto found = std::ranges::find(m_data.targetNames, summary.column.name);
    if (found != m_data.targetNames.end())
      measure(summary,
              inTheirUnits(m_data.scaling.targets, m_data.train.targets, found - m_data.targetNames.begin()));
  }

  bool summariseColumns() {
    for (const DataColumn& column : columns()) {
      if (m_progress.isCancelled()) return false;
      ColumnSummary summary{.column = column};
      if (column.role == DataColumn::Role::Target)
        measureTarget(summary);
      else if (const auto input = inputNamed(column.name); input && column.role == DataColumn::Role::Input)
        measureInput(summary, *input);
      else if (column.role == DataColumn::Role::Input)
        countWords(summary);
      m_summary.columns.push_back(std::move(summary));
    }
    return true;
  }

  /// The columns of the table; for other data, the inputs and targets.
  std::vector<DataColumn> columns() const {
    if (!m_data.columns.empty() || m_data.train.numbers.size() == 0) return m_data.columns;
    std::vector<DataColumn> columns;
    for (const std::string& name : m_data.inputNames) columns.push_back({.name = name});
    for (const std::string& name : m_data.targetNames)
      columns.push_back({.name = name, .role = DataColumn::Role::Target});
    return columns;
  }

  const Dataset& m_data;
  const Progress& m_progress;
  DataSummary m_summary;
};

}  // namespace

std::optional<DataSummary> summarise(const Dataset& dataset, const Progress& progress) {
  return Summariser(dataset, progress).make();
}

std::optional<MeanAndSpread> meanAndSpread(const Dataset& dataset, std::optional<std::size_t> label,
                                           const Progress& progress) {
  const Split& train = dataset.train;
  const Index features = dataset.inputs();
  std::vector<std::uint32_t> chosen;
  for (Index i = 0; i < train.size(); ++i)
    if (!label || train.labels[static_cast<std::size_t>(i)] == *label)
      chosen.push_back(static_cast<std::uint32_t>(i));
  MeanAndSpread result;
  result.samples = std::ssize(chosen);
  if (chosen.empty()) return result;
  // In double, relative to a first estimate of the mean, so that no precision is lost where numbers are large
  // and similar.
  const Eigen::VectorXd around = sample(train, features, chosen[0]).cast<double>();
  Eigen::VectorXd sum = Eigen::VectorXd::Zero(features);
  Eigen::VectorXd squares = Eigen::VectorXd::Zero(features);
  Matrix block;
  for (std::size_t from = 0; from < chosen.size(); from += kLook) {
    if (progress.isCancelled()) return std::nullopt;
    gather(train, features,
           std::span(chosen).subspan(from, std::min<std::size_t>(kLook, chosen.size() - from)), block);
    for (Index n = 0; n < block.cols(); ++n) {
      const Eigen::VectorXd away = block.col(n).cast<double>() - around;
      sum += away;
      squares += away.cwiseProduct(away);
    }
  }
  const auto count = static_cast<double>(result.samples);
  const Eigen::VectorXd mean = sum / count;
  result.mean = (mean + around).cast<Scalar>();
  result.deviation = (squares / count - mean.cwiseProduct(mean)).cwiseMax(0).cwiseSqrt().cast<Scalar>();
  return result;
}

}  // namespace pellucid::engine
