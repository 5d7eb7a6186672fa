// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of both readers of tables share.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/data/data_name.h"
#include "engine/data/dataset.h"
#include "engine/data/gzip.h"

namespace pellucid::tests {

using namespace engine;

inline DataOptions withTargets(std::vector<std::string> targets) {
  return {.test = 0.2, .targets = std::move(targets)};
}

/// A table of the densest kind: every cell has one digit.
inline Bytes digits(std::size_t rows, std::size_t columns) {
  std::string text;
  text.reserve(rows * columns * 2 + columns * 8);
  for (std::size_t i = 0; i < columns; ++i) text += 'c' + std::to_string(i) + (i + 1 < columns ? ',' : '\n');
  for (std::size_t i = 0; i < rows * columns; ++i) {
    text += static_cast<char>('0' + (i / columns + i * 7) % 10);
    text += (i + 1) % columns == 0 ? '\n' : ',';
  }
  return {text.begin(), text.end()};
}

/// The answers that belong to inputs, whatever split they came into.
inline std::map<double, double> labelsByInput(const Dataset& dataset) {
  std::map<double, double> labels;
  for (const Split* split : {&dataset.train, &dataset.test})
    for (Index i = 0; i < split->size(); ++i)
      labels[split->numbers(0, i)] = dataset.hasClasses() ? split->labels[static_cast<std::size_t>(i)]
                                                          : static_cast<double>(split->targets(0, i));
  return labels;
}

}  // namespace pellucid::tests
