// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/history_csv.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/base/check.h"
#include "engine/base/numbers.h"

namespace pellucid::engine {
namespace {

constexpr std::string_view kHeader =
    "step,epoch,train_loss,train_accuracy,test_loss,test_accuracy,seconds,learning_rate,gradient_norm,"
    "update_ratio";
constexpr std::size_t kColumns = 10;
/// For files of earlier versions.
constexpr std::size_t kFirstColumns = 6;
constexpr std::string_view kFirstHeader = kHeader.substr(0, kHeader.find(",seconds"));
using Fields = std::array<std::string_view, kColumns>;

void appendMetrics(std::string& row, const HistoryPoint* point) {
  row += ',';
  if (point != nullptr) appendNumber(row, point->metrics.loss);
  row += ',';
  if (point != nullptr && point->metrics.hasAccuracy()) appendNumber(row, point->metrics.accuracy);
}

void appendMeasured(std::string& row, double value) {
  row += ',';
  if (!std::isnan(value)) appendNumber(row, value);
}

std::vector<HistoryPoint> inOrder(std::vector<HistoryPoint> points) {
  std::ranges::stable_sort(points, {}, &HistoryPoint::step);
  return points;
}

Error lineError(std::size_t line, const Message& problem) {
  return Error{message("line {}: {}", line, problem)};
}

/// False unless there are exactly `columns` fields; the others stay empty.
bool splitRow(std::string_view row, std::size_t columns, Fields& fields) {
  for (std::size_t i = 0; i < columns; ++i) {
    const std::size_t comma = row.find(',');
    const bool isLast = i + 1 == columns;
    if ((comma == std::string_view::npos) != isLast) return false;
    fields[i] = row.substr(0, comma);
    if (!isLast) row.remove_prefix(comma + 1);
  }
  return true;
}

/// Both fields empty: not measured. No accuracy: the targets are numbers. A loss can be anything that
/// to_chars writes, including inf and nan.
Result<std::optional<Metrics>> parseMetrics(std::string_view loss, std::string_view accuracy) {
  if (loss.empty() && accuracy.empty()) return std::optional<Metrics>();
  const auto lossValue = parseNumber<double>(loss);
  if (!lossValue) return Error{message("\"{:.40}\" is not a loss", loss)};
  if (accuracy.empty())
    return std::optional<Metrics>({.loss = *lossValue, .accuracy = std::numeric_limits<double>::quiet_NaN()});
  const auto accuracyValue = parseNumber<double>(accuracy);
  if (!accuracyValue || !(*accuracyValue >= 0 && *accuracyValue <= 1))
    return Error{message("\"{:.40}\" is not an accuracy from 0 to 1", accuracy)};
  return std::optional<Metrics>({.loss = *lossValue, .accuracy = *accuracyValue});
}

/// Empty where not measured.
Result<double> parseMeasured(std::string_view text) {
  if (text.empty()) return kUnmeasured;
  const auto value = parseNumber<double>(text);
  if (!value || !(*value >= 0)) return Error{message("\"{:.40}\" is not a number from 0 on", text)};
  return *value;
}

/// Appends the points of one row; `last` is the step of the previous row.
Result<void> parseRow(std::string_view row, std::size_t columns, std::int64_t& last, History& history) {
  Fields fields;
  if (!splitRow(row, columns, fields)) return Error{message("a row has {} columns", columns)};
  const auto step = parseNumber<std::int64_t>(fields[0]);
  if (!step || *step < 0) return Error{message("\"{:.40}\" is not a step", fields[0])};
  if (*step < last)
    return Error{message("step {} follows step {}; rows are in the order of steps", *step, last)};
  last = *step;
  const auto epoch = parseNumber<std::int64_t>(fields[1]);
  if (!epoch || *epoch < 0) return Error{message("\"{:.40}\" is not an epoch", fields[1])};
  const auto train = parseMetrics(fields[2], fields[3]);
  if (!train) return train.error();
  const auto test = parseMetrics(fields[4], fields[5]);
  if (!test) return test.error();
  for (const auto& [points, isThere] :
       {std::pair(&history.train, train->has_value()), std::pair(&history.test, test->has_value())})
    if (isThere && points->size() == kMaxHistoryPoints)
      return Error{message("it has more than {} points, which is the limit of a curve", kMaxHistoryPoints)};
  std::array<double, kColumns - kFirstColumns> measured;
  for (std::size_t i = 0; i < measured.size(); ++i) {
    const auto value = parseMeasured(fields[kFirstColumns + i]);
    if (!value) return value.error();
    measured[i] = *value;
  }
  const auto [seconds, learningRate, gradientNorm, updateRatio] = measured;
  if (*train)
    history.train.push_back(
        {.step = *step,
         .metrics = **train,
         .sizes = {.learningRate = learningRate, .gradientNorm = gradientNorm, .updateRatio = updateRatio},
         .seconds = seconds});
  if (*test) history.test.push_back({.step = *step, .metrics = **test, .seconds = seconds});
  return {};
}

}  // namespace

std::string historyCsvHeader() {
  return std::string(kHeader) + '\n';
}

bool isHistoryCsvHeader(std::string_view line) {
  if (!line.ends_with('\n')) return false;
  line.remove_suffix(1);
  return line == kHeader || line == kFirstHeader;
}

std::string historyCsvRow(const HistoryPoint* train, const HistoryPoint* test, std::int64_t stepsPerEpoch) {
  check((train != nullptr || test != nullptr) && stepsPerEpoch >= 1,
        "historyCsvRow: needs a point and stepsPerEpoch >= 1");
  const HistoryPoint& point = train != nullptr ? *train : *test;
  std::string row;
  appendNumber(row, point.step);
  row += ',';
  appendNumber(row, point.step == 0 ? 0 : (point.step - 1) / stepsPerEpoch + 1);
  appendMetrics(row, train);
  appendMetrics(row, test);
  appendMeasured(row, point.seconds);
  appendMeasured(row, point.sizes.learningRate);
  appendMeasured(row, point.sizes.gradientNorm);
  appendMeasured(row, point.sizes.updateRatio);
  row += '\n';
  return row;
}

std::string writeHistoryCsv(const History& history, std::int64_t stepsPerEpoch) {
  const auto train = inOrder(history.train);
  const auto test = inOrder(history.test);
  std::string text = historyCsvHeader();
  for (std::size_t i = 0, j = 0; i < train.size() || j < test.size();) {
    const bool takesTrain = i < train.size() && (j == test.size() || train[i].step <= test[j].step);
    const bool takesTest = j < test.size() && (i == train.size() || test[j].step <= train[i].step);
    text += historyCsvRow(takesTrain ? &train[i] : nullptr, takesTest ? &test[j] : nullptr, stepsPerEpoch);
    if (takesTrain) ++i;
    if (takesTest) ++j;
  }
  return text;
}

Result<History> readHistoryCsv(std::string_view text) {
  History history;
  std::int64_t last = 0;
  std::size_t line = 0;
  std::size_t columns = kColumns;
  while (!text.empty()) {
    ++line;
    const std::size_t end = text.find('\n');
    std::string_view row = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (row.ends_with('\r')) row.remove_suffix(1);
    if (line == 1) {
      if (row == kFirstHeader)
        columns = kFirstColumns;
      else if (row != kHeader)
        return lineError(line, message("the header is not {}", kHeader));
    } else if (const auto parsed = parseRow(row, columns, last, history); !parsed) {
      return lineError(line, parsed.error().message);
    }
  }
  if (line == 0) return Error{message("the file is empty; its first line is {}", kHeader)};
  return history;
}

}  // namespace pellucid::engine
