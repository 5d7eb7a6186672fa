// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of both readers of tables share.
#pragma once

#include <QtTest>
#include <map>
#include <string>
#include <vector>

#include "engine/data/data_name.h"
#include "engine/data/dataset.h"
#include "engine/data/gzip.h"
#include "tests/support/memory.h"

namespace pellucid::tests {

using namespace engine;

inline DataOptions withTargets(std::vector<std::string> targets) {
  return {.test = 0.2, .targets = std::move(targets)};
}

/// The densest kind of table: every cell has one digit.
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

inline void addTablesOfDigits() {
  QTest::addColumn<bool>("hasManyTargets");
  QTest::newRow("one target") << false;
  QTest::newRow("many targets") << true;
}

/// Reading a large table takes four times its size. Call this first: it is about the most memory ever used.
template <class Read>
void checkMemory(const Read& read, bool hasManyTargets) {
  constexpr std::size_t kColumns = 1000;
  std::vector<std::string> targets;
  for (std::size_t i = 0; hasManyTargets && i < kColumns / 2; ++i) targets.push_back("c" + std::to_string(i));
  const double before = memory("VmRSS:");
  Bytes text = digits(16'000, kColumns);
  const double size = static_cast<double>(text.size()) / (1 << 20);
  const Result<Dataset> dataset = read(std::move(text), "t.csv", withTargets(targets), Progress());
  QVERIFY(dataset);
  QCOMPARE(dataset->train.size() + dataset->test.size(), Index{16'000});
  const double taken = memory("VmHWM:") - before;
  // A table of this size needs little of the 64 MiB allowed in addition.
  constexpr double kBesides = 16;
  if (kMeasuresMemory) QVERIFY2(taken < 4 * size + kBesides, std::to_string(taken).c_str());
}

/// The labels by input, whatever split the samples are in.
inline std::map<double, double> labelsByInput(const Dataset& dataset) {
  std::map<double, double> labels;
  for (const Split* split : {&dataset.train, &dataset.test})
    for (Index i = 0; i < split->size(); ++i)
      labels[split->numbers(0, i)] = dataset.hasClasses() ? split->labels[static_cast<std::size_t>(i)]
                                                          : static_cast<double>(split->targets(0, i));
  return labels;
}

}  // namespace pellucid::tests
