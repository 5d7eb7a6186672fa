// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/dataset_csv.h"

#include <string_view>

#include "engine/base/numbers.h"

namespace pellucid::engine {
namespace {

/// Quotes a text with special characters, doubling the quotes inside.
void appendCell(std::string& row, std::string_view text) {
  if (!row.empty() && row.back() != '\n') row += ',';
  if (text.find_first_of(",;\"\n\r\t") == std::string_view::npos) {
    row += text;
    return;
  }
  row += '"';
  for (const char c : text) row.append(c == '"' ? 2 : 1, c);
  row += '"';
}

void appendNumbers(std::string& row, const Vector& numbers) {
  for (const Scalar number : numbers) {
    if (!row.empty() && row.back() != '\n') row += ',';
    appendNumber(row, number);
  }
}

}  // namespace

Result<std::string> datasetCsv(const Dataset& dataset) {
  if (dataset.shape.isImage())
    return Error{message("{} has images, which are no rows of a table. Points and tables can be exported.",
                         dataset.name)};
  if (dataset.train.size() + dataset.test.size() == 0)
    return Error{message("{} has no samples here that could be exported.", dataset.name)};
  const Index own = ownInputs(dataset);
  std::string table;
  for (Index input = 0; input < own; ++input) {
    const auto at = static_cast<std::size_t>(input);
    appendCell(table,
               at < dataset.inputNames.size() ? dataset.inputNames[at] : "x" + std::to_string(input + 1));
  }
  if (dataset.hasClasses())
    appendCell(table, dataset.answerName.empty() ? "class" : dataset.answerName);
  else
    for (const std::string& name : dataset.targetNames) appendCell(table, name);
  table += '\n';
  for (const Split* split : {&dataset.train, &dataset.validation, &dataset.test})
    for (Index i = 0; i < split->size(); ++i) {
      Matrix inputs = sample(*split, dataset.inputs(), i);
      unscale(dataset.scaling.inputs, inputs);
      appendNumbers(table, inputs.col(0).head(own));
      if (dataset.hasClasses()) {
        appendCell(table, dataset.classNames[split->labels[static_cast<std::size_t>(i)]]);
      } else {
        Matrix targets = split->targets.col(i);
        unscale(dataset.scaling.targets, targets);
        appendNumbers(table, targets.col(0));
      }
      table += '\n';
    }
  return table;
}

}  // namespace pellucid::engine
