// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/predictions_csv.h"

#include <numeric>

#include "engine/base/numbers.h"

namespace pellucid::engine {
namespace {

/// In quotes where a reader would otherwise misinterpret it.
void appendCsvCell(std::string& text, const std::string& cell) {
  if (cell.find_first_of(",;\"\n\r\t") == cell.npos && !cell.starts_with(' ') && !cell.ends_with(' ')) {
    text += cell;
    return;
  }
  text += '"';
  for (const char c : cell) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
}

}  // namespace

std::string writePredictionsCsv(const Predictions& predictions) {
  const bool hasClasses = !predictions.classes.empty();
  std::string text = hasClasses ? "row,prediction" : "row";
  for (const std::string& name : predictions.outputNames) {
    text += ',';
    appendCsvCell(text, name);
  }
  text += '\n';
  std::vector<Index> rows = predictions.rows;
  if (rows.empty()) {
    rows.resize(static_cast<std::size_t>(predictions.outputs.cols()));
    std::iota(rows.begin(), rows.end(), Index(0));
  }
  for (std::size_t line = 0; line < rows.size(); ++line) {
    const Index sample = rows[line];
    appendNumber(text, line + 1);
    if (hasClasses) {
      text += ',';
      if (sample >= 0) appendCsvCell(text, predictions.classes[static_cast<std::size_t>(sample)]);
    }
    for (Index i = 0; i < predictions.outputs.rows(); ++i) {
      text += ',';
      if (sample >= 0) appendNumber(text, predictions.outputs(i, sample));
    }
    text += '\n';
  }
  return text;
}

}  // namespace pellucid::engine
